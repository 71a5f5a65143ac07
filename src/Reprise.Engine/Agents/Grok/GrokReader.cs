using Reprise.Normalizing;
using Reprise.Protocol;
using Reprise.Sealing;

namespace Reprise.Agents.Grok;

/// <summary>Reads a conversation: items without ids and without times.</summary>
internal sealed class GrokReader : SessionReader
{
    private const byte StateVersion = 1;

    private readonly JsonTape _tape = new();
    private readonly Utf8Scratch _scratch = new();
    private readonly RecordNumbers _numbers = new();
    private byte[] _open = [];

    /// <param name="state">What an earlier reader of the file saved.</param>
    public GrokReader(ReadOnlySpan<byte> state)
    {
        if (StateReader.Open(state, StateVersion) is not { } saved)
            return;
        _numbers.Load(saved);
        _open = saved.Text();
    }

    /// <summary>Whether items have this type, or had this role in the first releases.</summary>
    public static bool IsItem(ReadOnlySpan<byte> type) =>
        type.SequenceEqual("system"u8)
        || type.SequenceEqual("user"u8)
        || type.SequenceEqual("assistant"u8)
        || type.SequenceEqual("reasoning"u8)
        || type.SequenceEqual("backend_tool_call"u8)
        || IsResult(type);

    public override void Read(in MaskedRecord record, SessionSink sink)
    {
        if (JsonTape.IsBlank(record.Utf8))
            return;
        _scratch.Reset();
        if (!_tape.TryParse(record.Utf8, out JsonValue item) || !item.IsObject)
        {
            sink.Count(SessionCount.DamagedRecord);
            return;
        }
        ReadOnlySpan<byte> number = _numbers.KeyOf(default);
        ReadOnlySpan<byte> type = (item["type"u8].IsString ? item["type"u8] : item["role"u8]).Text(_scratch);
        if (type.SequenceEqual("reasoning"u8))
            ReadThinking(number, item, sink);
        else if (type.SequenceEqual("backend_tool_call"u8))
            ReadBackendCall(number, item["kind"u8], sink);
        else if (type.SequenceEqual("assistant"u8))
            ReadAnswer(number, item, sink);
        else
            ReadOther(number, type, item, sink);
    }

    public override byte[] SaveState()
    {
        var state = new StateWriter(StateVersion);
        _numbers.Save(state);
        state.Add(_open);
        return state.ToArray();
    }

    private static bool IsResult(ReadOnlySpan<byte> type) => type.SequenceEqual("tool_result"u8) || type.SequenceEqual("tool"u8);

    // Thinking and calls of the provider's own tools come before what the model says in the same response.
    private ReadOnlySpan<byte> Open(ReadOnlySpan<byte> number)
    {
        if (_open.Length == 0)
            _open = number.ToArray();
        return _open;
    }

    private void ReadThinking(ReadOnlySpan<byte> number, JsonValue item, SessionSink sink)
    {
        sink.Count(SessionCount.Thinking);
        sink.BeginMessage(Head(Open(number), MessageRole.Assistant, MessageKind.Answer));
        foreach (JsonValue part in item["summary"u8].Elements)
            TellText(part["text"u8], BlockKind.Thinking, sink);
        foreach (JsonValue part in item["content"u8].Elements)
            TellText(part["text"u8], BlockKind.Thinking, sink);
        sink.EndMessage();
    }

    private void ReadBackendCall(ReadOnlySpan<byte> number, JsonValue kind, SessionSink sink)
    {
        sink.BeginMessage(Head(Open(number), MessageRole.Assistant, MessageKind.Answer));
        sink.ToolCall(kind["id"u8].Text(_scratch), kind["tool_type"u8].Text(_scratch), kind.Raw);
        sink.EndMessage();
    }

    private void ReadAnswer(ReadOnlySpan<byte> number, JsonValue item, SessionSink sink)
    {
        ReadOnlySpan<byte> model = item["model_id"u8].Text(_scratch);
        ReadOnlySpan<byte> key = Open(number);
        sink.BeginMessage(Head(key, MessageRole.Assistant, MessageKind.Answer, model));
        TellContent(item["content"u8], sink);
        foreach (JsonValue call in item["tool_calls"u8].Elements)
        {
            JsonValue function = call["function"u8].IsObject ? call["function"u8] : call;
            sink.ToolCall(call["id"u8].Text(_scratch), function["name"u8].Text(_scratch), function["arguments"u8].Text(_scratch));
        }
        sink.EndMessage();
        _open = [];
    }

    private void ReadOther(ReadOnlySpan<byte> number, ReadOnlySpan<byte> type, JsonValue item, SessionSink sink)
    {
        if (IsResult(type))
            ReadResult(number, item, sink);
        else if (type.SequenceEqual("user"u8))
            ReadUser(number, item, sink);
        else if (!type.SequenceEqual("system"u8))
            sink.Count(SessionCount.UnknownRecord);
        _open = [];
    }

    private void ReadUser(ReadOnlySpan<byte> number, JsonValue item, SessionSink sink)
    {
        JsonValue reason = item["synthetic_reason"u8];
        if (item["prior_turn_interrupt"u8].IsString)
            sink.Count(SessionCount.Interrupt);
        bool isSummary = reason.Is("compaction_meta"u8);
        if (isSummary)
            sink.Count(SessionCount.Compaction);
        // What a person says while the model is at work is put in, and said all the same.
        bool isTyped = (!reason.IsString || reason.Is("interjection"u8)) && HasContent(item["content"u8]);
        sink.BeginMessage(
            Head(
                number,
                MessageRole.User,
                isSummary ? MessageKind.Summary
                    : isTyped ? MessageKind.Prompt
                    : MessageKind.Meta
            )
        );
        TellContent(item["content"u8], sink);
        sink.EndMessage();
    }

    private void ReadResult(ReadOnlySpan<byte> number, JsonValue item, SessionSink sink)
    {
        sink.BeginMessage(Head(number, MessageRole.Tool, MessageKind.ToolResult));
        // Nothing says whether the tool failed.
        sink.ToolResult(item["tool_call_id"u8].Text(_scratch), isError: false);
        TellText(item["content"u8], BlockKind.ToolOutput, sink);
        foreach (JsonValue part in item["content"u8].Elements)
            TellText(part["text"u8], BlockKind.ToolOutput, sink);
        foreach (JsonValue _ in item["images"u8].Elements)
            sink.Count(SessionCount.Image);
        sink.EndMessage();
    }

    private void TellContent(JsonValue content, SessionSink sink)
    {
        TellText(content, BlockKind.Text, sink);
        foreach (JsonValue part in content.Elements)
        {
            if (part["type"u8].Is("text"u8))
                TellText(part["text"u8], BlockKind.Text, sink);
            else if (part["type"u8].Is("image"u8) || part["type"u8].Is("image_url"u8))
                sink.Count(SessionCount.Image);
            else
                sink.Count(SessionCount.UnknownRecord);
        }
    }

    private void TellText(JsonValue value, BlockKind kind, SessionSink sink)
    {
        ReadOnlySpan<byte> text = value.Text(_scratch);
        if (!text.IsEmpty)
            sink.Block(kind, text);
    }

    private bool HasContent(JsonValue content)
    {
        if (!content.Text(_scratch).Trim(" \t\r\n"u8).IsEmpty)
            return true;
        foreach (JsonValue part in content.Elements)
        {
            if (!part["type"u8].Is("text"u8) || !part["text"u8].Text(_scratch).Trim(" \t\r\n"u8).IsEmpty)
                return true;
        }
        return false;
    }

    private static MessageHead Head(
        ReadOnlySpan<byte> key,
        MessageRole role,
        MessageKind kind,
        ReadOnlySpan<byte> model = default
    ) =>
        new()
        {
            Key = key,
            Role = role,
            Kind = kind,
            Model = model,
        };
}

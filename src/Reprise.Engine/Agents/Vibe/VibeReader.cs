using System.Text;
using Reprise.Normalizing;
using Reprise.Protocol;
using Reprise.Sealing;

namespace Reprise.Agents.Vibe;

/// <summary>Reads the messages of a session or of a subagent, none of which has a time.</summary>
internal sealed class VibeReader : SessionReader
{
    private const byte StateVersion = 1;

    private readonly JsonTape _tape = new();
    private readonly Utf8Scratch _scratch = new();
    private readonly RecordNumbers _numbers = new();
    private readonly byte[] _subagent;
    private bool _isSubagentTold;

    /// <param name="subagent">The subagent whose messages they are; empty for a session's own.</param>
    /// <param name="state">What an earlier reader of the file saved.</param>
    public VibeReader(string subagent, ReadOnlySpan<byte> state)
    {
        _subagent = Encoding.UTF8.GetBytes(subagent);
        if (StateReader.Open(state, StateVersion) is not { } saved)
            return;
        _numbers.Load(saved);
        _isSubagentTold = saved.Bool();
    }

    private bool IsMain => _subagent.Length == 0;

    public override void Read(in MaskedRecord record, SessionSink sink)
    {
        if (JsonTape.IsBlank(record.Utf8))
            return;
        _scratch.Reset();
        if (!_tape.TryParse(record.Utf8, out JsonValue message) || !message.IsObject)
        {
            sink.Count(SessionCount.DamagedRecord);
            return;
        }
        if (!IsMain && !_isSubagentTold)
        {
            _isSubagentTold = true;
            sink.Fact(SessionFact.Subagent, _subagent);
        }
        ReadOnlySpan<byte> key = _numbers.KeyOf(message["message_id"u8].Text(_scratch));
        if (!IsMain)
            key = _scratch.Join(_scratch.Join(_subagent, "/"u8), key);
        JsonValue role = message["role"u8];
        if (role.Is("assistant"u8))
            ReadAnswer(key, message, sink);
        else if (role.Is("tool"u8))
            ReadResult(key, message, sink);
        else if (role.Is("user"u8) || role.Is("system"u8))
            ReadUser(key, message, role.Is("system"u8), sink);
        else
            sink.Count(SessionCount.UnknownRecord);
    }

    public override byte[] SaveState()
    {
        var state = new StateWriter(StateVersion);
        _numbers.Save(state);
        state.Add(_isSubagentTold);
        return state.ToArray();
    }

    private void ReadUser(ReadOnlySpan<byte> key, JsonValue message, bool isSystem, SessionSink sink)
    {
        ReadOnlySpan<byte> text = message["content"u8].Text(_scratch);
        bool hasImages = false;
        foreach (JsonValue _ in message["images"u8].Elements)
        {
            hasImages = true;
            if (IsMain)
                sink.Count(SessionCount.Image);
        }
        bool isTyped = IsMain && !isSystem && !message["injected"u8].IsTrue && (hasImages || !text.Trim(" \t\r\n"u8).IsEmpty);
        sink.BeginMessage(
            Head(key, isSystem ? MessageRole.System : MessageRole.User, isTyped ? MessageKind.Prompt : MessageKind.Meta)
        );
        if (!text.IsEmpty)
            sink.Block(BlockKind.Text, text);
        sink.EndMessage();
    }

    private void ReadAnswer(ReadOnlySpan<byte> key, JsonValue message, SessionSink sink)
    {
        sink.BeginMessage(Head(key, MessageRole.Assistant, MessageKind.Answer));
        ReadOnlySpan<byte> thinking = message["reasoning_content"u8].Text(_scratch);
        if (!thinking.IsEmpty)
        {
            if (IsMain)
                sink.Count(SessionCount.Thinking);
            sink.Block(BlockKind.Thinking, thinking);
        }
        ReadOnlySpan<byte> text = message["content"u8].Text(_scratch);
        if (!text.IsEmpty)
            sink.Block(BlockKind.Text, text);
        foreach (JsonValue call in message["tool_calls"u8].Elements)
        {
            JsonValue function = call["function"u8];
            sink.ToolCall(call["id"u8].Text(_scratch), function["name"u8].Text(_scratch), function["arguments"u8].Text(_scratch));
        }
        sink.EndMessage();
    }

    private void ReadResult(ReadOnlySpan<byte> key, JsonValue message, SessionSink sink)
    {
        ReadOnlySpan<byte> text = message["content"u8].Text(_scratch);
        bool isError = text.StartsWith("<tool_error>"u8);
        if (isError && IsMain)
            sink.Count(SessionCount.ToolError);
        if (IsMain && text.StartsWith("<user_cancellation>"u8))
            sink.Count(SessionCount.Interrupt);
        sink.BeginMessage(Head(key, MessageRole.Tool, MessageKind.ToolResult));
        sink.ToolResult(message["tool_call_id"u8].Text(_scratch), isError);
        if (!text.IsEmpty)
            sink.Block(BlockKind.ToolOutput, text);
        sink.EndMessage();
    }

    private MessageHead Head(ReadOnlySpan<byte> key, MessageRole role, MessageKind kind) =>
        new()
        {
            Key = key,
            Role = role,
            Kind = kind,
            Subagent = _subagent,
        };
}

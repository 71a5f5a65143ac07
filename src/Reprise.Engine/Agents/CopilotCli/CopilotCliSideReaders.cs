using Reprise.Normalizing;
using Reprise.Protocol;
using Reprise.Sealing;

namespace Reprise.Agents.CopilotCli;

/// <summary>Reads the file with a session's title: plain values by name, a line each.</summary>
internal sealed class CopilotCliWorkspaceReader : SessionReader
{
    private readonly Utf8Scratch _scratch = new();

    public override void Read(in MaskedRecord record, SessionSink sink)
    {
        _scratch.Reset();
        ReadOnlySpan<byte> text = JsonText.Decode(record.Utf8, isEscaped: false, _scratch);
        sink.Fact(SessionFact.Folder, YamlText.Find(text, "cwd"u8, _scratch));
        sink.Fact(SessionFact.GeneratedTitle, YamlText.Find(text, "summary"u8, _scratch));
        // A name that is taken away leaves the summary.
        ReadOnlySpan<byte> name = YamlText.Find(text, "name"u8, _scratch);
        if (!name.IsEmpty)
            sink.Fact(SessionFact.CustomTitle, name);
    }
}

/// <summary>Reads a document of the first releases: what the model was given and gave, and what was shown.</summary>
internal sealed class CopilotCliDocumentReader : SessionReader
{
    private readonly JsonTape _tape = new();
    private readonly Utf8Scratch _scratch = new();
    private readonly byte[] _key = new byte[24];

    public override void Read(in MaskedRecord record, SessionSink sink)
    {
        if (JsonTape.IsBlank(record.Utf8))
            return;
        _scratch.Reset();
        if (!_tape.TryParse(record.Utf8, out JsonValue document) || !document.IsObject)
        {
            sink.Count(SessionCount.DamagedRecord);
            return;
        }
        if (RecordTime.Of(document["startTime"u8]) is { } started)
            sink.Activity(started);
        foreach (JsonValue entry in document["timeline"u8].Elements)
        {
            if (RecordTime.Of(entry["timestamp"u8]) is { } at)
                sink.Activity(at);
        }
        int place = 0;
        foreach (JsonValue message in document["chatMessages"u8].Elements)
        {
            _scratch.Reset();
            ReadMessage(message, place++, sink);
        }
    }

    private void ReadMessage(JsonValue message, int place, SessionSink sink)
    {
        ReadOnlySpan<byte> role = message["role"u8].Text(_scratch);
        // The place stays the same when the document is read again.
        place.TryFormat(_key, out int length);
        bool isUser = role.SequenceEqual("user"u8);
        bool isModel = role.SequenceEqual("assistant"u8);
        bool isTool = role.SequenceEqual("tool"u8);
        var head = new MessageHead
        {
            Key = _key.AsSpan(0, length),
            Role =
                isUser ? MessageRole.User
                : isModel ? MessageRole.Assistant
                : isTool ? MessageRole.Tool
                : MessageRole.System,
            Kind =
                isUser ? MessageKind.Prompt
                : isModel ? MessageKind.Answer
                : isTool ? MessageKind.ToolResult
                : MessageKind.Meta,
        };
        sink.BeginMessage(head);
        if (isTool)
            sink.ToolResult(message["tool_call_id"u8].Text(_scratch), isError: false);
        BlockKind kind = isTool ? BlockKind.ToolOutput : BlockKind.Text;
        TellText(message["content"u8], kind, sink);
        foreach (JsonValue part in message["content"u8].Elements)
            TellText(part["text"u8], kind, sink);
        foreach (JsonValue call in message["tool_calls"u8].Elements)
        {
            JsonValue function = call["function"u8];
            sink.ToolCall(
                call["id"u8].Text(_scratch),
                function["name"u8].Text(_scratch),
                function["arguments"u8].IsString ? function["arguments"u8].Text(_scratch) : function["arguments"u8].Raw
            );
        }
        sink.EndMessage();
    }

    private void TellText(JsonValue text, BlockKind kind, SessionSink sink)
    {
        if (text.IsString && !text.Raw.IsEmpty)
            sink.Block(kind, text.Text(_scratch));
    }
}

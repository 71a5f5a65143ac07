using System.Globalization;
using System.Text;
using Reprise.Normalizing;
using Reprise.Protocol;
using Reprise.Sealing;

namespace Reprise.Agents.Cursor;

/// <summary>Reads a transcript: lines with a role and a message, without ids, times and tokens.</summary>
internal sealed class CursorTranscriptReader : SessionReader
{
    private const byte StateVersion = 1;

    private readonly JsonTape _tape = new();
    private readonly Utf8Scratch _scratch = new();
    private readonly byte[] _subagent;
    private long _lines;

    /// <param name="subagent">The subagent whose transcript it is; empty for the conversation's own.</param>
    /// <param name="state">What an earlier reader saved.</param>
    public CursorTranscriptReader(string subagent, ReadOnlySpan<byte> state)
    {
        _subagent = Encoding.UTF8.GetBytes(subagent);
        if (StateReader.Open(state, StateVersion) is { } saved)
            _lines = saved.Long();
    }

    public override void Read(in MaskedRecord record, SessionSink sink)
    {
        if (JsonTape.IsBlank(record.Utf8))
            return;
        _scratch.Reset();
        if (_lines++ == 0 && _subagent.Length > 0)
            sink.Fact(SessionFact.Subagent, _subagent);
        if (!_tape.TryParse(record.Utf8, out JsonValue line) || !line.IsObject)
        {
            sink.Count(SessionCount.DamagedRecord);
            return;
        }
        if (_subagent.Length == 0)
            sink.Fact(SessionFact.Folder, line["cwd"u8].Text(_scratch));
        JsonValue content = line["message"u8]["content"u8];
        if (line["role"u8].Is("user"u8))
            ReadUser(line, content, sink);
        else if (line["role"u8].Is("assistant"u8))
            ReadAnswer(line, content, sink);
        else if (!line["type"u8].Is("turn_ended"u8))
            sink.Count(SessionCount.UnknownRecord);
    }

    public override byte[] SaveState()
    {
        var state = new StateWriter(StateVersion);
        state.Add(_lines);
        return state.ToArray();
    }

    private void ReadUser(JsonValue line, JsonValue content, SessionSink sink)
    {
        int part = 0;
        if (content.IsString)
            TellUser(line, content.Text(_scratch), part, sink);
        foreach (JsonValue block in content.Elements)
        {
            if (block["type"u8].Is("text"u8))
                TellUser(line, block["text"u8].Text(_scratch), part++, sink);
            else if (block["type"u8].Is("image"u8))
                sink.Count(SessionCount.Image);
            else if (block["type"u8].Is("tool_result"u8))
                ReadResult(line, block, part++, sink);
        }
    }

    private void TellUser(JsonValue line, ReadOnlySpan<byte> text, int part, SessionSink sink)
    {
        bool isTyped = CursorQuery.TryRead(text, out ReadOnlySpan<byte> typed);
        if (text.IsEmpty)
            return;
        sink.BeginMessage(Head(line, part, MessageRole.User, isTyped ? MessageKind.Prompt : MessageKind.Meta));
        sink.Block(BlockKind.Text, isTyped ? typed : text);
        sink.EndMessage();
    }

    private void ReadResult(JsonValue line, JsonValue block, int part, SessionSink sink)
    {
        sink.BeginMessage(Head(line, part, MessageRole.Tool, MessageKind.ToolResult));
        sink.ToolResult(block["tool_use_id"u8].Text(_scratch), block["is_error"u8].IsTrue);
        sink.Block(
            BlockKind.ToolOutput,
            block["content"u8].IsString ? block["content"u8].Text(_scratch) : block["content"u8].Raw
        );
        sink.EndMessage();
    }

    private void ReadAnswer(JsonValue line, JsonValue content, SessionSink sink)
    {
        sink.BeginMessage(Head(line, 0, MessageRole.Assistant, MessageKind.Answer));
        if (content.IsString)
            sink.Block(BlockKind.Text, content.Text(_scratch));
        foreach (JsonValue block in content.Elements)
        {
            ReadOnlySpan<byte> type = block["type"u8].Text(_scratch);
            if (type.SequenceEqual("text"u8))
                sink.Block(BlockKind.Text, block["text"u8].Text(_scratch));
            else if (type.SequenceEqual("tool_use"u8))
                sink.ToolCall(block["id"u8].Text(_scratch), block["name"u8].Text(_scratch), block["input"u8].Raw);
            else if (type.StartsWith("redacted"u8) || type.SequenceEqual("thinking"u8))
                sink.Count(SessionCount.Thinking);
        }
        sink.EndMessage();
    }

    // The place in the file is the only name that a message has.
    private MessageHead Head(JsonValue line, int part, MessageRole role, MessageKind kind) =>
        new()
        {
            Key = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Subagent}#{_lines}.{part}")),
            Role = role,
            Kind = kind,
            Timestamp = RecordTime.Of(line["timestamp"u8]) ?? RecordTime.Of(line["timestamp_ms"u8]),
            Subagent = _subagent,
        };

    private string Subagent => Encoding.UTF8.GetString(_subagent);
}

using Reprise.Normalizing;
using Reprise.Protocol;
using Reprise.Sealing;

namespace Reprise.Agents.Crush;

/// <summary>Reads rows: messages, each with a list of parts, and the session itself.</summary>
internal sealed class CrushReader : SessionReader
{
    private readonly RowLines _lines = new();
    private readonly Utf8Scratch _scratch = new();

    public override void Read(in MaskedRecord record, SessionSink sink)
    {
        if (JsonTape.IsBlank(record.Utf8))
            return;
        _scratch.Reset();
        if (!_lines.TryParse(record.Utf8, _scratch, out RowLine line))
            sink.Count(SessionCount.DamagedRecord);
        else if (line.Table.SequenceEqual("messages"u8))
            ReadMessage(line, sink);
        else if (line.Table.SequenceEqual("sessions"u8))
            ReadSession(line, sink);
    }

    private void ReadSession(in RowLine line, SessionSink sink)
    {
        sink.Fact(SessionFact.GeneratedTitle, RowLine.Text(line["title"u8], _scratch));
        ReadOnlySpan<byte> parent = RowLine.Text(line["parent_session_id"u8], _scratch);
        sink.Fact(SessionFact.ParentSession, parent);
        // What a session cost is added to the one that started it.
        if (!parent.IsEmpty || RowAmounts.NanoUsd(line["cost"u8]) is not { } cost || cost == 0)
            return;
        sink.Usage(
            new ResponseUsage
            {
                Key = "session"u8,
                IsLocalKey = true,
                Timestamp = RowLine.Time(line["updated_at"u8]),
                OwnCost = cost,
            }
        );
    }

    private void ReadMessage(in RowLine line, SessionSink sink)
    {
        if (!_lines.TryParseJson(line["parts"u8], _scratch, out JsonValue parts) || !parts.IsArray)
        {
            sink.Count(SessionCount.DamagedRecord);
            return;
        }
        ReadOnlySpan<byte> role = RowLine.Text(line["role"u8], _scratch);
        bool isSummary = RowLine.Number(line["is_summary_message"u8]) != 0;
        if (role.SequenceEqual("user"u8))
            ReadParts(line, parts, MessageRole.User, isSummary ? MessageKind.Summary : MessageKind.Prompt, sink);
        else if (role.SequenceEqual("assistant"u8))
            ReadParts(line, parts, MessageRole.Assistant, isSummary ? MessageKind.Summary : MessageKind.Answer, sink);
        else if (role.SequenceEqual("tool"u8))
            ReadParts(line, parts, MessageRole.Tool, MessageKind.ToolResult, sink);
        else if (role.SequenceEqual("system"u8))
            ReadParts(line, parts, MessageRole.System, MessageKind.Meta, sink);
        else
            sink.Count(SessionCount.UnknownRecord);
        if (isSummary)
            sink.Count(SessionCount.Compaction);
    }

    private void ReadParts(in RowLine line, JsonValue parts, MessageRole role, MessageKind kind, SessionSink sink)
    {
        if (RowLine.Time(line["created_at"u8]) is { } at)
            sink.Activity(at);
        // A message that ended before anything came is no answer.
        bool isOpen = false;
        foreach (JsonValue part in parts.Elements)
        {
            ReadOnlySpan<byte> type = part["type"u8].Text(_scratch);
            if (type.SequenceEqual("finish"u8))
                continue;
            if (!isOpen)
                sink.BeginMessage(Head(line, role, kind));
            isOpen = true;
            ReadPart(type, part["data"u8], sink);
        }
        if (isOpen)
        {
            sink.EndMessage();
            TellModel(line, role, sink);
        }
        foreach (JsonValue part in parts.Elements)
        {
            if (part["type"u8].Is("finish"u8))
                ReadFinish(line, part["data"u8], sink);
        }
    }

    // Which model answered is known, how many tokens it took is not.
    private void TellModel(in RowLine line, MessageRole role, SessionSink sink)
    {
        ReadOnlySpan<byte> model = RowLine.Text(line["model"u8], _scratch);
        if (role != MessageRole.Assistant || model.IsEmpty)
            return;
        sink.Usage(
            new ResponseUsage
            {
                Key = RowLine.Text(line["id"u8], _scratch),
                Model = model,
                Provider = RowLine.Text(line["provider"u8], _scratch),
                Timestamp = RowLine.Time(line["created_at"u8]),
            }
        );
    }

    private void ReadPart(ReadOnlySpan<byte> type, JsonValue data, SessionSink sink)
    {
        if (type.SequenceEqual("text"u8))
            sink.Block(BlockKind.Text, data["text"u8].Text(_scratch));
        else if (type.SequenceEqual("reasoning"u8))
            ReadReasoning(data["thinking"u8].Text(_scratch), sink);
        else if (type.SequenceEqual("tool_call"u8))
            sink.ToolCall(data["id"u8].Text(_scratch), data["name"u8].Text(_scratch), data["input"u8].Text(_scratch));
        else if (type.SequenceEqual("tool_result"u8))
            ReadResult(data, sink);
        else if (type.SequenceEqual("shell_command"u8))
            sink.Block(BlockKind.Text, data["command"u8].Text(_scratch));
        else if (type.SequenceEqual("image_url"u8) || type.SequenceEqual("binary"u8))
            sink.Count(SessionCount.Image);
        else
            sink.Count(SessionCount.UnknownRecord);
    }

    private static void ReadReasoning(ReadOnlySpan<byte> text, SessionSink sink)
    {
        sink.Count(SessionCount.Thinking);
        if (!text.IsEmpty)
            sink.Block(BlockKind.Thinking, text);
    }

    private void ReadResult(JsonValue data, SessionSink sink)
    {
        bool isError = data["is_error"u8].IsTrue;
        sink.ToolResult(data["tool_call_id"u8].Text(_scratch), isError);
        if (!data["content"u8].Raw.IsEmpty)
            sink.Block(BlockKind.ToolOutput, data["content"u8].Text(_scratch));
        if (isError)
            sink.Count(SessionCount.ToolError);
    }

    private void ReadFinish(in RowLine line, JsonValue data, SessionSink sink)
    {
        bool isError = data["reason"u8].Is("error"u8);
        if (data["reason"u8].Is("canceled"u8))
            sink.Count(SessionCount.Interrupt);
        if (!isError)
            return;
        sink.Count(SessionCount.ApiError);
        ReadOnlySpan<byte> text = (data["details"u8].Raw.IsEmpty ? data["message"u8] : data["details"u8]).Text(_scratch);
        if (text.IsEmpty)
            return;
        sink.BeginMessage(
            new MessageHead
            {
                Key = _scratch.Join(line.Id, "/finish"u8),
                Role = MessageRole.System,
                Kind = MessageKind.Notice,
                Timestamp = RowLine.Time(line["created_at"u8]),
            }
        );
        sink.Block(BlockKind.Text, text);
        sink.EndMessage();
    }

    private MessageHead Head(in RowLine line, MessageRole role, MessageKind kind) =>
        new()
        {
            Key = RowLine.Text(line["id"u8], _scratch),
            Role = role,
            Kind = kind,
            Timestamp = RowLine.Time(line["created_at"u8]),
            Model = role == MessageRole.Assistant ? RowLine.Text(line["model"u8], _scratch) : default,
        };
}

using Reprise.Formats;
using Reprise.Normalizing;
using Reprise.Protocol;

namespace Reprise.Agents.Amp;

/// <summary>Reads the messages of a thread.</summary>
internal sealed class AmpMessages(Utf8Scratch scratch)
{
    private readonly AnthropicContent _content = new(scratch);
    private readonly AmpUsage _usage = new(scratch);
    private readonly RecordNumbers _numbers = new();

    /// <summary>Reads all messages.</summary>
    public void Read(JsonValue messages, SessionSink sink)
    {
        foreach (JsonValue message in messages.Elements)
        {
            ReadOnlySpan<byte> parent = message["parentToolUseId"u8].Text(scratch);
            if (!parent.IsEmpty)
                sink.Fact(SessionFact.Subagent, parent);
            JsonValue usage = message["usage"u8];
            JsonValue sent = message["meta"u8]["sentAt"u8];
            JsonValue id = message["messageId"u8];
            var row = new AmpRow
            {
                Message = message,
                Key = _numbers.KeyOf(id.Kind == System.Text.Json.JsonTokenType.Number ? id.Raw : default),
                Timestamp = RecordTime.Of(sent.IsPresent ? sent : usage["timestamp"u8]),
                Subagent = parent,
            };
            if (row.Timestamp is { } at)
                sink.Activity(at);
            Read(row, sink);
        }
    }

    private void Read(in AmpRow row, SessionSink sink)
    {
        JsonValue role = row.Message["role"u8];
        JsonValue content = row.Message["content"u8];
        if (role.Is("assistant"u8))
            ReadAnswer(row, sink);
        else if (role.Is("info"u8))
            ReadNotice(row, content, sink);
        else if (!role.Is("user"u8))
            sink.Count(SessionCount.UnknownRecord);
        else if (AnthropicContent.HasResult(content))
            ReadResults(row, content, sink);
        else
            ReadUser(row, content, sink);
    }

    private void ReadUser(in AmpRow row, JsonValue content, SessionSink sink)
    {
        // Other threads and the program write in the person's name, and say so.
        JsonValue meta = row.Message["meta"u8];
        bool isTyped =
            row.IsMain && !meta["fromAggman"u8].IsTrue && !meta["fromExecutorThreadID"u8].IsString && HasContent(content);
        Tell(row, MessageRole.User, isTyped ? MessageKind.Prompt : MessageKind.Meta, content, sink);
    }

    private void ReadAnswer(in AmpRow row, SessionSink sink)
    {
        JsonValue state = row.Message["state"u8]["type"u8];
        JsonValue content = row.Message["content"u8];
        bool isCancelled = state.Is("cancelled"u8);
        bool isFailed = state.Is("error"u8);
        if (isCancelled)
            row.Count(SessionCount.Interrupt, sink);
        if (isFailed)
            row.Count(SessionCount.ApiError, sink);
        JsonValue usage = row.Message["usage"u8];
        // What was broken off before the model said anything is no answer.
        bool isAnswer = HasContent(content) || usage.IsObject || (!isCancelled && !isFailed);
        ReadOnlySpan<byte> model = usage["model"u8].Text(scratch);
        Tell(row, MessageRole.Assistant, isAnswer ? MessageKind.Answer : MessageKind.Notice, content, sink, model);
        if (usage.IsObject)
            _usage.Tell(row, usage, model, sink);
    }

    private void ReadResults(in AmpRow row, JsonValue content, SessionSink sink)
    {
        sink.BeginMessage(row.Head(MessageRole.Tool, MessageKind.ToolResult));
        foreach (JsonValue block in content.Elements)
        {
            if (!block["type"u8].Is("tool_result"u8))
            {
                TellBlock(row, block, sink);
                continue;
            }
            JsonValue run = block["run"u8];
            JsonValue id = block["toolUseID"u8].IsString ? block["toolUseID"u8] : block["tool_use_id"u8];
            bool isError = run["status"u8].Is("error"u8) || block["is_error"u8].IsTrue;
            if (isError)
                row.Count(SessionCount.ToolError, sink);
            sink.ToolResult(id.Text(scratch), isError);
            TellRun(run, sink);
            _content.TellOutput(block["content"u8], sink);
        }
        sink.EndMessage();
    }

    private void ReadNotice(in AmpRow row, JsonValue content, SessionSink sink)
    {
        bool isSummary = false;
        foreach (JsonValue block in content.Elements)
            isSummary |= block["type"u8].Is("summary"u8);
        if (isSummary)
            row.Count(SessionCount.Compaction, sink);
        Tell(row, MessageRole.System, isSummary ? MessageKind.Summary : MessageKind.Notice, content, sink);
    }

    private void Tell(
        in AmpRow row,
        MessageRole role,
        MessageKind kind,
        JsonValue content,
        SessionSink sink,
        ReadOnlySpan<byte> model = default
    )
    {
        sink.BeginMessage(row.Head(role, kind, model));
        if (content.IsString)
            sink.Block(BlockKind.Text, content.Text(scratch));
        foreach (JsonValue block in content.Elements)
            TellBlock(row, block, sink);
        sink.EndMessage();
    }

    private void TellBlock(in AmpRow row, JsonValue block, SessionSink sink)
    {
        JsonValue type = block["type"u8];
        if (type.Is("summary"u8))
        {
            TellText(block["summary"u8]["summary"u8], BlockKind.Text, sink);
        }
        else if (type.Is("manual_bash_invocation"u8))
        {
            // A command that the person ran, not the model.
            TellText(block["args"u8]["cmd"u8], BlockKind.Text, sink);
            TellRun(block["toolRun"u8], sink);
        }
        else if (row.IsMain || type.Is("text"u8) || type.Is("tool_use"u8))
        {
            _content.TellBlock(block, sink);
        }
    }

    // What a tool gives is a text, or an object in which the text has one of these names.
    private void TellRun(JsonValue run, SessionSink sink)
    {
        JsonValue result = run["result"u8];
        if (result["output"u8].IsString)
            TellText(result["output"u8], BlockKind.ToolOutput, sink);
        else if (result["content"u8].IsString)
            TellText(result["content"u8], BlockKind.ToolOutput, sink);
        else if (result["diff"u8].IsString)
            TellText(result["diff"u8], BlockKind.ToolOutput, sink);
        else
            _content.TellOutput(result, sink);
        TellText(run["error"u8]["message"u8], BlockKind.ToolOutput, sink);
    }

    private void TellText(JsonValue value, BlockKind kind, SessionSink sink)
    {
        ReadOnlySpan<byte> text = value.Text(scratch);
        if (!text.IsEmpty)
            sink.Block(kind, text);
    }

    private bool HasContent(JsonValue content)
    {
        if (!content.Text(scratch).Trim(" \t\r\n"u8).IsEmpty)
            return true;
        foreach (JsonValue block in content.Elements)
        {
            if (!block["type"u8].Is("text"u8) || !block["text"u8].Text(scratch).Trim(" \t\r\n"u8).IsEmpty)
                return true;
        }
        return false;
    }
}

/// <summary>A message with what all of them have.</summary>
internal readonly ref struct AmpRow
{
    public JsonValue Message { get; init; }

    /// <summary>Its number in the thread.</summary>
    public ReadOnlySpan<byte> Key { get; init; }

    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>The call whose subagent it belongs to; empty in the main thread.</summary>
    public ReadOnlySpan<byte> Subagent { get; init; }

    /// <summary>Whether it belongs to the main thread, which alone is counted.</summary>
    public bool IsMain => Subagent.IsEmpty;

    /// <summary>Makes the head of the message.</summary>
    public MessageHead Head(MessageRole role, MessageKind kind, ReadOnlySpan<byte> model = default) =>
        new()
        {
            Key = Key,
            Role = role,
            Kind = kind,
            Timestamp = Timestamp,
            Subagent = Subagent,
            Model = model,
        };

    /// <summary>Counts something, where it belongs to the main thread.</summary>
    public void Count(SessionCount what, SessionSink sink)
    {
        if (IsMain)
            sink.Count(what);
    }
}

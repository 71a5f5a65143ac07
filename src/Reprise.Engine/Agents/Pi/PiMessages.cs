using Reprise.Normalizing;
using Reprise.Protocol;

namespace Reprise.Agents.Pi;

/// <summary>Reads messages: what people, the model and tools say, and what extensions put in.</summary>
internal sealed class PiMessages(Utf8Scratch scratch)
{
    /// <summary>Reads the message of an entry.</summary>
    public void Read(in PiEntry entry, JsonValue message, SessionSink sink)
    {
        JsonValue role = message["role"u8];
        JsonValue content = message["content"u8];
        if (role.Is("user"u8))
            TellNote(entry, content, HasContent(content) ? MessageKind.Prompt : MessageKind.Meta, sink);
        else if (role.Is("assistant"u8))
            ReadAnswer(entry, message, sink);
        else if (role.Is("toolResult"u8))
            ReadResult(entry, message, sink);
        else if (role.Is("bashExecution"u8))
            ReadCommand(entry, message, sink);
        else if (role.Is("custom"u8) || role.Is("hookMessage"u8))
            TellNote(entry, content, MessageKind.Meta, sink);
        else if (role.Is("fileMention"u8))
            ReadFiles(entry, message, sink);
        else if (role.Is("branchSummary"u8) || role.Is("compactionSummary"u8))
            TellNote(entry, message["summary"u8], MessageKind.Summary, sink);
        else
            sink.Count(SessionCount.UnknownRecord);
    }

    /// <summary>Tells a message on the user's side.</summary>
    /// <param name="entry">Its entry.</param>
    /// <param name="content">A text, or blocks.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="sink">Where it is told.</param>
    public void TellNote(in PiEntry entry, JsonValue content, MessageKind kind, SessionSink sink)
    {
        sink.BeginMessage(entry.Head(MessageRole.User, kind));
        TellContent(content, BlockKind.Text, sink);
        sink.EndMessage();
    }

    private void ReadAnswer(in PiEntry entry, JsonValue message, SessionSink sink)
    {
        bool isAborted = message["stopReason"u8].Is("aborted"u8);
        bool isFailed = message["stopReason"u8].Is("error"u8);
        if (isAborted)
            sink.Count(SessionCount.Interrupt);
        if (isFailed)
            sink.Count(SessionCount.ApiError);
        JsonValue content = message["content"u8];
        // What was broken off before the model said anything is no answer.
        bool isAnswer = HasContent(content) || (!isAborted && !isFailed);
        ReadOnlySpan<byte> model = isAnswer ? message["model"u8].Text(scratch) : default;
        sink.BeginMessage(entry.Head(MessageRole.Assistant, isAnswer ? MessageKind.Answer : MessageKind.Notice, model));
        TellContent(content, BlockKind.Text, sink);
        ReadOnlySpan<byte> error = message["errorMessage"u8].Text(scratch);
        if (!error.IsEmpty)
            sink.Block(BlockKind.Text, error);
        sink.EndMessage();
        TellUsage(entry, message, isAnswer, sink);
    }

    private void TellUsage(in PiEntry entry, JsonValue message, bool isAnswer, SessionSink sink)
    {
        JsonValue usage = message["usage"u8];
        var tokens = new TokenUsage(
            Input: usage["input"u8].Amount(),
            Output: usage["output"u8].Amount(),
            CacheRead: usage["cacheRead"u8].Amount(),
            CacheWrite5Minutes: usage["cacheWrite"u8].Amount(),
            CacheWrite1Hour: 0,
            Reasoning: 0
        );
        if (!isAnswer && tokens == default)
            return;
        sink.Usage(
            new ResponseUsage
            {
                // A fork copies entries with their ids and times; ids alone are too short to tell sessions apart.
                Key = scratch.Join(scratch.Join(entry.Key, "/"u8), entry.Row["timestamp"u8].Text(scratch)),
                Model = message["model"u8].Text(scratch),
                Provider = message["provider"u8].Text(scratch),
                Timestamp = entry.Timestamp,
                Tokens = tokens,
                OwnCost = usage["cost"u8]["total"u8].NanoUsd(),
            }
        );
    }

    private void ReadResult(in PiEntry entry, JsonValue message, SessionSink sink)
    {
        bool isError = message["isError"u8].IsTrue;
        if (isError)
            sink.Count(SessionCount.ToolError);
        sink.BeginMessage(entry.Head(MessageRole.Tool, MessageKind.ToolResult));
        sink.ToolResult(message["toolCallId"u8].Text(scratch), isError);
        TellContent(message["content"u8], BlockKind.ToolOutput, sink);
        sink.EndMessage();
    }

    // What files hold that a prompt mentioned.
    private void ReadFiles(in PiEntry entry, JsonValue message, SessionSink sink)
    {
        sink.BeginMessage(entry.Head(MessageRole.User, MessageKind.Meta));
        foreach (JsonValue file in message["files"u8].Elements)
        {
            TellContent(file["path"u8], BlockKind.Text, sink);
            TellContent(file["content"u8], BlockKind.ToolOutput, sink);
        }
        sink.EndMessage();
    }

    // A command that the person ran, not the model.
    private void ReadCommand(in PiEntry entry, JsonValue message, SessionSink sink)
    {
        sink.BeginMessage(entry.Head(MessageRole.User, MessageKind.Meta));
        TellContent(message["command"u8], BlockKind.Text, sink);
        TellContent(message["output"u8], BlockKind.ToolOutput, sink);
        sink.EndMessage();
    }

    private void TellContent(JsonValue content, BlockKind kind, SessionSink sink)
    {
        ReadOnlySpan<byte> text = content.Text(scratch);
        if (!text.IsEmpty)
            sink.Block(kind, text);
        foreach (JsonValue block in content.Elements)
            TellBlock(block, kind, sink);
    }

    private void TellBlock(JsonValue block, BlockKind kind, SessionSink sink)
    {
        JsonValue type = block["type"u8];
        if (type.Is("text"u8))
        {
            ReadOnlySpan<byte> text = block["text"u8].Text(scratch);
            if (!text.IsEmpty)
                sink.Block(kind, text);
        }
        else if (type.Is("thinking"u8))
        {
            sink.Count(SessionCount.Thinking);
            ReadOnlySpan<byte> thinking = block["thinking"u8].Text(scratch);
            if (!thinking.IsEmpty)
                sink.Block(BlockKind.Thinking, thinking);
        }
        else if (type.Is("toolCall"u8))
        {
            sink.ToolCall(block["id"u8].Text(scratch), block["name"u8].Text(scratch), block["arguments"u8].Raw);
        }
        else if (type.Is("image"u8))
        {
            sink.Count(SessionCount.Image);
        }
        else
        {
            sink.Count(SessionCount.UnknownRecord);
        }
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

using System.Globalization;
using System.Text;
using Reprise.Normalizing;
using Reprise.Protocol;

namespace Reprise.Agents.Goose;

/// <summary>A message of a row, or of a line of an older release.</summary>
internal readonly ref struct GooseMessage
{
    public ReadOnlySpan<byte> Key { get; init; }

    public ReadOnlySpan<byte> Role { get; init; }

    public DateTimeOffset? At { get; init; }

    /// <summary>Whether the person does not see it: what a compaction left, and notes for the model.</summary>
    public bool IsHidden { get; init; }

    public JsonValue Content { get; init; }
}

/// <summary>Reads messages: lists of texts, thinking, requests of tools and their responses.</summary>
internal sealed class GooseMessages(Utf8Scratch scratch)
{
    /// <summary>Reads a message.</summary>
    public void Read(in GooseMessage message, SessionSink sink)
    {
        bool isUser = message.Role.SequenceEqual("user"u8);
        if (!isUser && !message.Role.SequenceEqual("assistant"u8))
        {
            sink.Count(SessionCount.UnknownRecord);
            return;
        }
        if (isUser)
            ReadUser(message, sink);
        else
            ReadAnswer(message, sink);
    }

    /// <summary>Tells a title, unless it is one that every session begins with.</summary>
    public static void TellTitle(ReadOnlySpan<byte> name, ReadOnlySpan<byte> description, bool isGiven, SessionSink sink)
    {
        bool isUsual = name.SequenceEqual("CLI Session"u8) || name.StartsWith("New session"u8) || name.StartsWith("Session 2"u8);
        if (isGiven && !name.IsEmpty)
            sink.Fact(SessionFact.CustomTitle, name);
        else if (!name.IsEmpty && !isUsual)
            sink.Fact(SessionFact.GeneratedTitle, name);
        else if (!description.IsEmpty)
            sink.Fact(SessionFact.GeneratedTitle, description);
    }

    private void ReadUser(in GooseMessage message, SessionSink sink)
    {
        bool isOpen = false;
        foreach (JsonValue item in message.Content.Elements)
        {
            ReadOnlySpan<byte> type = item["type"u8].Text(scratch);
            bool isText = type.SequenceEqual("text"u8);
            if (!isOpen && (isText || type.SequenceEqual("image"u8)))
            {
                Tell(message, message.Key, MessageRole.User, message.IsHidden ? MessageKind.Meta : MessageKind.Prompt, sink);
                isOpen = true;
            }
            if (isText)
                sink.Block(BlockKind.Text, item["text"u8].Text(scratch));
            else if (!type.SequenceEqual("toolResponse"u8))
                CountOther(type, sink);
        }
        if (isOpen)
            sink.EndMessage();
        ReadResponses(message, sink);
    }

    private void ReadResponses(in GooseMessage message, SessionSink sink)
    {
        // One message answers several requests.
        int part = 0;
        foreach (JsonValue item in message.Content.Elements)
        {
            if (!item["type"u8].Is("toolResponse"u8))
                continue;
            Tell(message, Part(message.Key, part++), MessageRole.Tool, MessageKind.ToolResult, sink);
            ReadResponse(item, sink);
            sink.EndMessage();
            if (IsError(item))
                sink.Count(SessionCount.ToolError);
        }
    }

    private void ReadAnswer(in GooseMessage message, SessionSink sink)
    {
        Tell(message, message.Key, MessageRole.Assistant, message.IsHidden ? MessageKind.Meta : MessageKind.Answer, sink);
        foreach (JsonValue item in message.Content.Elements)
        {
            ReadOnlySpan<byte> type = item["type"u8].Text(scratch);
            if (type.SequenceEqual("text"u8))
                sink.Block(BlockKind.Text, item["text"u8].Text(scratch));
            else if (type.SequenceEqual("thinking"u8))
                ReadThinking(item["thinking"u8].Text(scratch), sink);
            else if (type.EndsWith("oolRequest"u8))
                ReadRequest(item, sink);
            else
                CountOther(type, sink);
        }
        sink.EndMessage();
    }

    private static void ReadThinking(ReadOnlySpan<byte> text, SessionSink sink)
    {
        sink.Count(SessionCount.Thinking);
        if (!text.IsEmpty)
            sink.Block(BlockKind.Thinking, text);
    }

    private void ReadRequest(JsonValue item, SessionSink sink)
    {
        JsonValue call = item["toolCall"u8]["value"u8];
        sink.ToolCall(item["id"u8].Text(scratch), call["name"u8].Text(scratch), call["arguments"u8].Raw);
    }

    private void ReadResponse(JsonValue item, SessionSink sink)
    {
        JsonValue result = item["toolResult"u8];
        sink.ToolResult(item["id"u8].Text(scratch), IsError(item));
        if (result["error"u8].IsString)
            sink.Block(BlockKind.ToolOutput, result["error"u8].Text(scratch));
        JsonValue value = result["value"u8];
        foreach (JsonValue content in (value.IsArray ? value : value["content"u8]).Elements)
        {
            if (content["text"u8].IsString)
                sink.Block(BlockKind.ToolOutput, content["text"u8].Text(scratch));
            else if (content["type"u8].Is("image"u8))
                sink.Count(SessionCount.Image);
        }
    }

    private static bool IsError(JsonValue item) =>
        item["toolResult"u8]["status"u8].Is("error"u8) || item["toolResult"u8]["value"u8]["isError"u8].IsTrue;

    private static void CountOther(ReadOnlySpan<byte> type, SessionSink sink)
    {
        if (type.SequenceEqual("image"u8))
            sink.Count(SessionCount.Image);
        else if (type.SequenceEqual("redactedThinking"u8))
            sink.Count(SessionCount.Thinking);
        else if (type.SequenceEqual("conversationCompacted"u8) || type.SequenceEqual("contextLengthExceeded"u8))
            sink.Count(SessionCount.Compaction);
        else if (!IsSilent(type))
            sink.Count(SessionCount.UnknownRecord);
    }

    private static bool IsSilent(ReadOnlySpan<byte> type) =>
        type.SequenceEqual("systemNotification"u8)
        || type.SequenceEqual("summarizationRequested"u8)
        || type.SequenceEqual("actionRequired"u8)
        || type.EndsWith("onfirmationRequest"u8);

    private static void Tell(
        in GooseMessage message,
        ReadOnlySpan<byte> key,
        MessageRole role,
        MessageKind kind,
        SessionSink sink
    ) =>
        sink.BeginMessage(
            new MessageHead
            {
                Key = key,
                Role = role,
                Kind = kind,
                Timestamp = message.At,
            }
        );

    private ReadOnlySpan<byte> Part(ReadOnlySpan<byte> key, int part) =>
        scratch.Join(key, Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"/{part}")));
}

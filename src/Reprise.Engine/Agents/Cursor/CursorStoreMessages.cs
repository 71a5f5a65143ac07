using System.Globalization;
using System.Text;
using Reprise.Normalizing;
using Reprise.Protocol;

namespace Reprise.Agents.Cursor;

/// <summary>Reads messages of the command line, as the model was sent them: without times and tokens.</summary>
internal sealed class CursorStoreMessages(Utf8Scratch scratch)
{
    /// <summary>The model that was used last: messages do not name theirs.</summary>
    public byte[] Model { get; set; } = [];

    /// <summary>Reads a message.</summary>
    /// <param name="id">The hash of its blob: two equal messages have one.</param>
    /// <param name="place">Its place in the conversation, which tells them apart.</param>
    /// <param name="message">The message.</param>
    /// <param name="sink">Where it is told.</param>
    public void Read(string id, int place, JsonValue message, SessionSink sink)
    {
        ReadOnlySpan<byte> key = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}#{place}"));
        JsonValue content = message["content"u8];
        ReadOnlySpan<byte> role = message["role"u8].Text(scratch);
        if (role.SequenceEqual("user"u8))
            ReadUser(key, content, sink);
        else if (role.SequenceEqual("assistant"u8))
            ReadAnswer(key, content, sink);
        else if (role.SequenceEqual("tool"u8))
            ReadResults(key, content, sink);
        else if (role.SequenceEqual("system"u8))
            Tell(key, MessageRole.System, MessageKind.Meta, TextOf(content), sink);
        else
            sink.Count(SessionCount.UnknownRecord);
    }

    private void ReadUser(ReadOnlySpan<byte> key, JsonValue content, SessionSink sink)
    {
        foreach (JsonValue part in content.Elements)
        {
            if (part["type"u8].Is("image"u8) || part["type"u8].Is("file"u8))
                sink.Count(SessionCount.Image);
        }
        ReadOnlySpan<byte> text = TextOf(content);
        bool isTyped = CursorQuery.TryRead(text, out ReadOnlySpan<byte> typed);
        Tell(key, MessageRole.User, isTyped ? MessageKind.Prompt : MessageKind.Meta, isTyped ? typed : text, sink);
    }

    private void ReadAnswer(ReadOnlySpan<byte> key, JsonValue content, SessionSink sink)
    {
        sink.BeginMessage(Head(key, MessageRole.Assistant, MessageKind.Answer));
        if (content.IsString)
            sink.Block(BlockKind.Text, content.Text(scratch));
        foreach (JsonValue part in content.Elements)
        {
            ReadOnlySpan<byte> type = part["type"u8].Text(scratch);
            if (type.SequenceEqual("text"u8))
                sink.Block(BlockKind.Text, part["text"u8].Text(scratch));
            else if (type.SequenceEqual("tool-call"u8))
                sink.ToolCall(part["toolCallId"u8].Text(scratch), part["toolName"u8].Text(scratch), part["args"u8].Raw);
            else if (type.EndsWith("reasoning"u8))
                ReadReasoning(part["text"u8].Text(scratch), sink);
        }
        sink.EndMessage();
    }

    private static void ReadReasoning(ReadOnlySpan<byte> text, SessionSink sink)
    {
        sink.Count(SessionCount.Thinking);
        if (!text.IsEmpty)
            sink.Block(BlockKind.Thinking, text);
    }

    private void ReadResults(ReadOnlySpan<byte> key, JsonValue content, SessionSink sink)
    {
        sink.BeginMessage(Head(key, MessageRole.Tool, MessageKind.ToolResult));
        foreach (JsonValue part in content.Elements)
        {
            if (!part["type"u8].Is("tool-result"u8))
                continue;
            JsonValue result = part["result"u8];
            bool isError = part["isError"u8].IsTrue;
            sink.ToolResult(part["toolCallId"u8].Text(scratch), isError);
            if (!result.Raw.IsEmpty)
                sink.Block(BlockKind.ToolOutput, result.IsString ? result.Text(scratch) : result.Raw);
            if (isError)
                sink.Count(SessionCount.ToolError);
        }
        sink.EndMessage();
    }

    private void Tell(ReadOnlySpan<byte> key, MessageRole role, MessageKind kind, ReadOnlySpan<byte> text, SessionSink sink)
    {
        if (text.IsEmpty)
            return;
        sink.BeginMessage(Head(key, role, kind));
        sink.Block(BlockKind.Text, text);
        sink.EndMessage();
    }

    private MessageHead Head(ReadOnlySpan<byte> key, MessageRole role, MessageKind kind) =>
        new()
        {
            Key = key,
            Role = role,
            Kind = kind,
            Model = role == MessageRole.Assistant ? Model : default,
        };

    private ReadOnlySpan<byte> TextOf(JsonValue content)
    {
        if (content.IsString)
            return content.Text(scratch);
        ReadOnlySpan<byte> joined = default;
        foreach (JsonValue part in content.Elements)
        {
            ReadOnlySpan<byte> text = part["text"u8].Text(scratch);
            if (!text.IsEmpty)
                joined = joined.IsEmpty ? text : scratch.Join(scratch.Join(joined, "\n"u8), text);
        }
        return joined;
    }
}

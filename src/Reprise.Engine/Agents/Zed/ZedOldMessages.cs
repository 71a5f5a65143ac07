using Reprise.Normalizing;
using Reprise.Protocol;

namespace Reprise.Agents.Zed;

/// <summary>Reads messages of the summer of 2025 and before: with a role, segments, and calls and results of tools beside them.</summary>
internal sealed class ZedOldMessages(Utf8Scratch scratch)
{
    /// <summary>Reads all messages of a thread.</summary>
    public void Read(JsonValue messages, SessionSink sink)
    {
        int index = 0;
        foreach (JsonValue message in messages.Elements)
        {
            ReadOnlySpan<byte> key = ZedKeys.Of(scratch, index++);
            JsonValue role = message["role"u8];
            bool isHidden = message["is_hidden"u8].IsTrue;
            if (role.Is("user"u8))
                ReadMessage(message, key, MessageRole.User, isHidden ? MessageKind.Meta : MessageKind.Prompt, sink);
            else if (role.Is("assistant"u8))
                ReadMessage(message, key, MessageRole.Assistant, isHidden ? MessageKind.Meta : MessageKind.Answer, sink);
            else if (role.Is("system"u8))
                ReadMessage(message, key, MessageRole.System, MessageKind.Meta, sink);
            else
                sink.Count(SessionCount.UnknownRecord);
        }
    }

    private void ReadMessage(JsonValue message, ReadOnlySpan<byte> key, MessageRole role, MessageKind kind, SessionSink sink)
    {
        // In the oldest form results come back as a message of the user in which nothing is said.
        if (role != MessageRole.User || HasText(message) || !HasResults(message))
        {
            sink.BeginMessage(
                new MessageHead
                {
                    Key = key,
                    Role = role,
                    Kind = kind,
                }
            );
            if (message["text"u8].IsString)
                sink.Block(BlockKind.Text, message["text"u8].Text(scratch));
            foreach (JsonValue segment in message["segments"u8].Elements)
                ReadSegment(segment, sink);
            foreach (JsonValue call in message["tool_uses"u8].Elements)
                sink.ToolCall(call["id"u8].Text(scratch), call["name"u8].Text(scratch), call["input"u8].Raw);
            sink.EndMessage();
        }
        foreach (JsonValue result in message["tool_results"u8].Elements)
            ZedResults.Read(ZedKeys.Part(scratch, key, result["tool_use_id"u8].Text(scratch)), result, scratch, sink);
    }

    private void ReadSegment(JsonValue segment, SessionSink sink)
    {
        JsonValue type = segment["type"u8];
        if (type.Is("text"u8))
        {
            sink.Block(BlockKind.Text, segment["text"u8].Text(scratch));
        }
        else if (type.Is("thinking"u8))
        {
            sink.Count(SessionCount.Thinking);
            sink.Block(BlockKind.Thinking, segment["text"u8].Text(scratch));
        }
        else if (type.Is("RedactedThinking"u8))
        {
            sink.Count(SessionCount.Thinking);
        }
        else
        {
            sink.Count(SessionCount.UnknownRecord);
        }
    }

    private static bool HasResults(JsonValue message)
    {
        foreach (JsonValue _ in message["tool_results"u8].Elements)
            return true;
        return false;
    }

    private static bool HasText(JsonValue message)
    {
        if (message["text"u8].IsString && !message["text"u8].Raw.IsEmpty)
            return true;
        foreach (JsonValue segment in message["segments"u8].Elements)
        {
            if (!segment["text"u8].Raw.IsEmpty)
                return true;
        }
        return false;
    }
}

using Reprise.Normalizing;
using Reprise.Protocol;

namespace Reprise.Agents.Zed;

/// <summary>Reads messages as they have been kept since the autumn of 2025: each an object with one member that says what it is.</summary>
internal sealed class ZedMessages(Utf8Scratch scratch)
{
    /// <summary>Reads all messages of a thread.</summary>
    public void Read(JsonValue messages, SessionSink sink)
    {
        int index = -1;
        foreach (JsonValue message in messages.Elements)
        {
            index++;
            // The person let a turn go on that had ended at a limit.
            if (message.Is("Resume"u8))
                continue;
            if (message["User"u8].IsObject)
                ReadUser(message["User"u8], index, sink);
            else if (message["Agent"u8].IsObject)
                ReadAgent(message["Agent"u8], ZedKeys.Of(scratch, index), sink);
            else
                sink.Count(SessionCount.UnknownRecord);
        }
    }

    private void ReadUser(JsonValue user, int index, SessionSink sink)
    {
        ReadOnlySpan<byte> id = user["id"u8].Text(scratch);
        sink.BeginMessage(
            new MessageHead
            {
                Key = id.IsEmpty ? ZedKeys.Of(scratch, index) : id,
                Role = MessageRole.User,
                Kind = MessageKind.Prompt,
            }
        );
        foreach (JsonValue item in user["content"u8].Elements)
        {
            // What a mention brings along was not typed.
            if (item["Text"u8].IsString)
                sink.Block(BlockKind.Text, item["Text"u8].Text(scratch));
            else if (item["Image"u8].IsObject)
                sink.Count(SessionCount.Image);
            else if (!item["Mention"u8].IsObject)
                sink.Count(SessionCount.UnknownRecord);
        }
        sink.EndMessage();
    }

    private void ReadAgent(JsonValue agent, ReadOnlySpan<byte> key, SessionSink sink)
    {
        sink.BeginMessage(
            new MessageHead
            {
                Key = key,
                Role = MessageRole.Assistant,
                Kind = MessageKind.Answer,
            }
        );
        foreach (JsonValue item in agent["content"u8].Elements)
            ReadContent(item, sink);
        sink.EndMessage();
        foreach (JsonMember result in agent["tool_results"u8].Members)
            ZedResults.Read(ZedKeys.Part(scratch, key, result.Name), result.Value, scratch, sink);
    }

    private void ReadContent(JsonValue item, SessionSink sink)
    {
        if (item["Text"u8].IsString)
        {
            sink.Block(BlockKind.Text, item["Text"u8].Text(scratch));
        }
        else if (item["Thinking"u8].IsObject)
        {
            sink.Count(SessionCount.Thinking);
            ReadOnlySpan<byte> text = item["Thinking"u8]["text"u8].Text(scratch);
            if (!text.IsEmpty)
                sink.Block(BlockKind.Thinking, text);
        }
        else if (item["RedactedThinking"u8].IsPresent)
        {
            sink.Count(SessionCount.Thinking);
        }
        else if (item["ToolUse"u8].IsObject)
        {
            JsonValue call = item["ToolUse"u8];
            sink.ToolCall(call["id"u8].Text(scratch), call["name"u8].Text(scratch), call["input"u8].Raw);
        }
        else if (item["Image"u8].IsObject)
        {
            sink.Count(SessionCount.Image);
        }
        else
        {
            sink.Count(SessionCount.UnknownRecord);
        }
    }
}

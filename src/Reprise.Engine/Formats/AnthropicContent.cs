using Reprise.Normalizing;
using Reprise.Protocol;

namespace Reprise.Formats;

/// <summary>Reads content as Anthropic's API has it: a text, or blocks of text, thinking, calls, results and images.</summary>
/// <param name="scratch">Room for texts.</param>
internal sealed class AnthropicContent(Utf8Scratch scratch)
{
    /// <summary>Whether a content holds the result of a tool.</summary>
    public static bool HasResult(JsonValue content)
    {
        foreach (JsonValue block in content.Elements)
        {
            if (block["type"u8].Is("tool_result"u8))
                return true;
        }
        return false;
    }

    /// <summary>Tells all but results of tools, within a message that was begun.</summary>
    public void Tell(JsonValue content, SessionSink sink)
    {
        TellText(content, BlockKind.Text, sink);
        foreach (JsonValue block in content.Elements)
            TellBlock(block, sink);
    }

    /// <summary>Tells a block; one of a kind that nobody knows is counted.</summary>
    public void TellBlock(JsonValue block, SessionSink sink)
    {
        ReadOnlySpan<byte> type = block["type"u8].Text(scratch);
        if (type.SequenceEqual("text"u8))
        {
            TellText(block["text"u8], BlockKind.Text, sink);
        }
        else if (type.SequenceEqual("thinking"u8) || type.SequenceEqual("redacted_thinking"u8))
        {
            sink.Count(SessionCount.Thinking);
            TellText(block["thinking"u8], BlockKind.Thinking, sink);
        }
        else if (type.SequenceEqual("tool_use"u8) || type.SequenceEqual("server_tool_use"u8))
        {
            sink.ToolCall(block["id"u8].Text(scratch), block["name"u8].Text(scratch), block["input"u8].Raw);
        }
        else if (type.SequenceEqual("image"u8))
        {
            sink.Count(SessionCount.Image);
        }
        else if (!type.SequenceEqual("tool_result"u8) && !type.SequenceEqual("document"u8))
        {
            sink.Count(SessionCount.UnknownRecord);
        }
    }

    /// <summary>Tells what a tool gave, after its result was told.</summary>
    public void TellOutput(JsonValue content, SessionSink sink)
    {
        TellText(content, BlockKind.ToolOutput, sink);
        foreach (JsonValue part in content.Elements)
        {
            TellText(part["text"u8], BlockKind.ToolOutput, sink);
            if (part["type"u8].Is("image"u8))
                sink.Count(SessionCount.Image);
        }
        // Tools of others answer with any JSON.
        if (content.IsObject)
            sink.Block(BlockKind.ToolOutput, JsonText.Decode(content.Raw, isEscaped: false, scratch));
    }

    private void TellText(JsonValue value, BlockKind kind, SessionSink sink)
    {
        ReadOnlySpan<byte> text = value.Text(scratch);
        if (!text.IsEmpty)
            sink.Block(kind, text);
    }
}

using Reprise.Normalizing;
using Reprise.Protocol;

namespace Reprise.Agents.ClaudeCode;

/// <summary>Reads the results of tool calls.</summary>
internal sealed class ClaudeCodeOutput(Utf8Scratch scratch)
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

    /// <summary>Reads a record that brings results of tools.</summary>
    public void Read(in ClaudeCodeRow chain, JsonValue content, SessionSink sink)
    {
        sink.BeginMessage(chain.Head(MessageRole.Tool, MessageKind.ToolResult));
        foreach (JsonValue block in content.Elements)
        {
            JsonValue type = block["type"u8];
            if (type.Is("tool_result"u8))
                ReadResult(chain, block, sink);
            else if (type.Is("text"u8))
                ReadText(chain, block["text"u8].Text(scratch), sink);
            else if (type.Is("image"u8) && chain.IsMain)
                sink.Count(SessionCount.Image);
        }
        sink.EndMessage();
    }

    private void ReadResult(in ClaudeCodeRow chain, JsonValue block, SessionSink sink)
    {
        bool isError = block["is_error"u8].IsTrue;
        if (isError && chain.IsMain)
            sink.Count(SessionCount.ToolError);
        sink.ToolResult(block["tool_use_id"u8].Text(scratch), isError);
        bool isTold = TellContent(block["content"u8], chain.IsMain, sink);
        if (!isTold)
            TellStructured(chain.Row["toolUseResult"u8], sink);
    }

    private static void ReadText(in ClaudeCodeRow chain, ReadOnlySpan<byte> text, SessionSink sink)
    {
        if (chain.IsMain && ClaudeCodePrompt.IsInterrupt(text))
            sink.Count(SessionCount.Interrupt);
        sink.Block(BlockKind.Text, text);
    }

    /// <summary>Tells what the model was given.</summary>
    /// <returns>False when that was nothing, or only a note on where the output lies.</returns>
    private bool TellContent(JsonValue content, bool isMain, SessionSink sink)
    {
        if (content.IsString)
            return TellOutput(content.Text(scratch), sink);
        bool isTold = false;
        foreach (JsonValue part in content.Elements)
        {
            JsonValue type = part["type"u8];
            if (type.Is("text"u8))
            {
                isTold |= TellOutput(part["text"u8].Text(scratch), sink);
            }
            else if (type.Is("image"u8))
            {
                isTold = true;
                if (isMain)
                    sink.Count(SessionCount.Image);
            }
        }
        return isTold;
    }

    private static bool TellOutput(ReadOnlySpan<byte> text, SessionSink sink)
    {
        if (text.IsEmpty)
            return false;
        sink.Block(BlockKind.ToolOutput, text);
        return !text.StartsWith("<persisted-output>"u8);
    }

    /// <summary>Tells the output that the agent keeps for itself; it repeats what the model was given, where that was whole.</summary>
    private void TellStructured(JsonValue result, SessionSink sink)
    {
        if (result.IsString)
        {
            TellOutput(result.Text(scratch), sink);
            return;
        }
        if (result["isImage"u8].IsTrue)
            return;
        TellOutput(result["stdout"u8].Text(scratch), sink);
        TellOutput(result["stderr"u8].Text(scratch), sink);
        TellOutput(result["file"u8]["content"u8].Text(scratch), sink);
        TellOutput(result["content"u8].Text(scratch), sink);
        foreach (JsonValue part in result["content"u8].Elements)
            TellOutput(part["text"u8].Text(scratch), sink);
    }
}

using Reprise.Normalizing;
using Reprise.Protocol;

namespace Reprise.Agents.Cline;

/// <summary>Reads results of tools: blocks that name their call, or texts behind a line that names the tool.</summary>
internal sealed class ClineResults(ClineCalls calls, bool isTask, Utf8Scratch scratch)
{
    private const int MaxHeaderBytes = 4096;

    /// <summary>Reads all results in a message.</summary>
    public void Read(in ClineMessage message, JsonValue content, SessionSink sink)
    {
        bool isOpen = false;
        int place = 0;
        foreach (JsonValue block in content.Elements)
        {
            if (block["type"u8].Is("tool_result"u8))
            {
                End(ref isOpen, sink);
                TellResult(message, block, sink);
                continue;
            }
            ReadOnlySpan<byte> text = block["text"u8].Text(scratch);
            if (isTask && TryHeader(text, out ReadOnlySpan<byte> tool, out ReadOnlySpan<byte> output))
            {
                End(ref isOpen, sink);
                Begin(message, calls.Take(tool), place++, IsFailure(output.IsEmpty ? NextText(content, block) : output), sink);
                isOpen = true;
                text = output;
            }
            else if (ClineSaid.IsSurroundings(text))
            {
                End(ref isOpen, sink);
            }
            if (isOpen && !text.IsEmpty)
                sink.Block(BlockKind.ToolOutput, text);
        }
        End(ref isOpen, sink);
    }

    /// <summary>Recognises what stands before the result of a call that was markup.</summary>
    /// <param name="text">A text that the model was given.</param>
    /// <param name="tool">The tool that was called.</param>
    /// <param name="output">What follows at once; newer releases put it into a text of its own.</param>
    public static bool TryHeader(ReadOnlySpan<byte> text, out ReadOnlySpan<byte> tool, out ReadOnlySpan<byte> output)
    {
        // [read_file for 'src/a.ts'] Result:
        tool = default;
        output = default;
        if (text.IsEmpty || text[0] != '[')
            return false;
        int end = text[..Math.Min(text.Length, MaxHeaderBytes)].IndexOf("] Result:"u8);
        if (end < 0)
            return false;
        ReadOnlySpan<byte> header = text[1..end];
        int space = header.IndexOf((byte)' ');
        tool = space < 0 ? header : header[..space];
        output = text[(end + "] Result:".Length)..].Trim(" \t\r\n"u8);
        return true;
    }

    private static void End(ref bool isOpen, SessionSink sink)
    {
        if (isOpen)
            sink.EndMessage();
        isOpen = false;
    }

    private void Begin(in ClineMessage message, ReadOnlySpan<byte> call, int place, bool isError, SessionSink sink)
    {
        if (isError && message.IsMain)
            sink.Count(SessionCount.ToolError);
        Span<byte> number = scratch.Take(16);
        place.TryFormat(number, out int length);
        ReadOnlySpan<byte> key = scratch.Join(scratch.Join(message.Key, "/result "u8), number[..length]);
        sink.BeginMessage(message.Head(key, MessageRole.Tool, MessageKind.ToolResult));
        sink.ToolResult(call, isError);
    }

    private void TellResult(in ClineMessage message, JsonValue block, SessionSink sink)
    {
        ReadOnlySpan<byte> call = block["tool_use_id"u8].Text(scratch);
        JsonValue content = block["content"u8];
        bool isError = block["is_error"u8].IsTrue || IsFailure(content.Text(scratch));
        if (isError && message.IsMain)
            sink.Count(SessionCount.ToolError);
        sink.BeginMessage(
            message.Head(scratch.Join(scratch.Join(message.Key, "/"u8), call), MessageRole.Tool, MessageKind.ToolResult)
        );
        sink.ToolResult(call, isError);
        if (content.IsString && !content.Raw.IsEmpty)
            sink.Block(BlockKind.ToolOutput, content.Text(scratch));
        foreach (JsonValue part in content.Elements)
        {
            JsonValue text = part["text"u8].IsString ? part["text"u8] : part["content"u8];
            if (part["type"u8].Is("image"u8))
                message.CountImage(sink);
            else if (text.IsString && !text.Raw.IsEmpty)
                sink.Block(BlockKind.ToolOutput, text.Text(scratch));
        }
        sink.EndMessage();
    }

    private ReadOnlySpan<byte> NextText(JsonValue content, JsonValue header)
    {
        bool isNext = false;
        foreach (JsonValue block in content.Elements)
        {
            if (isNext)
                return block["text"u8].Text(scratch);
            isNext = block.Raw == header.Raw;
        }
        return default;
    }

    private static bool IsFailure(ReadOnlySpan<byte> output) =>
        output.StartsWith("The tool execution failed"u8) || output.StartsWith("{\"status\":\"error\""u8);
}

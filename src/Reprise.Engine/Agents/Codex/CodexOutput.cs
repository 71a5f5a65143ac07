using System.Buffers.Text;
using Reprise.Normalizing;
using Reprise.Protocol;

namespace Reprise.Agents.Codex;

/// <summary>Reads the outputs of tools in the shapes they have had: text, text that is JSON, parts, or an object.</summary>
internal sealed class CodexOutput(Utf8Scratch scratch)
{
    private const int HeadBytes = 400;

    private readonly JsonTape _inner = new();

    /// <summary>Reads an output item.</summary>
    public void Read(JsonValue item, in MessageHead head, SessionSink sink)
    {
        JsonValue output = item["output"u8];
        JsonValue parts = output["content"u8].IsArray ? output["content"u8] : output;
        ReadOnlySpan<byte> text = (output["content"u8].IsString ? output["content"u8] : output).Text(scratch);
        bool isError = output["success"u8].Kind == System.Text.Json.JsonTokenType.False || IsFailure(text);
        if (text.StartsWith("{\""u8) && _inner.TryParse(text, out JsonValue inner) && inner["output"u8].IsString)
        {
            isError |= inner["metadata"u8]["exit_code"u8].Long() != 0;
            text = inner["output"u8].Text(scratch);
        }
        foreach (JsonValue part in parts.Elements)
            isError |= IsFailure(part["text"u8].Text(scratch));
        if (isError)
            sink.Count(SessionCount.ToolError);
        sink.BeginMessage(head);
        sink.ToolResult(item["call_id"u8].Text(scratch), isError);
        if (!text.IsEmpty)
            sink.Block(BlockKind.ToolOutput, text);
        foreach (JsonValue part in parts.Elements)
        {
            if (part["type"u8].Is("input_image"u8))
                sink.Count(SessionCount.Image);
            else if (part["text"u8].IsString)
                sink.Block(BlockKind.ToolOutput, part["text"u8].Text(scratch));
        }
        sink.EndMessage();
    }

    /// <summary>Codex says in the text that a tool failed; there is no flag for it.</summary>
    private static bool IsFailure(ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> head = text[..Math.Min(text.Length, HeadBytes)];
        int body = head.IndexOf("\nOutput:"u8);
        if (body >= 0)
            head = head[..body];
        return HasExitCode(head, "exited with code "u8)
            || HasExitCode(head, "Exit code: "u8)
            || head.StartsWith("failed in sandbox"u8)
            || head.StartsWith("exec command rejected"u8)
            || head.StartsWith("apply_patch verification failed"u8)
            || head.StartsWith("error: Failed"u8)
            || head.StartsWith("Script failed"u8);
    }

    private static bool HasExitCode(ReadOnlySpan<byte> head, ReadOnlySpan<byte> mark)
    {
        int at = head.IndexOf(mark);
        return at >= 0 && Utf8Parser.TryParse(head[(at + mark.Length)..], out int code, out _) && code != 0;
    }
}

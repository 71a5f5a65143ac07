using Reprise.Normalizing;
using Reprise.Protocol;

namespace Reprise.Agents.Zed;

/// <summary>Reads results of tools, whose content is a text, or one or several objects, in the spellings of several releases.</summary>
internal static class ZedResults
{
    /// <summary>Reads a result.</summary>
    public static void Read(ReadOnlySpan<byte> key, JsonValue result, Utf8Scratch scratch, SessionSink sink)
    {
        bool isError = result["is_error"u8].IsTrue;
        sink.BeginMessage(
            new MessageHead
            {
                Key = key,
                Role = MessageRole.Tool,
                Kind = MessageKind.ToolResult,
            }
        );
        sink.ToolResult(result["tool_use_id"u8].Text(scratch), isError);
        JsonValue content = result["content"u8];
        if (content.IsArray)
        {
            foreach (JsonValue item in content.Elements)
                ReadItem(item, scratch, sink);
        }
        else
        {
            ReadItem(content, scratch, sink);
        }
        sink.EndMessage();
        if (isError)
            sink.Count(SessionCount.ToolError);
    }

    private static void ReadItem(JsonValue item, Utf8Scratch scratch, SessionSink sink)
    {
        JsonValue text =
            item.IsString ? item
            : item["Text"u8].IsString ? item["Text"u8]
            : item["text"u8];
        if (text.IsString)
            sink.Block(BlockKind.ToolOutput, text.Text(scratch));
        else if (item["Image"u8].IsPresent || item["image"u8].IsPresent || item["source"u8].IsPresent)
            sink.Count(SessionCount.Image);
    }
}

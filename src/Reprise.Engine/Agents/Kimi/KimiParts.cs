using Reprise.Normalizing;
using Reprise.Protocol;

namespace Reprise.Agents.Kimi;

/// <summary>Reads content: a text, or parts of text, thinking, pictures and sound.</summary>
internal static class KimiParts
{
    /// <summary>Tells a content within a message that was begun.</summary>
    public static void Tell(in KimiRow row, JsonValue content, BlockKind kind, Utf8Scratch scratch, SessionSink sink)
    {
        TellText(content, kind, scratch, sink);
        foreach (JsonValue part in content.Elements)
            TellPart(row, part, kind, scratch, sink);
    }

    /// <summary>Tells one part; one of a kind that nobody knows is counted.</summary>
    public static void TellPart(in KimiRow row, JsonValue part, BlockKind kind, Utf8Scratch scratch, SessionSink sink)
    {
        JsonValue type = part["type"u8];
        if (type.Is("text"u8))
        {
            TellText(part["text"u8], kind, scratch, sink);
        }
        else if (type.Is("think"u8))
        {
            row.Count(SessionCount.Thinking, sink);
            TellText(part["think"u8], BlockKind.Thinking, scratch, sink);
        }
        else if (type.Is("image_url"u8))
        {
            row.Count(SessionCount.Image, sink);
        }
        else if (!type.Is("audio_url"u8) && !type.Is("video_url"u8))
        {
            sink.Count(SessionCount.UnknownRecord);
        }
    }

    /// <summary>Tells a text, unless it is empty or none.</summary>
    public static void TellText(JsonValue value, BlockKind kind, Utf8Scratch scratch, SessionSink sink)
    {
        ReadOnlySpan<byte> text = value.Text(scratch);
        if (!text.IsEmpty)
            sink.Block(kind, text);
    }

    /// <summary>Whether a content holds more than white space.</summary>
    public static bool IsAny(JsonValue content, Utf8Scratch scratch)
    {
        if (!content.Text(scratch).Trim(" \t\r\n"u8).IsEmpty)
            return true;
        foreach (JsonValue part in content.Elements)
        {
            if (!part["type"u8].Is("text"u8) || !part["text"u8].Text(scratch).Trim(" \t\r\n"u8).IsEmpty)
                return true;
        }
        return false;
    }

    /// <summary>The first text of a content; empty when there is none.</summary>
    public static ReadOnlySpan<byte> FirstText(JsonValue content, Utf8Scratch scratch)
    {
        if (content.IsString)
            return content.Text(scratch);
        foreach (JsonValue part in content.Elements)
        {
            if (part["type"u8].Is("text"u8))
                return part["text"u8].Text(scratch);
        }
        return default;
    }
}

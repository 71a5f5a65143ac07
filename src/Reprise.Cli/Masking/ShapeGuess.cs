using System.Text.Json;
using Reprise.Masking;

namespace Reprise.Cli.Masking;

/// <summary>Guesses from its beginning how a text is to be understood.</summary>
internal static class ShapeGuess
{
    /// <summary>Returns the shape.</summary>
    /// <param name="head">The first bytes.</param>
    /// <param name="isAll">Whether they are the whole text.</param>
    public static TextShape Of(ReadOnlySpan<byte> head, bool isAll)
    {
        if (head.StartsWith("\uFEFF"u8))
            head = head["\uFEFF"u8.Length..];
        if (IsMostlyRecords(head, isAll))
            return TextShape.JsonLines;
        head = head.TrimStart(" \t\r\n"u8);
        if (head is not [(byte)'{' or (byte)'[', ..] || !IsJson(head, isAll))
            return TextShape.Text;
        // One line that goes beyond what was read is a record of many, or a document that is written like one.
        return head.Contains((byte)'\n') ? TextShape.Json : TextShape.JsonLines;
    }

    /// <summary>Whether more than half of the lines are JSON: a log may begin with a banner, and be torn at its end.</summary>
    private static bool IsMostlyRecords(ReadOnlySpan<byte> head, bool isAll)
    {
        int records = 0;
        int lines = 0;
        while (!head.IsEmpty)
        {
            int end = head.IndexOf((byte)'\n');
            if (end < 0 && !isAll)
                break;
            ReadOnlySpan<byte> line = (end < 0 ? head : head[..end]).Trim(" \t\r"u8);
            head = end < 0 ? [] : head[(end + 1)..];
            if (line.IsEmpty)
                continue;
            lines++;
            if (line is [(byte)'{', .., (byte)'}'] or [(byte)'[', .., (byte)']'] && IsJson(line, isAll: true))
                records++;
        }
        return records * 2 > lines;
    }

    private static bool IsJson(ReadOnlySpan<byte> bytes, bool isAll)
    {
        try
        {
            var reader = new Utf8JsonReader(bytes, isAll, new JsonReaderState(new JsonReaderOptions { MaxDepth = 1000 }));
            while (reader.Read()) { }
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}

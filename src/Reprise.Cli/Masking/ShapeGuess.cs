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
        head = head.TrimStart(" \t\r\n"u8);
        if (head is not [(byte)'{' or (byte)'[', ..])
            return TextShape.Text;
        int lineEnd = head.IndexOf((byte)'\n');
        // One line that goes beyond what was read is a record of many, or a document that is written like one.
        if (lineEnd < 0 && !isAll)
            return IsJson(head, isAll: false) ? TextShape.JsonLines : TextShape.Text;
        if (IsJson(lineEnd < 0 ? head : head[..lineEnd], isAll: true))
            return TextShape.JsonLines;
        return IsJson(head, isAll) ? TextShape.Json : TextShape.Text;
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

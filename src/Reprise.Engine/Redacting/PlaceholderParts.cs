using System.Buffers;

namespace Reprise.Redacting;

/// <summary>Finds placeholders of masking and of redaction in a text, and fits what a rule found around them.</summary>
internal static class PlaceholderParts
{
    private const string Masked = "[masked:";
    private const string Redacted = "[redacted:";
    private const int MaxLength = 120;
    private static readonly SearchValues<string> _starts = SearchValues.Create([Masked, Redacted], StringComparison.Ordinal);
    private static readonly SearchValues<char> _characters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_.:");

    /// <summary>Finds all placeholders.</summary>
    public static void Find(ReadOnlySpan<char> text, List<TextPart> found)
    {
        found.Clear();
        int at = 0;
        for (int next; (next = text[at..].IndexOfAny(_starts)) >= 0; )
        {
            int start = at + next;
            at = start + Masked.Length;
            ReadOnlySpan<char> rest = text[at..Math.Min(text.Length, at + MaxLength)];
            int end = rest.IndexOfAnyExcept(_characters);
            if (end <= 0 || rest[end] != ']')
                continue;
            at += end + 1;
            found.Add(new TextPart(start, at));
        }
    }

    /// <summary>Whether a text is nothing but the placeholder of a redaction.</summary>
    public static bool IsRedaction(string text)
    {
        List<TextPart> found = [];
        Find(text, found);
        return text.StartsWith(Redacted, StringComparison.Ordinal)
            && found.Count == 1
            && found[0] == new TextPart(0, text.Length);
    }

    /// <summary>Fits a part that a rule found: no placeholder is cut into, and none is replaced by one of its own kind.</summary>
    /// <returns>Null when nothing is left to replace.</returns>
    public static TextPart? Fit(ReadOnlySpan<char> text, TextPart part, List<TextPart> placeholders)
    {
        foreach (TextPart placeholder in placeholders)
        {
            if (placeholder.End <= part.Start || placeholder.Start >= part.End)
                continue;
            bool isInside = part.Start >= placeholder.Start && part.End <= placeholder.End;
            // A word in a placeholder is ours, not the session's. A rule may name a whole placeholder of a secret.
            if (isInside && (part != placeholder || text[placeholder.Start..].StartsWith(Redacted, StringComparison.Ordinal)))
                return null;
            part = new TextPart(Math.Min(part.Start, placeholder.Start), Math.Max(part.End, placeholder.End));
        }
        return part;
    }
}

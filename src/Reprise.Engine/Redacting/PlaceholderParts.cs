using System.Buffers;
using Reprise.Masking;

namespace Reprise.Redacting;

/// <summary>Finds placeholders of masking and of redaction in a text, and fits what a rule found around them.</summary>
internal static class PlaceholderParts
{
    private const string Masked = "[masked:";
    private const string Redacted = "[redacted:";
    private const int MaxLength = 120;
    private static readonly SearchValues<string> _starts = SearchValues.Create([Masked, Redacted], StringComparison.Ordinal);
    private static readonly SearchValues<char> _kind = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_.");
    private static readonly SearchValues<char> _fingerprint = SearchValues.Create("abcdefghijklmnopqrstuvwxyz234567");

    /// <summary>Finds all placeholders.</summary>
    public static void Find(ReadOnlySpan<char> text, List<TextPart> found)
    {
        found.Clear();
        int at = 0;
        for (int next; (next = text[at..].IndexOfAny(_starts)) >= 0; )
        {
            int start = at + next;
            bool isMasked = text[start..].StartsWith(Masked, StringComparison.Ordinal);
            at = start + (isMasked ? Masked.Length : Redacted.Length);
            ReadOnlySpan<char> rest = text[at..Math.Min(text.Length, at + MaxLength)];
            int end = rest.IndexOf(']');
            if (end <= 0 || !(isMasked ? IsSecret(rest[..end]) : RedactionLabel.IsOne(rest[..end])))
                continue;
            at += end + 1;
            found.Add(new TextPart(start, at));
        }
    }

    private static bool IsSecret(ReadOnlySpan<char> content)
    {
        int kind = content.Length - Fingerprinter.Length - 1;
        return kind > 0
            && content[kind] == ':'
            && !content[..kind].ContainsAnyExcept(_kind)
            && !content[(kind + 1)..].ContainsAnyExcept(_fingerprint);
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

    // A word in the label or the kind of a placeholder is ours and not the session's, unless somebody wrote what only looks like a
    // placeholder. A rule may name one of a secret, too.
    private static bool IsOurs(ReadOnlySpan<char> placeholder, int end, IReadOnlyList<RedactionRule> rules)
    {
        if (placeholder.StartsWith(Masked, StringComparison.Ordinal))
        {
            int kindEnd = placeholder.LastIndexOf(':');
            string kind = placeholder[Masked.Length..kindEnd].ToString();
            return end <= kindEnd && MaskingRules.BuiltIn.Kinds.Contains(kind, StringComparer.Ordinal);
        }
        ReadOnlySpan<char> label = placeholder[Redacted.Length..^1];
        foreach (RedactionRule rule in rules)
        {
            if (label.SequenceEqual(rule.Redaction.Label))
                return true;
        }
        return false;
    }

    /// <summary>Fits a part that a rule found: no placeholder is cut into, and none is replaced by one of its own kind.</summary>
    /// <param name="text">The text.</param>
    /// <param name="part">The part.</param>
    /// <param name="placeholders">The placeholders in the text.</param>
    /// <param name="rules">The rules whose placeholders are ours.</param>
    /// <returns>Null when nothing is left to replace.</returns>
    public static TextPart? Fit(
        ReadOnlySpan<char> text,
        TextPart part,
        List<TextPart> placeholders,
        IReadOnlyList<RedactionRule> rules
    )
    {
        foreach (TextPart placeholder in placeholders)
        {
            if (placeholder.End <= part.Start || placeholder.Start >= part.End)
                continue;
            bool isInside = part.Start >= placeholder.Start && part.End <= placeholder.End;
            if (isInside && IsOurs(text[placeholder.Start..placeholder.End], part.End - placeholder.Start, rules))
                return null;
            part = new TextPart(Math.Min(part.Start, placeholder.Start), Math.Max(part.End, placeholder.End));
        }
        return part;
    }
}

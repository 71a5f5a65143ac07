using System.Text.RegularExpressions;

namespace Reprise.Redacting;

/// <summary>Finds what a rule hides. For any number of threads.</summary>
internal abstract class RuleMatcher
{
    /// <summary>A rule that needs longer for one text hides all of it: nobody waits, and nothing slips through.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Adds where the rule fits.</summary>
    public abstract void Find(ReadOnlySpan<char> text, List<TextPart> found);

    /// <summary>Makes what a redaction finds its texts with.</summary>
    /// <exception cref="ArgumentException">The expression is none, or one that cannot be used.</exception>
    public static RuleMatcher Create(Redaction redaction) =>
        redaction switch
        {
            { Kind: RedactionKind.Regex, Texts: [var pattern] } => new RegexMatcher(Compile(pattern, redaction.MatchesCase)),
            { Kind: RedactionKind.Marker, Texts: [var start, var end] } => new MarkerMatcher(start, end, redaction.MatchesCase),
            { Texts: { } texts } => new LiteralMatcher(texts, redaction.MatchesCase, redaction.IsWholeWord),
            _ => throw new ArgumentException("The redaction has no texts.", nameof(redaction)),
        };

    /// <summary>Compiles an expression so that it takes linear time, whatever the text.</summary>
    /// <exception cref="ArgumentException">It is none, or needs look-around or back-references.</exception>
    public static Regex Compile(string pattern, bool matchesCase)
    {
        RegexOptions options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.Multiline;
        if (!matchesCase)
            options |= RegexOptions.IgnoreCase;
        try
        {
            return new Regex(pattern, options, Patience);
        }
        catch (NotSupportedException error)
        {
            throw new ArgumentException("It uses look-around, back-references or atomic groups.", nameof(pattern), error);
        }
    }

    private sealed class LiteralMatcher(IReadOnlyList<string> texts, bool matchesCase, bool isWholeWord) : RuleMatcher
    {
        // A backslash of the text itself looks like an escape in a text whose escapes are undone.
        private readonly string[] _spellings =
        [
            .. texts.SelectMany(text => new[] { text, UnescapedText.Of(text) }).Distinct(StringComparer.Ordinal),
        ];

        private readonly StringComparison _comparison = matchesCase
            ? StringComparison.Ordinal
            : StringComparison.OrdinalIgnoreCase;

        public override void Find(ReadOnlySpan<char> text, List<TextPart> found)
        {
            foreach (string spelling in _spellings)
            {
                int at = 0;
                for (int next; (next = text[at..].IndexOf(spelling, _comparison)) >= 0; )
                {
                    at += next;
                    var part = new TextPart(at, at + spelling.Length);
                    bool fits = !isWholeWord || IsWord(text, part);
                    if (fits)
                        found.Add(part);
                    at = fits ? part.End : at + 1;
                }
            }
        }

        private static bool IsWord(ReadOnlySpan<char> text, TextPart part) =>
            (part.Start == 0 || !IsLetter(text[part.Start - 1])) && (part.End == text.Length || !IsLetter(text[part.End]));

        private static bool IsLetter(char c) => char.IsLetterOrDigit(c) || c == '_';
    }

    private sealed class RegexMatcher(Regex regex) : RuleMatcher
    {
        public override void Find(ReadOnlySpan<char> text, List<TextPart> found)
        {
            try
            {
                foreach (ValueMatch match in regex.EnumerateMatches(text))
                {
                    if (match.Length > 0)
                        found.Add(new TextPart(match.Index, match.Index + match.Length));
                }
            }
            catch (RegexMatchTimeoutException)
            {
                found.Add(new TextPart(0, text.Length));
            }
        }
    }

    private sealed class MarkerMatcher(string start, string end, bool matchesCase) : RuleMatcher
    {
        private readonly StringComparison _comparison = matchesCase
            ? StringComparison.Ordinal
            : StringComparison.OrdinalIgnoreCase;

        public override void Find(ReadOnlySpan<char> text, List<TextPart> found)
        {
            int at = 0;
            for (int next; (next = text[at..].IndexOf(start, _comparison)) >= 0; )
            {
                int from = at + next;
                int close = text[(from + start.Length)..].IndexOf(end, _comparison);
                // Who forgot to close it did not mean to show the rest.
                at = close < 0 ? text.Length : from + start.Length + close + end.Length;
                found.Add(new TextPart(from, at));
            }
        }
    }
}

/// <summary>A part of a text, in UTF-16 characters.</summary>
/// <param name="Start">Its first character.</param>
/// <param name="End">The one after its last.</param>
internal readonly record struct TextPart(int Start, int End);

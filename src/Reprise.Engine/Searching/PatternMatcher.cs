using System.Text.RegularExpressions;
using Reprise.Files;

namespace Reprise.Searching;

/// <summary>Matches a literal or a regular expression.</summary>
internal sealed class PatternMatcher(Regex pattern, SearchScope scope) : MessageMatcher
{
    /// <summary>More matches in one message are not marked.</summary>
    private const int MaxMatches = 1000;

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);

    /// <summary>Makes the pattern of a query.</summary>
    /// <exception cref="RepriseException">It is no regular expression.</exception>
    public static Regex Compile(SearchQuery query)
    {
        string pattern = query.Mode == SearchMode.Regex ? query.Text : Regex.Escape(query.Text);
        RegexOptions options = RegexOptions.CultureInvariant | RegexOptions.Multiline;
        if (IgnoresCase(query))
            options |= RegexOptions.IgnoreCase;
        try
        {
            try
            {
                return new Regex(pattern, options | RegexOptions.NonBacktracking, _patience);
            }
            catch (NotSupportedException)
            {
                // Look-arounds and back-references need the engine that can take forever: it is stopped then.
                return new Regex(pattern, options, _patience);
            }
        }
        catch (ArgumentException error)
        {
            throw new RepriseException(
                "usage",
                $"The pattern is no regular expression: {error.Message}",
                "Use -F to search for the text as it stands.",
                error
            );
        }
    }

    /// <summary>Whether a query makes no difference between upper and lower case.</summary>
    public static bool IgnoresCase(SearchQuery query) =>
        query.Case switch
        {
            LetterCase.Ignore => true,
            LetterCase.Exact => false,
            _ => !HasUpperCase(query),
        };

    public override MatchedText? Match(string text, string tools)
    {
        MatchedText? match = scope == SearchScope.Tools ? null : Match(text);
        return match ?? (scope == SearchScope.Text ? null : Match(tools));
    }

    private MatchedText? Match(string text)
    {
        if (text.Length == 0)
            return null;
        try
        {
            List<TextSpan>? matches = null;
            foreach (ValueMatch match in pattern.EnumerateMatches(text))
            {
                matches ??= [];
                if (matches.Count == MaxMatches || (match.Length == 0 && match.Index == text.Length))
                    break;
                // A pattern may fit without taking a character; there is nothing to mark then.
                if (match.Length > 0)
                    matches.Add(new TextSpan(match.Index, match.Length));
            }
            return matches is null ? null : new MatchedText(text, matches);
        }
        catch (RegexMatchTimeoutException error)
        {
            throw new RepriseException(
                "usage",
                "The pattern takes too long on a message.",
                "Write it without nested repetitions.",
                error
            );
        }
    }

    private static bool HasUpperCase(SearchQuery query)
    {
        string text = query.Text;
        for (int i = 0; i < text.Length; i++)
        {
            // \W and \S are no letters that somebody typed.
            if (query.Mode == SearchMode.Regex && text[i] == '\\')
                i++;
            else if (char.IsUpper(text[i]))
                return true;
        }
        return false;
    }
}

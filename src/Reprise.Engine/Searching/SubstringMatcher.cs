namespace Reprise.Searching;

/// <summary>Matches a query of words by what the text contains, whole words or not.</summary>
/// <remarks>For what the full text cannot look for: scripts without spaces between words, and signs alone.</remarks>
internal sealed class SubstringMatcher(QueryNode query, SearchScope scope) : MessageMatcher
{
    private const int MaxMatches = 1000;

    public override MatchedText? Match(string text, string tools)
    {
        string searchedText = scope == SearchScope.Tools ? "" : text;
        string searchedTools = scope == SearchScope.Text ? "" : tools;
        if (!Fits(query, searchedText, searchedTools))
            return null;
        var matches = new List<TextSpan>();
        Collect(query, searchedText, matches);
        string shown = searchedText;
        if (matches.Count == 0)
        {
            shown = searchedTools;
            Collect(query, shown, matches);
        }
        return new MatchedText(shown, Merge(matches));
    }

    /// <summary>Finds a text that everything that fits contains; null when there is none.</summary>
    public static string? Required(QueryNode node) =>
        node switch
        {
            QueryNode.Words words => Plain(words),
            QueryNode.All all => all.Parts.Select(Required).OfType<string>().MaxBy(text => text.Length),
            QueryNode.Without without => Required(without.Wanted),
            _ => null,
        };

    private static bool Fits(QueryNode node, string text, string tools) =>
        node switch
        {
            QueryNode.Words words => Contains(text, Plain(words)) || Contains(tools, Plain(words)),
            QueryNode.All all => all.Parts.All(part => Fits(part, text, tools)),
            QueryNode.Any any => any.Parts.Any(part => Fits(part, text, tools)),
            QueryNode.Without without => Fits(without.Wanted, text, tools) && !Fits(without.Unwanted, text, tools),
            _ => throw new InvalidOperationException("There is no other part."),
        };

    private static void Collect(QueryNode node, string text, List<TextSpan> matches)
    {
        switch (node)
        {
            case QueryNode.Words words:
                string plain = Plain(words);
                for (
                    int at = 0;
                    matches.Count < MaxMatches && (at = text.IndexOf(plain, at, StringComparison.OrdinalIgnoreCase)) >= 0;
                    at += plain.Length
                )
                    matches.Add(new TextSpan(at, plain.Length));
                break;
            case QueryNode.All all:
                foreach (QueryNode part in all.Parts)
                    Collect(part, text, matches);
                break;
            case QueryNode.Any any:
                foreach (QueryNode part in any.Parts)
                    Collect(part, text, matches);
                break;
            case QueryNode.Without without:
                Collect(without.Wanted, text, matches);
                break;
        }
    }

    private static List<TextSpan> Merge(List<TextSpan> matches)
    {
        matches.Sort(static (a, b) => a.Start.CompareTo(b.Start));
        var merged = new List<TextSpan>(matches.Count);
        foreach (TextSpan match in matches)
        {
            if (merged.Count > 0 && match.Start < merged[^1].End)
                merged[^1] = merged[^1] with { Length = Math.Max(merged[^1].End, match.End) - merged[^1].Start };
            else
                merged.Add(match);
        }
        return merged;
    }

    private static bool Contains(string text, string part) => text.Contains(part, StringComparison.OrdinalIgnoreCase);

    private static string Plain(QueryNode.Words words) => words.IsPrefix ? words.Text.TrimEnd('*') : words.Text;
}

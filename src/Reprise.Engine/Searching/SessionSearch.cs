using System.Text;
using System.Text.RegularExpressions;
using Reprise.Archiving;
using Reprise.Files;
using Reprise.Indexing;

namespace Reprise.Searching;

/// <summary>Searches the messages of a home: words in the index, literals and regular expressions in the masked archive.</summary>
public sealed class SessionSearch
{
    private readonly RepriseHome _home;
    private readonly SessionIndex _index;
    private readonly RecordReaders _readers;
    private readonly List<SearchProblem> _problems = [];

    /// <param name="home">The home.</param>
    /// <param name="index">Its index.</param>
    /// <param name="readers">Read the archived files.</param>
    public SessionSearch(RepriseHome home, SessionIndex index, RecordReaders readers)
    {
        _home = home;
        _index = index;
        _readers = readers;
    }

    /// <summary>Sessions that could not be searched to their end, as far as hits were taken.</summary>
    public IReadOnlyList<SearchProblem> Problems => _problems;

    /// <summary>Finds the messages that a query fits, one by one: words best first, all else newest session first.</summary>
    /// <param name="query">What is searched for.</param>
    /// <param name="cancellation">Ends the search.</param>
    /// <exception cref="RepriseException">The query is empty or no regular expression (<c>usage</c>).</exception>
    public IEnumerable<SearchHit> Run(SearchQuery query, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(query.Text))
            throw new RepriseException(
                "usage",
                "There is nothing to search for.",
                "Give a word, or a phrase in quotation marks."
            );
        query = query with { Max = Math.Clamp(query.Max, 1, SearchQuery.MaxHits) };
        QueryNode? words = query.Mode == SearchMode.Words ? QueryParser.Parse(query.Text) : null;
        if (words is not null && !UnspacedScript.IsIn(words))
            return new FullTextSearch(_index, new SessionArchive(_home), _readers).Run(query, words, _problems.Add, cancellation);
        ScanPattern pattern = words is null ? OfPattern(query) : OfWords(query, words);
        return new ArchiveScan(_home, _index, _readers).Run(query, pattern, _problems.Add, cancellation);
    }

    private static ScanPattern OfPattern(SearchQuery query)
    {
        // Words without a letter or digit are looked for as they stand.
        if (query.Mode == SearchMode.Words)
            query = query with { Mode = SearchMode.Literal, Text = query.Text.Trim() };
        Regex pattern = PatternMatcher.Compile(query);
        string? required = query.Mode == SearchMode.Literal ? query.Text : RequiredText.Of(query.Text);
        RawNeedle? needle = required is null ? null : RawNeedle.Create(required, PatternMatcher.IgnoresCase(query));
        return new ScanPattern(
            needle,
            required is null ? null : LaterWords(required),
            () => new PatternMatcher(pattern, query.Scope)
        );
    }

    private static ScanPattern OfWords(SearchQuery query, QueryNode words)
    {
        string? required = SubstringMatcher.Required(words);
        RawNeedle? needle = required is null ? null : RawNeedle.Create(required, ignoreCase: true);
        return new ScanPattern(needle, null, () => new SubstringMatcher(words, query.Scope));
    }

    /// <summary>
    /// Returns what the full text matches wherever a text occurs: its words but the first, which may be the end of a longer
    /// one there, as the last may be the start of one. Null when no word is left.
    /// </summary>
    internal static string? LaterWords(string text)
    {
        int start = IndexOfSeparator(text, 0);
        if (start < 0)
            return null;
        string later = text[start..];
        bool isPrefix = char.IsAsciiLetterOrDigit(later[^1]);
        if (!Ascii.IsValid(later) || !QueryToken.IsSearchable(later))
            return null;
        var expression = new StringBuilder();
        FullTextExpression.Append(expression, new QueryNode.Words(later, isPrefix));
        return expression.ToString();
    }

    // Only what certainly separates words in any version of the tokenizer counts.
    private static int IndexOfSeparator(string text, int from)
    {
        for (int i = from; i < text.Length; i++)
        {
            if (char.IsAscii(text[i]) && !char.IsAsciiLetterOrDigit(text[i]))
                return i;
        }
        return -1;
    }
}

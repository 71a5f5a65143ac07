namespace Reprise.Searching;

/// <summary>
/// Understands what people type: words, "phrases", word*, AND, OR, NOT and parentheses. Nothing is an error: an operator
/// without something to work on is a word, a quotation mark that is not closed ends at the end, and punctuation makes a phrase.
/// </summary>
internal sealed class QueryParser
{
    /// <summary>Groups nested deeper are taken as if their parentheses were not there.</summary>
    private const int MaxDepth = 24;

    private readonly List<QueryToken> _tokens = [];
    private int _at;

    private QueryParser(string text)
    {
        var lexer = new QueryLexer(text);
        while (lexer.Next() is { } token)
            _tokens.Add(token);
    }

    /// <summary>Parses a query.</summary>
    /// <returns>Null when there is no word in it.</returns>
    public static QueryNode? Parse(string text)
    {
        var parser = new QueryParser(text);
        var parts = new List<QueryNode>();
        // A parenthesis too many ends a group that is none; what follows still counts.
        while (parser._at < parser._tokens.Count)
        {
            int start = parser._at;
            if (parser.ReadAny(0) is { } part)
                parts.Add(part);
            if (parser._at == start || parser.Is(QueryTokenKind.Close))
                parser._at++;
        }
        return Join(parts, static all => new QueryNode.All(all));
    }

    private QueryNode? ReadAny(int depth)
    {
        var parts = new List<QueryNode>();
        do
        {
            if (ReadAll(depth) is { } part)
                parts.Add(part);
        } while (TakeOperator(QueryTokenKind.Or));
        return Join(parts, static any => new QueryNode.Any(any));
    }

    private QueryNode? ReadAll(int depth)
    {
        var wanted = new List<QueryNode>();
        var unwanted = new List<QueryNode>();
        while (_at < _tokens.Count && !Is(QueryTokenKind.Close) && !(Is(QueryTokenKind.Or) && IsOperator(wanted.Count > 0)))
        {
            TakeOperator(QueryTokenKind.And);
            bool isUnwanted = wanted.Count > 0 && TakeOperator(QueryTokenKind.Not);
            if (ReadOne(depth) is { } one)
                (isUnwanted ? unwanted : wanted).Add(one);
        }
        QueryNode? node = Join(wanted, static all => new QueryNode.All(all));
        if (node is null || unwanted.Count == 0)
            return node;
        return new QueryNode.Without(node, Join(unwanted, static any => new QueryNode.Any(any)) ?? node);
    }

    private QueryNode? ReadOne(int depth)
    {
        if (_at >= _tokens.Count || Is(QueryTokenKind.Close))
            return null;
        QueryToken token = _tokens[_at++];
        if (token.Kind != QueryTokenKind.Open)
            return QueryToken.IsSearchable(token.Text)
                ? new QueryNode.Words(token.Text, token.Kind == QueryTokenKind.PrefixPhrase)
                : null;
        if (depth >= MaxDepth)
            return null;
        QueryNode? group = ReadAny(depth + 1);
        if (Is(QueryTokenKind.Close))
            _at++;
        return group;
    }

    /// <summary>Takes an operator if something follows that it can work on.</summary>
    private bool TakeOperator(QueryTokenKind kind)
    {
        if (!Is(kind) || !IsOperator(_at > 0))
            return false;
        _at++;
        return true;
    }

    private bool IsOperator(bool hasLeft) =>
        hasLeft
        && _at + 1 < _tokens.Count
        && _tokens[_at + 1].Kind is not (QueryTokenKind.Close or QueryTokenKind.And or QueryTokenKind.Or);

    private bool Is(QueryTokenKind kind) => _at < _tokens.Count && _tokens[_at].Kind == kind;

    private static QueryNode? Join(List<QueryNode> parts, Func<List<QueryNode>, QueryNode> join) =>
        parts.Count switch
        {
            0 => null,
            1 => parts[0],
            _ => join(parts),
        };
}

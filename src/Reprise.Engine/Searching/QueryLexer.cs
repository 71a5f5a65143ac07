using System.Text;

namespace Reprise.Searching;

/// <summary>Splits what a person typed into words, phrases, operators and parentheses.</summary>
internal ref struct QueryLexer(ReadOnlySpan<char> text)
{
    private ReadOnlySpan<char> _rest = text;
    private int _open;

    /// <summary>Gives the next token.</summary>
    /// <returns>Null at the end.</returns>
    public QueryToken? Next()
    {
        _rest = _rest.TrimStart();
        if (_rest.IsEmpty)
            return null;
        if (_rest[0] == '(')
        {
            _open++;
            _rest = _rest[1..];
            return new QueryToken(QueryTokenKind.Open, "");
        }
        if (_rest[0] == ')' && _open > 0)
        {
            _open--;
            _rest = _rest[1..];
            return new QueryToken(QueryTokenKind.Close, "");
        }
        return IsQuote(_rest[0]) ? Phrase() : Word();
    }

    private QueryToken Phrase()
    {
        _rest = _rest[1..];
        int end = 0;
        while (end < _rest.Length && !IsQuote(_rest[end]))
            end++;
        string phrase = _rest[..end].ToString();
        _rest = end < _rest.Length ? _rest[(end + 1)..] : default;
        bool isPrefix = !_rest.IsEmpty && _rest[0] == '*';
        if (isPrefix)
            _rest = _rest[1..];
        return new QueryToken(isPrefix ? QueryTokenKind.PrefixPhrase : QueryTokenKind.Phrase, phrase);
    }

    private QueryToken Word()
    {
        int end = 0;
        int inner = 0;
        while (end < _rest.Length && !char.IsWhiteSpace(_rest[end]))
        {
            // A parenthesis within a word belongs to it, as in f(x); one that closes nothing in it closes a group.
            if (_rest[end] == '(')
                inner++;
            else if (_rest[end] == ')' && inner-- == 0 && _open > 0)
                break;
            end++;
        }
        string word = _rest[..end].ToString();
        _rest = _rest[end..];
        return word switch
        {
            "AND" => new QueryToken(QueryTokenKind.And, word),
            "OR" => new QueryToken(QueryTokenKind.Or, word),
            "NOT" => new QueryToken(QueryTokenKind.Not, word),
            [.., '*'] => new QueryToken(QueryTokenKind.PrefixPhrase, word),
            _ => new QueryToken(QueryTokenKind.Phrase, word),
        };
    }

    private static bool IsQuote(char c) => c is '"' or '“' or '”' or '„';
}

/// <summary>A token of a query.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its text without quotation marks; that of an operator is the operator.</param>
internal sealed record QueryToken(QueryTokenKind Kind, string Text)
{
    /// <summary>Whether the full text can look for a text: it must hold a letter or a digit.</summary>
    public static bool IsSearchable(string text)
    {
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
                return true;
        }
        return false;
    }
}

internal enum QueryTokenKind : byte
{
    Phrase,
    PrefixPhrase,
    And,
    Or,
    Not,
    Open,
    Close,
}

using System.Text;

namespace Reprise.Searching;

/// <summary>Spells a query in the language of FTS5, in which every word is quoted so that nothing in it is an operator.</summary>
/// <remarks>Source: sqlite.org/fts5.html, section 3.</remarks>
internal static class FullTextExpression
{
    /// <summary>Returns the expression to match.</summary>
    /// <param name="query">What is looked for.</param>
    /// <param name="scope">Where it is looked for.</param>
    public static string Of(QueryNode query, SearchScope scope)
    {
        var text = new StringBuilder();
        if (scope != SearchScope.All)
            text.Append(scope == SearchScope.Text ? "{text} : " : "{tools} : ");
        text.Append('(');
        Append(text, query);
        return text.Append(')').ToString();
    }

    /// <summary>Spells words in a row.</summary>
    public static void Append(StringBuilder text, QueryNode.Words words)
    {
        text.Append('"');
        foreach (char c in words.Text)
        {
            // FTS5 takes a C string: a NUL would end it within the quotation marks.
            if (c is '"' or '\0')
                text.Append(' ');
            else
                text.Append(c);
        }
        text.Append(words.IsPrefix ? "\" *" : "\"");
    }

    private static void Append(StringBuilder text, QueryNode query)
    {
        switch (query)
        {
            case QueryNode.Words words:
                Append(text, words);
                break;
            case QueryNode.All all:
                Append(text, all.Parts, " AND ");
                break;
            case QueryNode.Any any:
                Append(text, any.Parts, " OR ");
                break;
            case QueryNode.Without without:
                Append(text, [without.Wanted, without.Unwanted], " NOT ");
                break;
            default:
                throw new InvalidOperationException("There is no other part.");
        }
    }

    private static void Append(StringBuilder text, IReadOnlyList<QueryNode> parts, string separator)
    {
        for (int i = 0; i < parts.Count; i++)
        {
            text.Append(i == 0 ? "(" : separator);
            Append(text, parts[i]);
        }
        text.Append(')');
    }
}

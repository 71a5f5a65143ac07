using System.Text;
using Reprise.Databases;
using Reprise.Indexing;

namespace Reprise.Searching;

/// <summary>Lets FTS5 mark what it matched in a single message, so that what is highlighted is what was found.</summary>
/// <remarks>The index keeps no content; a table in memory with the same tokenizer takes the message instead.</remarks>
internal sealed class FullTextMatcher : MessageMatcher
{
    private const char MatchStart = '\u0002';
    private const char MatchEnd = '\u0003';

    private readonly SqliteDatabase _database = SqliteDatabase.Open(":memory:");
    private readonly SqliteStatement _insert;
    private readonly SqliteStatement _highlight;
    private readonly StringBuilder _plain = new();

    /// <param name="expression">What is looked for, in the language of FTS5.</param>
    public FullTextMatcher(string expression)
    {
        _database.Execute($"CREATE VIRTUAL TABLE message USING fts5(text, tools, tokenize='{IndexSchema.Tokenizer}')");
        _insert = _database.Prepare("INSERT OR REPLACE INTO message (rowid, text, tools) VALUES (1, ?1, ?2)");
        _highlight = _database.Prepare(
            "SELECT highlight(message, 0, char(2), char(3)), highlight(message, 1, char(2), char(3)) FROM message WHERE message MATCH ?1"
        );
        _highlight.Text(1, expression);
    }

    public override MatchedText? Match(string text, string tools)
    {
        _insert.Text(1, Storable(text)).Text(2, Storable(tools)).Run();
        try
        {
            if (!_highlight.Step())
                return null;
            MatchedText? inText = Unmark(_highlight.Text(0) ?? "", text);
            return inText ?? Unmark(_highlight.Text(1) ?? "", tools) ?? new MatchedText(text.Length > 0 ? text : tools, []);
        }
        finally
        {
            _highlight.Reset();
        }
    }

    // The marks must not occur in the text already; a space in their place keeps all offsets.
    private static string Storable(string text) =>
        text.AsSpan().ContainsAny(MatchStart, MatchEnd, '\0')
            ? text.Replace(MatchStart, ' ').Replace(MatchEnd, ' ').Replace('\0', ' ')
            : text;

    private MatchedText? Unmark(string marked, string text)
    {
        if (!marked.Contains(MatchStart, StringComparison.Ordinal))
            return null;
        var matches = new List<TextSpan>();
        _plain.Clear();
        int start = 0;
        foreach (char c in marked)
        {
            if (c == MatchStart)
                start = _plain.Length;
            else if (c == MatchEnd)
                matches.Add(new TextSpan(start, _plain.Length - start));
            else
                _plain.Append(c);
        }
        return _plain.Length == text.Length ? new MatchedText(text, matches) : null;
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _insert.Dispose();
        _highlight.Dispose();
        _database.Dispose();
    }
}

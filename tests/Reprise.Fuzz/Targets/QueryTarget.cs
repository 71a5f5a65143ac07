using System.Text;
using Reprise.Databases;
using Reprise.Indexing;
using Reprise.Searching;

namespace Reprise.Fuzz.Targets;

/// <summary>The parser of queries: whatever a person types is understood, and SQLite understands what is made of it.</summary>
internal sealed class QueryTarget : FuzzTarget
{
    private readonly SqliteDatabase _database = SqliteDatabase.Open(":memory:");

    public QueryTarget()
    {
        _database.Execute($"CREATE VIRTUAL TABLE fulltext USING fts5(text, tools, tokenize='{IndexSchema.Tokenizer}')");
        _database.Execute("INSERT INTO fulltext VALUES ('the quick brown fox', 'ls -la /tmp'), ('漢字 and émile', '')");
    }

    public override string Name => "query";

    public override IReadOnlyList<byte[]> Tokens { get; } =
        FuzzTokens.Of(
            " AND ",
            " OR ",
            " NOT ",
            "NEAR(",
            "(",
            ")",
            "\"",
            "*",
            "^",
            ":",
            "text:",
            "{text}",
            "-",
            "+",
            " ",
            "\0",
            "a*",
            "“",
            "”",
            "'",
            "漢",
            "é",
            ";"
        );

    public override IReadOnlyList<byte[]> Seeds { get; } =
        FuzzTokens.Of(
            "quick AND (brown OR fox*) NOT \"lazy dog\"",
            "(((",
            "a b* \"c d\"* NOT",
            "f(x) OR y",
            "text : fox",
            "漢字 émile"
        );

    public override ulong Run(byte[] input, Random choice)
    {
        string text = Encoding.UTF8.GetString(input);
        if (QueryParser.Parse(text) is not { } query)
            return 0;
        string expression = FullTextExpression.Of(query, choice.Next(2) == 0 ? SearchScope.All : SearchScope.Text);
        using SqliteStatement match = _database.Prepare("SELECT count(*) FROM fulltext WHERE fulltext MATCH ?1");
        match.Text(1, expression);
        Require(match.Step(), "The count gives no row.");
        return Shape(query, 0) + (ulong)match.Integer(0) * 1000;
    }

    private static ulong Shape(QueryNode node, int depth) =>
        node switch
        {
            QueryNode.Words words => words.IsPrefix ? 2UL : 1UL,
            QueryNode.All all => 3
                + (ulong)Math.Min(all.Parts.Count, 4)
                + (depth > 6 ? 0 : all.Parts.Aggregate(0UL, (sum, part) => sum * 3 + Shape(part, depth + 1))),
            QueryNode.Any any => 7
                + (ulong)Math.Min(any.Parts.Count, 4)
                + (depth > 6 ? 0 : any.Parts.Aggregate(0UL, (sum, part) => sum * 5 + Shape(part, depth + 1))),
            QueryNode.Without without => 11
                + (depth > 6 ? 0 : Shape(without.Wanted, depth + 1) * 7 + Shape(without.Unwanted, depth + 1)),
            _ => throw new FuzzFailure("There is no other part."),
        };
}

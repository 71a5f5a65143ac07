using FsCheck;
using FsCheck.Fluent;
using Reprise.Databases;
using Reprise.Indexing;
using Reprise.Searching;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Searching;

public sealed class QueryParserTests : IDisposable
{
    private readonly SqliteDatabase _database = SqliteDatabase.Open(":memory:");
    private readonly SqliteStatement _match;

    public QueryParserTests()
    {
        _database.Execute($"CREATE VIRTUAL TABLE t USING fts5(text, tools, tokenize='{IndexSchema.Tokenizer}')");
        _database.Execute("INSERT INTO t VALUES ('the quick foo bar', 'ran a tool'), ('a b', 'C:\\x --flag')");
        _match = _database.Prepare("SELECT rowid FROM t WHERE t MATCH ?1");
    }

    [Theory]
    [InlineData("word", "(\"word\")")]
    [InlineData("two words", "((\"two\" AND \"words\"))")]
    [InlineData("a AND b", "((\"a\" AND \"b\"))")]
    [InlineData("a OR b c", "((\"a\" OR (\"b\" AND \"c\")))")]
    [InlineData("a NOT b", "((\"a\" NOT \"b\"))")]
    [InlineData("a AND NOT b", "((\"a\" NOT \"b\"))")]
    [InlineData("a NOT b NOT c", "((\"a\" NOT (\"b\" OR \"c\")))")]
    [InlineData("(a OR b) c", "(((\"a\" OR \"b\") AND \"c\"))")]
    [InlineData("\"a phrase\"", "(\"a phrase\")")]
    [InlineData("“a phrase” x", "((\"a phrase\" AND \"x\"))")]
    [InlineData("conf*", "(\"conf*\" *)")]
    [InlineData("\"unit te\"*", "(\"unit te\" *)")]
    [InlineData("and or not", "((\"and\" AND \"or\" AND \"not\"))")]
    public void Operators_are_understood(string typed, string expression) => Spell(typed).ShouldBe(expression);

    [Theory]
    [InlineData("\"not closed", "(\"not closed\")")]
    [InlineData("AND", "(\"AND\")")]
    [InlineData("NOT a", "((\"NOT\" AND \"a\"))")]
    [InlineData("OR a", "((\"OR\" AND \"a\"))")]
    [InlineData("a OR", "((\"a\" AND \"OR\"))")]
    [InlineData("a AND AND b", "((\"a\" AND \"AND\" AND \"b\"))")]
    [InlineData("foo.bar()", "(\"foo.bar()\")")]
    [InlineData("(foo.bar() OR x)", "((\"foo.bar()\" OR \"x\"))")]
    [InlineData("C:\\x", "(\"C:\\x\")")]
    [InlineData("--flag", "(\"--flag\")")]
    [InlineData("a-b", "(\"a-b\")")]
    [InlineData("text:foo", "(\"text:foo\")")]
    [InlineData("say \"hi\"there", "((\"say\" AND \"hi\" AND \"there\"))")]
    [InlineData("a\"b", "(\"a b\")")]
    [InlineData("(a", "(\"a\")")]
    [InlineData("a)", "(\"a)\")")]
    [InlineData("((a) b", "((\"a\" AND \"b\"))")]
    [InlineData("a -- b", "((\"a\" AND \"b\"))")]
    [InlineData("a\0b", "(\"a b\")")]
    public void What_is_no_operator_is_a_word(string typed, string expression) => Spell(typed).ShouldBe(expression);

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("-- => {}")]
    [InlineData("()")]
    [InlineData("\"\"")]
    public void Without_a_letter_or_digit_there_is_no_query(string typed) => QueryParser.Parse(typed).ShouldBeNull();

    [Theory]
    [InlineData("foo.bar", 1)]
    [InlineData("--flag", 1)]
    [InlineData("C:\\x", 1)]
    [InlineData("qui*", 1)]
    [InlineData("QUICK", 1)]
    [InlineData("quick NOT foo", 0)]
    [InlineData("foo OR b", 2)]
    public void Queries_find_what_they_say(string typed, int rows) => Count(typed, SearchScope.All).ShouldBe(rows);

    [Fact]
    public void A_scope_limits_all_of_the_query()
    {
        Count("quick OR tool", SearchScope.Text).ShouldBe(1);
        Count("quick OR flag", SearchScope.Tools).ShouldBe(1);
        Count("tool", SearchScope.Text).ShouldBe(0);
    }

    [Fact]
    public void Any_text_at_all_gives_a_query_that_the_full_text_takes()
    {
        Gen<string> piece = Gen.OneOf(
            Gen.Elements(
                "AND",
                "OR",
                "NOT",
                "(",
                ")",
                "\"",
                "*",
                " ",
                "a",
                "foo",
                "-",
                ":",
                "^",
                "+",
                "{",
                "}",
                "NEAR(",
                "'",
                "\\",
                "\0",
                "é",
                "文",
                "\ud800"
            ),
            ArbMap.Default.GeneratorFor<string>().Where(text => text is not null)
        );
        Gen<string> typed = Gen.ListOf(piece).Select(pieces => string.Join("", pieces));
        Prop.ForAll(typed.ToArbitrary(), (string text) => Count(text, SearchScope.All) >= 0)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }

    [Theory]
    [InlineData("(")]
    [InlineData("a AND (")]
    [InlineData("\"")]
    [InlineData("a OR ")]
    [InlineData("a NOT (b ")]
    public void Long_and_deep_queries_are_taken_too(string part)
    {
        string typed = string.Concat(Enumerable.Repeat(part, 2000)) + "x";
        Count(typed, SearchScope.Tools).ShouldBeGreaterThanOrEqualTo(0);
    }

    private static string Spell(string typed) =>
        FullTextExpression.Of(QueryParser.Parse(typed).ShouldNotBeNull(), SearchScope.All);

    private int Count(string typed, SearchScope scope)
    {
        if (QueryParser.Parse(typed) is not { } query)
            return 0;
        _match.Text(1, FullTextExpression.Of(query, scope));
        int rows = 0;
        while (_match.Step())
            rows++;
        _match.Reset();
        return rows;
    }

    public void Dispose()
    {
        _match.Dispose();
        _database.Dispose();
    }
}

using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Reprise.Searching;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Searching;

public sealed class SnippetBuilderTests
{
    [Fact]
    public void A_short_message_is_shown_whole_on_one_line()
    {
        Snippet snippet = SnippetBuilder.Line(Matched("one\n\n  two\tthree\n", "two"));
        snippet.Text.ShouldBe("one two three");
        Marked(snippet).ShouldBe(["two"]);
    }

    [Fact]
    public void A_long_message_is_cut_between_words_around_the_first_match()
    {
        string text =
            string.Join(' ', Enumerable.Repeat("before", 100)) + " needle " + string.Join(' ', Enumerable.Repeat("behind", 100));
        Snippet snippet = SnippetBuilder.Line(Matched(text, "needle"));
        snippet.Text.Length.ShouldBeLessThanOrEqualTo(SnippetBuilder.LineLength + 2);
        snippet.Text.ShouldStartWith("…before before");
        snippet.Text.ShouldEndWith("behind…");
        Marked(snippet).ShouldBe(["needle"]);
    }

    [Fact]
    public void What_could_control_a_terminal_is_left_out_and_matches_move_along()
    {
        Snippet snippet = SnippetBuilder.Line(
            Matched("\u001b[31mred\u001b[0m \u0007a\u202eb \u001b]0;title\u0007needle\u0000 end", "needle")
        );
        snippet.Text.ShouldBe("red ab needle end");
        Marked(snippet).ShouldBe(["needle"]);
    }

    [Fact]
    public void Context_shows_lines_around_the_match()
    {
        Snippet snippet = SnippetBuilder.Lines(Matched("a\nb\nc needle c\nd\ne\n", "needle"), 1);
        snippet.Text.ShouldBe("b\nc needle c\nd");
        Marked(snippet).ShouldBe(["needle"]);
        SnippetBuilder.Lines(Matched("needle\n", "needle"), 5).Text.ShouldBe("needle");
        SnippetBuilder.Lines(Matched("x\nneedle", "needle"), 0).Text.ShouldBe("needle");
    }

    [Fact]
    public void Every_match_in_the_snippet_is_marked()
    {
        Snippet snippet = SnippetBuilder.Line(new MatchedText("aa bb aa", [new TextSpan(0, 2), new TextSpan(6, 2)]));
        Marked(snippet).ShouldBe(["aa", "aa"]);
    }

    [Fact]
    public void Any_message_gives_a_snippet_that_is_whole_safe_and_short()
    {
        Gen<string> piece = Gen.OneOf(
            Gen.Elements(
                "word ",
                "\n",
                "\t",
                "\u001b[1m",
                "\u001b]x",
                "\0",
                "😀",
                "é",
                "文字",
                "\u202e",
                "\r\n",
                "e\u0301",
                new string('x', 300)
            ),
            ArbMap.Default.GeneratorFor<NonNull<string>>().Select(text => text.Get)
        );
        Gen<(string, int, int, int)> input =
            from pieces in Gen.ListOf(piece)
            from start in Gen.Choose(0, 2000)
            from length in Gen.Choose(0, 300)
            from lines in Gen.Choose(-1, 3)
            select (Repaired(string.Concat(pieces)), start, length, lines);
        Prop.ForAll(
                input.ToArbitrary(),
                ((string Text, int Start, int Length, int Lines) given) =>
                {
                    int start = Math.Min(given.Start, given.Text.Length);
                    var matched = new MatchedText(
                        given.Text,
                        [new TextSpan(start, Math.Min(given.Length, given.Text.Length - start))]
                    );
                    Snippet snippet = given.Lines < 0 ? SnippetBuilder.Line(matched) : SnippetBuilder.Lines(matched, given.Lines);
                    foreach (TextSpan match in snippet.Matches)
                        (match.Start >= 0 && match.Length > 0 && match.End <= snippet.Text.Length).ShouldBeTrue();
                    if (given.Lines < 0)
                        snippet.Text.Length.ShouldBeLessThanOrEqualTo(SnippetBuilder.LineLength + 2);
                    // A match may start within a character; the text may not.
                    Repaired(snippet.Text).ShouldBe(snippet.Text);
                    snippet.Text.Any(c => char.IsControl(c) && c != '\n').ShouldBeFalse();
                    return snippet.Text.Contains('\n') == false || given.Lines >= 0;
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a\u001b[38;5;1mb", "ab")]
    [InlineData("a\u001b", "a")]
    [InlineData("a\u001b[", "a[")]
    [InlineData("a\u009b31mb", "a31mb")]
    [InlineData("l1\r\nl2\tx", "l1\nl2\tx")]
    [InlineData("\u001b]8;;http://x\u001b\\link", "link")]
    public void Cleaning_keeps_text_and_drops_controls(string text, string clean) => PlainText.Clean(text).ShouldBe(clean);

    private static MatchedText Matched(string text, string match) =>
        new(text, [new TextSpan(text.IndexOf(match, StringComparison.Ordinal), match.Length)]);

    private static string[] Marked(Snippet snippet) =>
        [.. snippet.Matches.Select(match => snippet.Text.Substring(match.Start, match.Length))];

    private static string Repaired(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}

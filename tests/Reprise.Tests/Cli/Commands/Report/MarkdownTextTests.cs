using Reprise.Cli.Commands.Report;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Cli.Commands.Report;

public sealed class MarkdownTextTests
{
    [Theory]
    [InlineData("plain", "```text\nplain\n```\n")]
    [InlineData("a\n```\n# b", "````text\na\n```\n# b\n````\n")]
    [InlineData("``````", "```````text\n``````\n```````\n")]
    [InlineData("<script>alert(1)</script>", "```text\n<script>alert(1)</script>\n```\n")]
    public void A_block_cannot_be_left_from_within(string text, string block)
    {
        using var writer = new StringWriter();
        MarkdownText.WriteBlock(writer, text);
        writer.ToString().ShouldBe(block);
    }

    [Theory]
    [InlineData("npm test", "`npm test`")]
    [InlineData("a `b` c", "``a `b` c``")]
    [InlineData("`", "`` ` ``")]
    [InlineData("two\nlines", "`two lines`")]
    [InlineData("", "")]
    public void Code_cannot_be_left_from_within(string text, string code) => MarkdownText.Code(text).ShouldBe(code);

    [Theory]
    [InlineData("a|b", "a&#124;b")]
    [InlineData("a\\|b", "a&#92;&#124;b")]
    [InlineData("a b", "`a b`")]
    public void A_cell_cannot_be_left_from_within(string text, string cell) => MarkdownText.Cell(text).ShouldBe(cell);

    [Theory]
    [InlineData("[x](javascript:alert(1))", "&#91;x&#93;(javascript&#58;alert(1))")]
    [InlineData("<b>", "&#60;b&#62;")]
    [InlineData("*a* _b_ `c` @d #1", "&#42;a&#42; &#95;b&#95; &#96;c&#96; &#64;d &#35;1")]
    [InlineData("https://example.com", "https&#58;//example&#46;com")]
    [InlineData("2026-06-15 14:00:00 by ana, $1.20+", "2026-06-15 14:00:00 by ana, $1.20+")]
    [InlineData("two\nlines", "two lines")]
    public void Plain_text_has_no_markup(string text, string plain) => MarkdownText.Plain(text).ShouldBe(plain);
}

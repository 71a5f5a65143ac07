using FsCheck;
using FsCheck.Fluent;
using Reprise.Cli.Commands.Report;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Cli.Commands.Report;

public sealed class HtmlTextTests
{
    [Theory]
    [InlineData("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;")]
    [InlineData("\" onload='x' `y`", "&quot; onload=&#39;x&#39; &#96;y&#96;")]
    [InlineData("a & b &amp; c", "a &amp; b &amp;amp; c")]
    [InlineData("a\u0000\u001b[31mb\u202ec", "abc")]
    public void Nothing_in_a_text_is_markup(string text, string html) => HtmlText.Block(text).ShouldBe(html);

    [Fact]
    public void Any_text_is_free_of_markup() =>
        Check.QuickThrowOnFailure(
            Prop.ForAll<string>(text => HtmlText.Line(text ?? "").IndexOfAny(['<', '>', '"', '\'', '`', '\n']) < 0)
        );

    [Fact]
    public void Placeholders_can_be_seen() =>
        HtmlText
            .Block("a [redacted:client] b [masked:github-pat:abcdefghijkl] c [redacted:<b>]")
            .ShouldBe("a <mark>[redacted:client]</mark> b <mark>[masked:github-pat:abcdefghijkl]</mark> c [redacted:&lt;b&gt;]");
}

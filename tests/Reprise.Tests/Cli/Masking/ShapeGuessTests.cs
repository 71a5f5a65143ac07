using System.Text;
using Reprise.Cli.Masking;
using Reprise.Masking;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Cli.Masking;

public sealed class ShapeGuessTests
{
    [Theory]
    [InlineData("", true, TextShape.Text)]
    [InlineData("plain text", true, TextShape.Text)]
    [InlineData("[2026-06-01] a log line\n[2026-06-01] another\n", true, TextShape.Text)]
    [InlineData("{\"a\":1}\n{\"b\":2}\n", true, TextShape.JsonLines)]
    [InlineData("{\"a\":1}", true, TextShape.JsonLines)]
    [InlineData("a banner\n{\"a\":1}\n{\"b\":2}\n{\"torn", true, TextShape.Text)]
    [InlineData("a banner\n{\"a\":1}\n\n{\"b\":2}\n{\"torn", false, TextShape.JsonLines)]
    [InlineData("[1,\n[2],\n[3]]", true, TextShape.Json)]
    [InlineData("\ufeff{\"a\":1}\r\n{\"b\":2}", true, TextShape.JsonLines)]
    [InlineData("\n  {\n  \"a\": 1\n}\n", true, TextShape.Json)]
    [InlineData("[\n  1,\n  2", false, TextShape.Json)]
    [InlineData("{\"a\":\"a long record that goes on", false, TextShape.JsonLines)]
    [InlineData("{ not json at all", false, TextShape.Text)]
    [InlineData("{\n  \"a\": 1", true, TextShape.Text)]
    public void The_beginning_tells_the_shape(string head, bool isAll, TextShape expected) =>
        ShapeGuess.Of(Encoding.UTF8.GetBytes(head), isAll).ShouldBe(expected);
}

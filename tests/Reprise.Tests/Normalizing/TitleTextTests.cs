using Reprise.Indexing;
using Reprise.Normalizing;
using Reprise.Tests.Capturing;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Normalizing;

public sealed class TitleTextTests
{
    private const string Summary =
        "## Summary\n\nThe cart lost its items when a person signed in.\r\n\tIt is kept now.\n\n- a test\n- a note in the changelog\n";

    [Theory]
    [InlineData("Fix the cart", "Fix the cart")]
    [InlineData(" Fix\n\nthe\tcart\u0007 ", "Fix the cart")]
    [InlineData("\r\n", null)]
    [InlineData(Summary, "## Summary The cart lost its items when a person signed in. It is kept now. - a…")]
    public void A_title_that_was_given_is_one_line_as_long_as_others(string given, string? title) =>
        TitleText.FromGiven(given).ShouldBe(title);

    [Fact]
    public void A_title_without_spaces_is_cut_between_characters()
    {
        TitleText.FromGiven(new string('x', 80)).ShouldBe(new string('x', 80));
        TitleText.FromGiven(new string('x', 81)).ShouldBe(new string('x', 79) + "…");
        TitleText.FromGiven(new string('x', 78) + "🛒🛒").ShouldBe(new string('x', 78) + "…");
    }

    [Theory]
    [InlineData("""{"type":"summary","summary":"TITLE","leafUuid":"00000000-0000-4000-8000-000000000000"}""")]
    [InlineData("""{"type":"custom-title","customTitle":"TITLE","sessionId":"a"}""")]
    public void A_captured_title_of_several_lines_is_shown_as_one(string record)
    {
        using var home = new CaptureHome();
        string path = home.WriteClaude("a");
        File.AppendAllText(path, record.Replace("TITLE", Summary.ReplaceLineEndings("\\n").Replace("\t", " ")) + "\n");
        home.Age(path);
        home.Capture();
        IndexedSession session = home.Only();
        session.Title.ShouldBe("## Summary The cart lost its items when a person signed in. It is kept now. - a…");
    }
}

using System.Xml;
using System.Xml.Linq;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Cli.Commands.Report;

/// <summary>A page is what it says, whatever prompts try to make of it.</summary>
public sealed class ReportPageTests : IDisposable
{
    private readonly CliHarness _cli = new();

    public ReportPageTests()
    {
        ReportSessions.Add(_cli, GitHubToken.Make(3));
        ReportSessions.Capture(_cli);
    }

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("--prompts")]
    [InlineData("--actions")]
    [InlineData("--usage")]
    public void A_page_loads_and_runs_nothing(string kind)
    {
        XElement page = Read("report", kind, "--format", "html");
        string[] elements = [.. page.Descendants().Select(element => element.Name.LocalName).Distinct(StringComparer.Ordinal)];
        string[] forbidden = ["script", "img", "iframe", "link", "object", "embed", "form", "input", "base"];
        elements.Intersect(forbidden, StringComparer.Ordinal).ShouldBeEmpty();
        foreach (XAttribute attribute in page.Descendants().Attributes())
        {
            attribute.Name.LocalName.ShouldNotStartWith("on");
            if (attribute.Name.LocalName is "href" or "src" or "style" or "action")
                attribute.Value.ShouldStartWith("#");
        }
        page.Descendants("meta")
            .Single(meta => meta.Attribute("http-equiv") is not null)
            .Attribute("content")!
            .Value.ShouldStartWith("default-src 'none'");
        string[] ids = [.. page.Descendants().Attributes("id").Select(id => id.Value)];
        ids.Distinct(StringComparer.Ordinal).Count().ShouldBe(ids.Length);
        foreach (XAttribute link in page.Descendants("a").Attributes("href"))
            Array.IndexOf(ids, link.Value[1..]).ShouldBeGreaterThanOrEqualTo(0);
    }

    [Fact]
    public void A_prompt_is_read_as_it_was_written()
    {
        XElement page = Read("report", "--format", "html");
        string[] prompts = [.. page.Descendants("article").Select(article => article.Element("pre")?.Value ?? "")];
        prompts.Length.ShouldBe(3);
        prompts[0].ShouldStartWith("Plan for Nightjar: use [masked:github-pat:");
        prompts[1].ShouldBe(ReportSessions.Hostile);
        prompts[2].ShouldBe("=HYPERLINK(\"https://example.com\")");
    }

    [Fact]
    public void Charts_have_names_that_can_be_read_aloud()
    {
        XElement page = Read("report", "--usage", "--format", "html");
        XElement[] charts = [.. page.Descendants("svg").Where(svg => svg.Attribute("role")?.Value == "img")];
        charts.Length.ShouldBe(2);
        foreach (XElement chart in charts)
        {
            chart.Element("title")!.Value.ShouldStartWith("Cost in US dollars by ");
            chart.Element("desc")!.Value.ShouldNotBeEmpty();
            string[] names = chart.Attribute("aria-labelledby")!.Value.Split(' ');
            names.ShouldBe([chart.Element("title")!.Attribute("id")!.Value, chart.Element("desc")!.Attribute("id")!.Value]);
        }
    }

    private XElement Read(params string[] arguments)
    {
        using var text = new StringReader(_cli.Run(arguments).Out);
        using var reader = XmlReader.Create(text, new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        return XDocument.Load(reader).Root.ShouldNotBeNull();
    }
}

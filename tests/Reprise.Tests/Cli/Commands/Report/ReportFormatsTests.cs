using Reprise.Cli.Commands.Report;
using Reprise.Files;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Cli.Commands.Report;

public sealed class ReportFormatsTests
{
    [Theory]
    [InlineData(null, null, false, nameof(ReportFormat.Markdown))]
    [InlineData(null, null, true, nameof(ReportFormat.Json))]
    [InlineData("csv", null, false, nameof(ReportFormat.Csv))]
    [InlineData("json", null, true, nameof(ReportFormat.Json))]
    [InlineData(null, "/w/a.HTML", false, nameof(ReportFormat.Html))]
    [InlineData(null, "/w/a.htm", true, nameof(ReportFormat.Html))]
    [InlineData(null, "/w/a.csv", false, nameof(ReportFormat.Csv))]
    [InlineData(null, "/w/a.json", false, nameof(ReportFormat.Json))]
    [InlineData(null, "/w/a.md", false, nameof(ReportFormat.Markdown))]
    [InlineData("html", "/w/a.csv", true, nameof(ReportFormat.Html))]
    public void What_was_said_comes_before_what_the_name_says(string? name, string? path, bool isJson, string format) =>
        ReportFormats.Choose(name, path, isJson).ToString().ShouldBe(format);

    [Fact]
    public void Two_formats_at_once_are_an_error() =>
        Should.Throw<RepriseException>(() => ReportFormats.Choose("html", null, isJson: true)).Kind.ShouldBe("usage");
}

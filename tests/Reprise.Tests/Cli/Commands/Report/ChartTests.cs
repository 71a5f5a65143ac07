using System.Xml.Linq;
using Reprise.Cli.Commands.Report.Charts;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Cli.Commands.Report;

public sealed class ChartTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(100, 50)]
    [InlineData(83, 50)]
    [InlineData(7, 2)]
    [InlineData(0.004, 0.001)]
    [InlineData(1_234_567, 500_000)]
    public void Marks_are_round(double largest, double step) => ChartScale.StepFor(largest).ShouldBe(step, step * 1e-9);

    [Theory]
    [InlineData(0.0)]
    [InlineData(3.2)]
    [InlineData(100.0)]
    [InlineData(99999.0)]
    public void Marks_go_from_zero_to_the_largest_value(double largest)
    {
        double[] marks = [.. ChartScale.Marks(largest)];
        marks[0].ShouldBe(0);
        marks[^1].ShouldBeGreaterThanOrEqualTo(largest);
        marks.Length.ShouldBeInRange(2, 7);
    }

    [Fact]
    public void Stacked_bars_stand_on_each_other_and_are_named()
    {
        using var writer = new StringWriter();
        new StackedChart(writer, "t").Write(
            "Cost <by> day",
            ["06-01", "06-02", "06-03"],
            [new ChartSeries("a<b", [1, 0, 2]), new ChartSeries("c", [3, 0, 0])],
            value => $"${value}"
        );
        XElement figure = XElement.Parse(writer.ToString());
        XElement svg = figure.Element("svg").ShouldNotBeNull();
        svg.Element("title").ShouldNotBeNull().Value.ShouldBe("Cost <by> day");
        svg.Element("desc").ShouldNotBeNull().Value.ShouldContain("the highest is 06-01 with $4");
        svg.Attribute("aria-labelledby")!.Value.ShouldBe("t-t t-d");
        XElement[] bars = [.. svg.Elements("g")];
        bars.Select(bar => bar.Element("title")!.Value).ShouldBe(["06-01: $4", "06-03: $2"]);
        XElement[] parts = [.. bars[0].Elements("rect")];
        parts.Select(part => part.Attribute("class")!.Value).ShouldBe(["s0", "s1"]);
        double bottomOfUpper = Number(parts[1], "y") + Number(parts[1], "height");
        bottomOfUpper.ShouldBe(Number(parts[0], "y"), 0.02);
        (Number(parts[1], "height") / Number(parts[0], "height")).ShouldBe(3, 0.01);
        figure.Descendants("li").Select(item => item.Value).ShouldBe(["a<b", "c"]);
    }

    [Fact]
    public void Bars_are_as_long_as_what_they_stand_for()
    {
        using var writer = new StringWriter();
        new BarChart(writer, "b").Write("By model", [new ChartBar("one", 10, "$10"), new ChartBar("two & three", 5, "$5")]);
        XElement svg = XElement.Parse(writer.ToString()).Element("svg").ShouldNotBeNull();
        XElement[] bars = [.. svg.Elements("g")];
        bars.Select(bar => bar.Element("title")!.Value).ShouldBe(["one: $10", "two & three: $5"]);
        (Number(bars[0].Element("rect")!, "width") / Number(bars[1].Element("rect")!, "width")).ShouldBe(2, 0.01);
    }

    private static double Number(XElement element, string name) =>
        double.Parse(element.Attribute(name)!.Value, System.Globalization.CultureInfo.InvariantCulture);
}

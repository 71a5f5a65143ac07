using System.Globalization;
using Reprise.Cli.Terminal;

namespace Reprise.Cli.Commands.Report.Charts;

/// <summary>Draws bars from left to right, each with its name and its value, as SVG.</summary>
/// <param name="writer">Where to.</param>
/// <param name="id">A word that no other chart of the page has.</param>
internal sealed class BarChart(TextWriter writer, string id)
{
    private const int Width = 960;
    private const int Names = 300;
    private const int Values = 90;
    private const int Line = 26;
    private const int MaxName = 44;

    /// <summary>Writes the chart.</summary>
    /// <param name="title">What it shows.</param>
    /// <param name="bars">The bars, the longest first.</param>
    public void Write(string title, IReadOnlyList<ChartBar> bars)
    {
        double largest = Math.Max(double.Epsilon, bars.Max(bar => bar.Value));
        int height = bars.Count * Line + 4;
        writer.Write(
            $"""
            <figure>
            <figcaption>{HtmlText.Line(title)}</figcaption>
            <svg viewBox="0 0 {Width} {height}" role="img" aria-labelledby="{id}-t {id}-d">
            <title id="{id}-t">{HtmlText.Line(title)}</title>
            <desc id="{id}-d">{bars.Count} bars; the longest is {HtmlText.Line(bars[0].Name)} with {HtmlText.Line(
                bars[0].Text
            )}. The table has the numbers.</desc>

            """
        );
        for (int i = 0; i < bars.Count; i++)
        {
            ChartBar bar = bars[i];
            int y = i * Line + 4;
            string width = Math.Max(1, bar.Value / largest * (Width - Names - Values))
                .ToString("0.##", CultureInfo.InvariantCulture);
            string name = TextWidth.Cut(SafeText.Line(bar.Name), MaxName);
            writer.Write($"<g><title>{HtmlText.Line($"{bar.Name}: {bar.Text}")}</title>");
            writer.Write($"<text x=\"{Names - 10}\" y=\"{y + 13}\" text-anchor=\"end\">{HtmlText.Line(name)}</text>");
            writer.Write($"<rect class=\"s0\" x=\"{Names}\" y=\"{y}\" width=\"{width}\" height=\"{Line - 8}\"/>");
            string end = (Names + double.Parse(width, CultureInfo.InvariantCulture) + 8).ToString(
                "0.##",
                CultureInfo.InvariantCulture
            );
            writer.Write($"<text class=\"total\" x=\"{end}\" y=\"{y + 13}\">{HtmlText.Line(bar.Text)}</text></g>\n");
        }
        writer.Write("</svg>\n</figure>\n");
    }
}

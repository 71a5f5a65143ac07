using System.Globalization;

namespace Reprise.Cli.Commands.Report.Charts;

/// <summary>Draws upright bars over time, each made of the parts of several series, as SVG.</summary>
/// <param name="writer">Where to.</param>
/// <param name="id">A word that no other chart of the page has.</param>
internal sealed class StackedChart(TextWriter writer, string id)
{
    private const int Width = 960;
    private const int Height = 300;
    private const int Left = 64;
    private const int Right = 24;
    private const int Top = 16;
    private const int Bottom = 28;
    private const int MaxLabels = 12;
    private const double Gap = 0.2;

    /// <summary>Writes the chart with its legend.</summary>
    /// <param name="title">What it shows.</param>
    /// <param name="labels">The times, one for each bar.</param>
    /// <param name="series">The parts, from the bottom up; no more than there are colours.</param>
    /// <param name="format">Says a value for people.</param>
    public void Write(string title, IReadOnlyList<string> labels, IReadOnlyList<ChartSeries> series, Func<double, string> format)
    {
        double[] totals = [.. labels.Select((_, bar) => series.Sum(part => part.Values[bar]))];
        double largest = totals.Max();
        int peak = Array.IndexOf(totals, largest);
        double[] marks = [.. ChartScale.Marks(largest)];
        writer.Write(
            $"""
            <figure>
            <figcaption>{HtmlText.Line(title)}</figcaption>
            <svg viewBox="0 0 {Width} {Height}" role="img" aria-labelledby="{id}-t {id}-d">
            <title id="{id}-t">{HtmlText.Line(title)}</title>
            <desc id="{id}-d">{labels.Count} bars from {HtmlText.Line(labels[0])} to {HtmlText.Line(
                labels[^1]
            )}; the highest is {HtmlText.Line(labels[peak])} with {HtmlText.Line(
                format(largest)
            )}. The tables below have the numbers.</desc>

            """
        );
        foreach (double mark in marks)
        {
            string y = Text(Y(mark, marks[^1]));
            writer.Write($"<line class=\"axis\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{y}\" y2=\"{y}\"/>");
            writer.Write(
                $"<text x=\"{Left - 8}\" y=\"{y}\" dy=\".35em\" text-anchor=\"end\">{HtmlText.Line(format(mark))}</text>\n"
            );
        }
        for (int bar = 0; bar < labels.Count; bar++)
            WriteBar(labels, series, totals, bar, marks[^1], format);
        writer.Write("</svg>\n");
        WriteLegend(series);
        writer.Write("</figure>\n");
    }

    private void WriteBar(
        IReadOnlyList<string> labels,
        IReadOnlyList<ChartSeries> series,
        double[] totals,
        int bar,
        double highest,
        Func<double, string> format
    )
    {
        double room = (double)(Width - Left - Right) / labels.Count;
        double x = Left + (bar + Gap / 2) * room;
        if (totals[bar] > 0)
        {
            writer.Write($"<g><title>{HtmlText.Line($"{labels[bar]}: {format(totals[bar])}")}</title>");
            double below = 0;
            for (int part = 0; part < series.Count; part++)
            {
                double value = series[part].Values[bar];
                if (value <= 0)
                    continue;
                double top = Y(below + value, highest);
                writer.Write(
                    $"<rect class=\"s{part}\" x=\"{Text(x)}\" y=\"{Text(top)}\" width=\"{Text(room * (1 - Gap))}\" height=\"{Text(Y(below, highest) - top)}\"/>"
                );
                below += value;
            }
            writer.Write("</g>\n");
        }
        int every = (labels.Count + MaxLabels - 1) / MaxLabels;
        if (bar % every == 0)
            writer.Write(
                $"<text x=\"{Text(x + room * (1 - Gap) / 2)}\" y=\"{Height - 8}\" text-anchor=\"middle\">{HtmlText.Line(labels[bar])}</text>\n"
            );
    }

    private void WriteLegend(IReadOnlyList<ChartSeries> series)
    {
        writer.Write("<ul class=\"legend\">\n");
        for (int part = 0; part < series.Count; part++)
            writer.Write(
                $"<li><svg viewBox=\"0 0 1 1\" aria-hidden=\"true\"><rect class=\"s{part}\" width=\"1\" height=\"1\"/></svg>{HtmlText.Line(series[part].Name)}</li>\n"
            );
        writer.Write("</ul>\n");
    }

    private static double Y(double value, double highest) => Height - Bottom - value / highest * (Height - Bottom - Top);

    private static string Text(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}

using Reprise.Cli.Commands.Report.Charts;
using Reprise.Cli.Terminal;
using Reprise.Protocol;
using Reprise.Reporting;

namespace Reprise.Cli.Commands.Report;

/// <summary>A report of usage as HTML, with charts.</summary>
internal sealed class StatementHtml(TextWriter writer, StatementContent content)
{
    private const int MaxBars = 12;

    public void Write()
    {
        HtmlPage.Begin(writer, content.Head.Title, content.Facts());
        WriteTimes();
        foreach ((string by, UsageReport report) in content.Tables)
        {
            if (report.Rows.Count == 0)
                continue;
            writer.Write($"<section>\n<h2>By {by}</h2>\n");
            if (report.By is UsageBy.Model or UsageBy.Project)
                WriteBars(by, report);
            WriteTable(by, report);
            writer.Write("</section>\n");
        }
        HtmlPage.End(writer);
    }

    private void WriteTimes()
    {
        IReadOnlyList<ChartSeries> series = content.Series();
        (UsageBy by, IReadOnlyList<string> labels, _) = content.Times;
        if (series.Count > 0 && labels.Count > 0)
            new StackedChart(writer, "times").Write(
                $"{What} by {by.ToString().ToLowerInvariant()} and model{Without}",
                labels,
                series,
                content.TextOf
            );
    }

    private string What => content.IsTokens ? "Tokens" : "Cost in US dollars";

    private string Without => !content.IsTokens && content.Total.Unpriced.Count > 0 ? ", without what has no price" : "";

    private void WriteBars(string by, UsageReport report)
    {
        UsageRow[] sorted = [.. report.Rows.Where(row => content.ValueOf(row) > 0).OrderByDescending(content.ValueOf)];
        ChartBar[] bars =
        [
            .. sorted
                .Take(MaxBars)
                .Select(row => new ChartBar(
                    content.NameOf(report.By, row),
                    content.ValueOf(row),
                    content.IsTokens ? MoneyText.Short(row.Tokens.Total) : StatementContent.CostOf(row)
                )),
        ];
        if (bars.Length > 1)
            new BarChart(writer, by).Write($"{What} by {by}{Without}", bars);
    }

    private void WriteTable(string by, UsageReport report)
    {
        bool isSession = report.By == UsageBy.Session;
        bool isCut = isSession && report.Rows.Count < content.SessionCount;
        string caption = isCut
            ? $"The most expensive {Count.Of(report.Rows.Count)} of {Count.Of(content.SessionCount)} sessions"
            : $"Tokens and cost by {by}";
        string head = $"{char.ToUpperInvariant(by[0])}{by[1..]}";
        string[] numbers = ["#Input", "#Output and reasoning", "#Cache write", "#Cache read", "#Tokens", "#Cost"];
        HtmlPage.BeginTable(writer, caption, isSession ? [head, "Title", .. numbers] : [head, .. numbers]);
        foreach (UsageRow row in report.Rows)
            WriteRow(
                HtmlText.MarkedLine(content.NameOf(report.By, row)),
                isSession ? HtmlText.MarkedLine(content.TitleOf(row)) : null,
                row
            );
        if (!isCut)
            WriteRow("<b>Total</b>", isSession ? "" : null, report.Total);
        HtmlPage.EndTable(writer);
    }

    private void WriteRow(string name, string? title, UsageRow row)
    {
        TokenUsage tokens = row.Tokens;
        writer.Write($"<tr><td>{name}</td>");
        if (title is not null)
            writer.Write($"<td>{title}</td>");
        long[] numbers = [tokens.Input, tokens.Output + tokens.Reasoning, tokens.CacheWrite, tokens.CacheRead, tokens.Total];
        foreach (long number in numbers)
            writer.Write(HtmlPage.Number(number));
        writer.Write($"<td class=\"n\">{HtmlText.Line(StatementContent.CostOf(row))}</td></tr>\n");
    }
}

using Reprise.Cli.Terminal;
using Reprise.Protocol;
using Reprise.Reporting;

namespace Reprise.Cli.Commands.Report;

/// <summary>A report of usage as Markdown.</summary>
internal static class StatementMarkdown
{
    public static void Write(TextWriter writer, StatementContent content)
    {
        MarkdownHead.Write(writer, content.Head.Title, content.Facts());
        foreach ((string by, UsageReport report) in content.Tables)
        {
            if (report.Rows.Count == 0)
                continue;
            bool isSession = report.By == UsageBy.Session;
            writer.Write($"\n## By {by}\n\n");
            if (isSession && report.Rows.Count < content.SessionCount)
                writer.Write($"The most expensive {Count.Of(report.Rows.Count)} of {Count.Of(content.SessionCount)}.\n\n");
            writer.Write(
                $"| {char.ToUpperInvariant(by[0])}{by[1..]} |{(isSession ? " Title |" : "")} Input | Output and reasoning | Cache write | Cache read | Tokens | Cost |\n"
                    + $"| --- |{(isSession ? " --- |" : "")} ---: | ---: | ---: | ---: | ---: | ---: |\n"
            );
            foreach (UsageRow row in report.Rows)
                WriteRow(
                    writer,
                    MarkdownText.Cell(content.NameOf(report.By, row)),
                    isSession ? MarkdownText.Cell(content.TitleOf(row)) : null,
                    row
                );
            if (!isSession || report.Rows.Count == content.SessionCount)
                WriteRow(writer, "**Total**", isSession ? "" : null, report.Total);
        }
    }

    private static void WriteRow(TextWriter writer, string name, string? title, UsageRow row)
    {
        TokenUsage tokens = row.Tokens;
        writer.Write(
            $"| {name} |{(title is null ? "" : $" {title} |")} {Count.Of(tokens.Input)} | {Count.Of(tokens.Output + tokens.Reasoning)} "
                + $"| {Count.Of(tokens.CacheWrite)} | {Count.Of(tokens.CacheRead)} | {Count.Of(tokens.Total)} | {StatementContent.CostOf(row)} |\n"
        );
    }
}

using System.Globalization;
using Reprise.Cli.Terminal;
using Reprise.Protocol;
using Reprise.Reporting;

namespace Reprise.Cli.Commands.Report;

/// <summary>A report of usage as CSV: one row for each day, model, project and session; costs are exact, and empty when unknown.</summary>
internal static class StatementCsv
{
    public static void Write(TextWriter writer, StatementContent content)
    {
        CsvText.WriteRow(
            writer,
            "by",
            "key",
            "title",
            "input",
            "output",
            "reasoning",
            "cache_write",
            "cache_read",
            "tokens",
            "responses",
            "cost_usd",
            "unpriced_models"
        );
        foreach ((string by, UsageReport report) in content.Tables)
        foreach (UsageRow row in report.Rows)
            WriteRow(writer, by, row, content.TitleOf(row));
        WriteRow(writer, "total", content.Total, "");
    }

    private static void WriteRow(TextWriter writer, string by, UsageRow row, string title)
    {
        TokenUsage tokens = row.Tokens;
        CsvText.WriteRow(
            writer,
            by,
            CsvText.Text(row.Key),
            CsvText.Text(title),
            Number(tokens.Input),
            Number(tokens.Output),
            Number(tokens.Reasoning),
            Number(tokens.CacheWrite),
            Number(tokens.CacheRead),
            Number(tokens.Total),
            Number(row.Responses),
            row.Cost?.ToString() ?? "",
            CsvText.Text(string.Join("; ", StatementContent.UnpricedOf(row)))
        );
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}

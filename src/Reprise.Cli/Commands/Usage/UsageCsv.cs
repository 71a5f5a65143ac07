using System.Globalization;
using Reprise.Cli.Terminal;
using Reprise.Protocol;
using Reprise.Reporting;

namespace Reprise.Cli.Commands.Usage;

/// <summary>Writes usage as comma-separated values (RFC 4180); costs are exact, and empty when unknown.</summary>
internal static class UsageCsv
{
    public static void Write(TextWriter writer, UsageReport report, bool hasModels)
    {
        string by = report.By.ToString().ToLowerInvariant();
        writer.WriteLine(
            $"{by},{(hasModels ? "model," : "")}input,output,cache_read,cache_write,reasoning,total,responses,cost_usd,unpriced_models"
        );
        foreach (UsageRow row in report.Rows)
        {
            if (!hasModels)
            {
                WriteRow(writer, [row.Key], row);
                continue;
            }
            foreach (UsageRow model in row.Models ?? [])
                WriteRow(writer, [row.Key, model.Key], model);
        }
    }

    private static void WriteRow(TextWriter writer, string[] keys, UsageRow row)
    {
        TokenUsage tokens = row.Tokens;
        long[] numbers =
        [
            tokens.Input,
            tokens.Output,
            tokens.CacheRead,
            tokens.CacheWrite,
            tokens.Reasoning,
            tokens.Total,
            row.Responses,
        ];
        string[] cells =
        [
            .. keys.Select(Cell),
            .. numbers.Select(n => n.ToString(CultureInfo.InvariantCulture)),
            row.Cost?.ToString() ?? "",
            Cell(string.Join(' ', row.Unpriced.Select(label => label.Name).Distinct(StringComparer.Ordinal))),
        ];
        CsvText.WriteCells(writer, cells);
        writer.WriteLine();
    }

    private static string Cell(string text) => CsvText.Text(SafeText.Line(text));
}

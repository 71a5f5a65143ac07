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
        IEnumerable<string> cells =
        [
            .. keys.Select(Cell),
            .. numbers.Select(n => n.ToString(CultureInfo.InvariantCulture)),
            row.Cost?.ToString() ?? "",
            Cell(string.Join(' ', row.Unpriced.Select(label => label.Name).Distinct(StringComparer.Ordinal))),
        ];
        writer.WriteLine(string.Join(',', cells));
    }

    /// <summary>Quotes a text where it must be, and keeps programs from taking it for a formula.</summary>
    private static string Cell(string text)
    {
        text = SafeText.Line(text);
        if (text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r')
            text = "'" + text;
        return text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }
}

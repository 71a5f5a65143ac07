using Reprise.Cli.Commands.Report;
using Reprise.Reporting;

namespace Reprise.Cli.Json;

/// <summary>What <c>report -o</c> prints: where the report is, and how much is in it; one of usage has no entries.</summary>
internal sealed record ReportShape(string Path, string Format, int Sessions, int? Entries, int? RedactedEntries)
{
    public static ReportShape Of(string path, ReportFormat format, ReportSummary summary) =>
        new(path, ReportFormats.Names[(int)format], summary.Sessions.Count, summary.Entries, summary.Redacted);
}

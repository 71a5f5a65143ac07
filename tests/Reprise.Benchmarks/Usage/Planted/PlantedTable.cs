using System.Globalization;
using Reprise.Benchmarks.Data;
using Reprise.Benchmarks.Harness;
using Reprise.Benchmarks.Programs;
using Reprise.Benchmarks.Reporting;

namespace Reprise.Benchmarks.Usage.Planted;

/// <summary>Shows made-up sessions to all programs, one at a time.</summary>
internal static class PlantedTable
{
    public static ResultTable Make(RepriseProgram reprise, UsagePrograms others, Workplace workplace)
    {
        var table = new ResultTable(
            "Made-up sessions: tokens that each program counts",
            "session",
            "Reprise",
            "ccusage",
            "tokscale",
            "right"
        );
        foreach (PlantedCase planted in new[] { ClaudeCodeCases.All, CodexCases.All, OtherCases.All }.SelectMany(cases => cases))
        {
            string home = workplace.NewFolder();
            string keep = workplace.NewFolder();
            string report = Path.Combine(workplace.NewFolder(), "report");
            planted.Write(home);
            ChildProcess.Run(reprise.In(home, keep, "capture", "--json"));
            // It says so by its exit code when nothing was used.
            Command usage = reprise.In(home, keep, "usage", "--by", "agent", "--timezone", "UTC", "--json") with
            {
                Accepts = [0, 4],
            };
            ChildProcess.Run(usage.To(report));
            long own = UsageReports.AllTokens(report);
            ChildProcess.Run(others.Ccusage(home, report));
            long ccusage = UsageReports.Ccusage(report).Days.Values.Sum();
            ChildProcess.Run(others.TokscaleGraph(home, report));
            long tokscale = UsageReports.Tokscale(report).Days.Values.Sum();
            table.Add(
                planted.Name,
                Number(own),
                Number(ccusage),
                Number(tokscale),
                planted.Right is { } right ? Number(right) : "not known"
            );
        }
        table.Note("usage.md says why each figure is right. tokscale does not read Qwen Code.");
        return table;
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}

using Reprise.Benchmarks.Harness;
using Reprise.Benchmarks.Programs;
using Reprise.Benchmarks.Reporting;

namespace Reprise.Benchmarks.Usage;

/// <summary>How long each program takes until a person sees figures.</summary>
internal static class UsageTimes
{
    public static ResultTable Measure(
        string title,
        string home,
        string keep,
        TimeSpan capture,
        RepriseProgram reprise,
        UsagePrograms others,
        BenchmarkContext context
    )
    {
        string output = Path.Combine(context.Workplace.NewFolder(), "report");
        (string Name, Command Command)[] commands =
        [
            ("reprise usage --by day", reprise.In(home, keep, "usage", "--by", "day", "--timezone", "UTC", "--json").To(output)),
            ("reprise capture, nothing changed", reprise.In(home, keep, "capture", "--json")),
            ("reprise version, for its start", reprise.Alone("version")),
            ("ccusage daily", others.Ccusage(home, output)),
            ("tokscale models", others.TokscaleModels(home, output)),
        ];
        int runs = context.Runs(5);
        var times = commands.Select(_ => new List<TimeSpan>()).ToArray();
        for (int run = 0; run < runs; run++)
        {
            for (int i = 0; i < commands.Length; i++)
                times[i].Add(ChildProcess.Run(commands[i].Command).Elapsed);
        }
        Sample[] samples = [.. times.Select(values => new Sample(values))];
        double usage = samples[0].Median;
        var table = new ResultTable($"{title}: time until figures are seen", "command", "time", "to reprise usage");
        table.Add(
            "reprise, first capture and usage",
            Figures.Time(capture.TotalSeconds + usage),
            Ratio(capture.TotalSeconds + usage)
        );
        for (int i = 0; i < commands.Length; i++)
            table.Add(commands[i].Name, Figures.Time(samples[i]), Ratio(samples[i].Median));
        table.Note(
            "ccusage and tokscale read all files each time; Reprise reads them when it captures, and usage reads its ledger. "
                + "ccusage is its native program without npm's launcher; all of them with warm files."
        );
        return table;

        string Ratio(double seconds) => Figures.Ratio(seconds, usage);
    }
}

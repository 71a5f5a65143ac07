using Reprise.Benchmarks.Data;
using Reprise.Benchmarks.Harness;
using Reprise.Benchmarks.Programs;
using Reprise.Benchmarks.Reporting;

namespace Reprise.Benchmarks.Memory;

/// <summary>The most memory that a capture holds, whatever it captures.</summary>
internal sealed class MemoryBenchmark : IBenchmark
{
    private const int LimitMegabytes = 300;
    private const int LargeMegabytes = 100;
    private const int SmallSessions = 5000;

    public string Name => "memory";

    public string Summary => "peak memory for a session of 100 MB, a line of 100 MB, and 5,000 small sessions";

    public IEnumerable<ResultTable> Run(BenchmarkContext context)
    {
        RepriseProgram program = RepriseProgram.Publish(context.Workplace);
        var generator = new SourceGenerator(context.Workplace);
        // A quick run takes the same share of each.
        double share = (double)context.Megabytes / BenchmarkOptions.FullMegabytes;
        int large = Math.Max(1, (int)(LargeMegabytes * share));
        int small = Math.Max(10, (int)(SmallSessions * share));
        var table = new ResultTable(
            "Peak memory of a first capture",
            "what is captured",
            "source",
            "time",
            "peak memory",
            $"of {LimitMegabytes} MB"
        );
        Add(
            table,
            program,
            $"one session of {large} MB",
            UserHome.Copy(generator.Home(large, claude: 1, codex: 0), context.Workplace.NewFolder()),
            context
        );
        Add(table, program, $"one line of {large} MB", WithOneLine(large * 1_000_000, context.Workplace.NewFolder()), context);
        int megabytes = Math.Max(1, small / 50);
        Add(
            table,
            program,
            $"{small:N0} small sessions",
            UserHome.Copy(generator.Home(megabytes, claude: small, codex: 0), context.Workplace.NewFolder()),
            context
        );
        yield return table;
    }

    private static void Add(ResultTable table, RepriseProgram program, string name, UserHome home, BenchmarkContext context)
    {
        BenchmarkContext.Say($"{name} …");
        ProcessCost[] costs =
        [
            .. Enumerable.Range(0, context.Runs(3)).Select(_ => program.Capture(home, context.Workplace.NewFolder())),
        ];
        long? peak = costs.Max(cost => cost.PeakBytes);
        table.Add(
            name,
            Figures.Size(home.Bytes),
            Figures.Time(new Sample(costs.Select(cost => cost.Elapsed))),
            Figures.Size(peak),
            peak is { } bytes ? Figures.Percent(bytes, LimitMegabytes * 1e6) : Figures.None
        );
    }

    private static UserHome WithOneLine(int bytes, string folder)
    {
        string session = Guid.NewGuid().ToString();
        string project = Path.Combine(folder, ".claude", "projects", "-made-up-project");
        Directory.CreateDirectory(project);
        File.WriteAllBytes(Path.Combine(project, session + ".jsonl"), UserHome.Prompt(session, bytes));
        return UserHome.Of(folder);
    }
}

using Reprise.Benchmarks.Harness;
using Reprise.Benchmarks.Programs;
using Reprise.Benchmarks.Reporting;
using Reprise.Files;

namespace Reprise.Benchmarks.Cursor;

/// <summary>What it costs to see which conversation of a large database changed, and to capture it.</summary>
internal sealed class CursorBenchmark : IBenchmark
{
    private const int FullMegabytes = 2000;
    private const int LimitSeconds = 2;

    public string Name => "cursor";

    public string Summary => "a Cursor database of 2 GB: captured first, unchanged, and with one conversation changed";

    public IEnumerable<ResultTable> Run(BenchmarkContext context)
    {
        RepriseProgram program = RepriseProgram.Publish(context.Workplace);
        int megabytes = context.IsFullSize ? FullMegabytes : Math.Max(1, context.Megabytes);
        BenchmarkContext.Say($"a database of {megabytes:N0} MB …");
        string kept = context.Workplace.Keep($"cursor-1-{megabytes}", folder => CursorHome.Write(folder, megabytes));
        var home = CursorHome.Copy(kept, context.Workplace.NewFolder());
        string keep = context.Workplace.NewFolder();
        BenchmarkContext.Say("first capture …");
        ProcessCost first = program.Capture(home.User, keep, home.Conversations);
        int runs = context.Runs(5);
        ProcessCost[] start = Repeated(runs, () => ChildProcess.Run(program.Alone("version")));
        ProcessCost[] same = Repeated(runs, () => program.Capture(home.User, keep, expected: 0));
        ProcessCost[] changed = Repeated(
            runs,
            () =>
            {
                home.Continue();
                return program.Capture(home.User, keep, expected: 1);
            }
        );
        var table = new ResultTable(
            $"A Cursor database of {Figures.Size(home.Bytes)}: {home.Conversations:N0} conversations, {home.Messages:N0} messages, {CursorHome.Workspaces:N0} workspaces",
            "command",
            "time",
            "processor",
            "peak memory",
            "limit"
        );
        Add("reprise version, for its start", start, "");
        Add("first capture", [first], "");
        Add("capture, nothing changed", same, "");
        Add("capture, one conversation went on", changed, $"{LimitSeconds} s");
        long archive = new DirectoryInfo(new RepriseHome(keep).Archive)
            .EnumerateFiles("*", SearchOption.AllDirectories)
            .Sum(file => file.Length);
        table.Note(
            $"The first capture does {Figures.Rate(home.Bytes, first.Elapsed.TotalSeconds)} of the database; its archive takes {Figures.Size(archive)}."
        );
        table.Note("The database was in the system's cache, as it is while its owner runs.");
        yield return table;

        void Add(string name, ProcessCost[] costs, string limit) =>
            table.Add(
                name,
                Figures.Time(new Sample(costs.Select(cost => cost.Elapsed))),
                Figures.Time(new Sample(costs.Select(cost => cost.Processor)).Median),
                Figures.Size(costs.Max(cost => cost.PeakBytes)),
                limit
            );
    }

    private static ProcessCost[] Repeated(int runs, Func<ProcessCost> run) => [.. Enumerable.Range(0, runs).Select(_ => run())];
}

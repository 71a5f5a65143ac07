using Reprise.Benchmarks.Data;
using Reprise.Benchmarks.Harness;
using Reprise.Benchmarks.Programs;
using Reprise.Benchmarks.Reporting;
using Reprise.Files;
using Reprise.Indexing;
using Reprise.Redacting;
using Reprise.Reporting;
using Reprise.Searching;
using Reprise.Usage;

namespace Reprise.Benchmarks.Usage;

/// <summary>How long answers about the usage of ten thousand sessions take.</summary>
internal sealed class UsageSpeedBenchmark : IBenchmark
{
    private const int SessionsPerMegabyte = 10;

    public string Name => "usage";

    public string Summary => "usage, blocks and the status line over 10,000 sessions, against ccusage on the same files";

    public IEnumerable<ResultTable> Run(BenchmarkContext context)
    {
        RepriseProgram program = RepriseProgram.Publish(context.Workplace);
        UsagePrograms others = UsagePrograms.Install(context.Workplace);
        int sessions = context.Megabytes * SessionsPerMegabyte;
        // Many small sessions are harder than few large ones: what is read grows with their number.
        string made = new SourceGenerator(context.Workplace).Home(context.Megabytes / 2, sessions * 4 / 5, sessions / 5);
        UserHome user = UserHome.Copy(made, context.Workplace.NewFolder());
        string keep = context.Workplace.NewFolder();
        BenchmarkContext.Say("capturing …");
        program.Capture(user, keep, sessions);
        int runs = context.Runs(20);
        yield return InProcess(new RepriseHome(keep), sessions, runs);
        yield return Commands(program, others, user, keep, context, runs);
    }

    private static ResultTable InProcess(RepriseHome home, int sessions, int runs)
    {
        var table = new ResultTable($"Questions about {sessions:N0} sessions, in the process", "question", "time", "first time");
        foreach (UsageBy by in new[] { UsageBy.Day, UsageBy.Model, UsageBy.Project, UsageBy.Session, UsageBy.Type })
            Add($"usage by {by.ToString().ToLowerInvariant()}", reader => reader.Read(new UsageQuery { By = by }).Rows.Count);
        Add("usage by day with its models", reader => reader.Read(new UsageQuery { HasModels = true }).Rows.Count);
        Add(
            "usage by day of one agent, of the last year",
            reader =>
                reader
                    .Read(
                        new UsageQuery
                        {
                            Sessions = UsageQuery.All with { Agents = ["codex"] },
                            Since = DateTimeOffset.UtcNow.AddYears(-1),
                        }
                    )
                    .Rows.Count
        );
        table.Note("From opening the index to the last row, prices included. The limit for a day is 50 ms.");
        return table;

        void Add(string name, Func<UsageReader, int> ask)
        {
            Sample first = Repeat.Once(() => Ask(home, ask));
            table.Add(name, Figures.Time(Repeat.Elapsed(runs, () => Ask(home, ask))), Figures.Time(first.Median));
        }
    }

    private static ResultTable Commands(
        RepriseProgram program,
        UsagePrograms others,
        UserHome user,
        string keep,
        BenchmarkContext context,
        int runs
    )
    {
        string output = Path.Combine(context.Workplace.NewFolder(), "report");
        (string Name, Command Command)[] commands =
        [
            ("reprise version, for its start", program.Alone("version")),
            ("reprise usage --by day", program.In(user.Folder, keep, "usage", "--by", "day", "--json").To(output)),
            ("reprise usage blocks", program.In(user.Folder, keep, "usage", "blocks", "--json").To(output)),
            ("reprise usage statusline", program.In(user.Folder, keep, "usage", "statusline").To(output)),
            ("ccusage daily", others.Ccusage(user.Folder, output)),
        ];
        List<TimeSpan>[] times = [.. commands.Select(_ => new List<TimeSpan>())];
        for (int run = -1; run < runs; run++)
        {
            for (int i = 0; i < commands.Length; i++)
            {
                TimeSpan elapsed = ChildProcess.Run(commands[i].Command).Elapsed;
                if (run >= 0)
                    times[i].Add(elapsed);
            }
        }
        Sample[] samples = [.. times.Select(values => new Sample(values))];
        var table = new ResultTable("Whole commands", "command", "time", "more than starting", "ccusage takes");
        for (int i = 0; i < commands.Length; i++)
            table.Add(
                commands[i].Name,
                Figures.Time(samples[i]),
                i == 0 ? Figures.None : Figures.Time(samples[i].Median - samples[0].Median),
                i is 0 or 4 ? Figures.None : Figures.Ratio(samples[4].Median, samples[i].Median)
            );
        table.Note("The limits are 50 ms more than starting for a day, and 30 ms for the status line.");
        return table;
    }

    private static void Ask(RepriseHome home, Func<UsageReader, int> ask)
    {
        using SessionIndex index = SessionIndex.OpenRead(home);
        var readers = new RecordReaders((_, _) => null, RedactionSet.None);
        var pricer = new SlicePricer(new PriceHistory(PriceList.BuiltIn), CostMode.Auto);
        if (ask(new UsageReader(index, readers, pricer)) == 0)
            throw new BenchmarkException("Nothing was used, so there is nothing to measure.");
    }
}

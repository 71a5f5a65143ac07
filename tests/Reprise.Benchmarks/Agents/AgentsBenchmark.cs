using System.Text.Json;
using Reprise.Benchmarks.Data;
using Reprise.Benchmarks.Harness;
using Reprise.Benchmarks.Programs;
using Reprise.Benchmarks.Reporting;
using Reprise.Files;

namespace Reprise.Benchmarks.Agents;

/// <summary>How fast the sessions of each agent are captured for the first time.</summary>
internal sealed class AgentsBenchmark : IBenchmark
{
    private const int Megabytes = 200;

    // What the generator can make.
    private static readonly (string Name, string Option, string[] More)[] _agents =
    [
        ("Claude Code, lines", "--claude-sessions", []),
        ("Codex, lines", "--codex", []),
        ("Gemini CLI, documents and lines", "--gemini", []),
        ("Cursor, a database", "--cursor", []),
        ("OpenCode, a tree of files", "--opencode", ["--opencode-store", "files"]),
        ("OpenCode, a database", "--opencode", ["--opencode-store", "db"]),
    ];

    public string Name => "agents";

    public string Summary => "a first capture of each agent's sessions, against sha256sum over the same files";

    public IEnumerable<ResultTable> Run(BenchmarkContext context)
    {
        RepriseProgram program = RepriseProgram.Publish(context.Workplace);
        var generator = new SourceGenerator(context.Workplace);
        int megabytes = Math.Max(1, Megabytes * context.Megabytes / BenchmarkOptions.FullMegabytes);
        var table = new ResultTable(
            $"First capture by agent: {megabytes} MB of sessions each",
            "agent",
            "sessions",
            "files",
            "source",
            "time",
            "of source",
            "processor",
            "peak memory",
            "archive",
            "to source",
            "sha256sum"
        );
        foreach ((string name, string option, string[] more) in _agents)
        {
            string user = generator.HomeOf(option, megabytes, more);
            Add(table, name, user, program, context);
        }
        table.Note(
            "Sources include what agents keep beside the sessions; capturing reads them once to learn secrets and once to mask them."
        );
        yield return table;
    }

    private static void Add(ResultTable table, string name, string user, RepriseProgram program, BenchmarkContext context)
    {
        BenchmarkContext.Say($"{name} …");
        FileInfo[] files =
        [
            .. new DirectoryInfo(user)
                .EnumerateFiles("*", SearchOption.AllDirectories)
                .Where(file => file.Name != "manifest.json"),
        ];
        long bytes = files.Sum(file => file.Length);
        var costs = new List<ProcessCost>();
        string keep = "";
        for (int run = 0; run < context.Runs(3); run++)
        {
            keep = context.Workplace.NewFolder();
            costs.Add(ChildProcess.Run(program.In(user, keep, "capture", "--json"), watchesMemory: true));
        }
        using JsonDocument report = JsonDocument.Parse(costs[0].Output);
        var time = new Sample(costs.Select(cost => cost.Elapsed));
        long archive = new DirectoryInfo(new RepriseHome(keep).Archive)
            .EnumerateFiles("*", SearchOption.AllDirectories)
            .Sum(file => file.Length);
        Command hash = Command.Shell("find \"$1\" -type f -print0 | xargs -0 sha256sum", user);
        var hashing = new Sample(Enumerable.Range(0, context.Runs(3)).Select(_ => ChildProcess.Run(hash).Elapsed));
        table.Add(
            name,
            $"{report.RootElement.GetProperty("captured").GetInt32():N0}",
            $"{files.Length:N0}",
            Figures.Size(bytes),
            Figures.Time(time),
            Figures.Rate(bytes, time.Median),
            Figures.Time(new Sample(costs.Select(cost => cost.Processor)).Median),
            Figures.Size(costs.Max(cost => cost.PeakBytes)),
            Figures.Size(archive),
            Figures.Percent(archive, bytes),
            Figures.Time(hashing.Median)
        );
    }
}

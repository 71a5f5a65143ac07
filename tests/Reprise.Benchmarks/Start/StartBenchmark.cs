using Reprise.Benchmarks.Harness;
using Reprise.Benchmarks.Programs;
using Reprise.Benchmarks.Reporting;

namespace Reprise.Benchmarks.Start;

/// <summary>How long the shortest command takes.</summary>
internal sealed class StartBenchmark : IBenchmark
{
    private const string Empty = "an empty .NET program, published the same way";

    public string Name => "start";

    public string Summary => "reprise version against an empty .NET program, node and python3";

    public IEnumerable<ResultTable> Run(BenchmarkContext context)
    {
        var commands = new List<(string Name, Command Command)>
        {
            ("reprise version", RepriseProgram.Publish(context.Workplace).Alone("version")),
            (Empty, new Command(EmptyProgram.Publish(context.Workplace))),
        };
        var missing = new List<string>();
        foreach ((string program, string option, string code) in new[] { ("node", "-e", "0"), ("python3", "-c", "0") })
        {
            if (ChildProcess.Exists(program))
                commands.Add(($"{program} {option} {code}", new Command(program, option, code)));
            else
                missing.Add(program);
        }
        Dictionary<string, Sample> times = Measure(commands, context.Runs(20));
        var table = new ResultTable("Starting", "command", "time", "to an empty .NET program");
        foreach ((string name, _) in commands)
            table.Add(name, Figures.Time(times[name]), Figures.Ratio(times[name].Median, times[Empty].Median));
        foreach (string program in missing)
            table.Note($"{program} is not on this machine.");
        yield return table;
    }

    // In turns, so that whatever else the machine does falls on all of them.
    private static Dictionary<string, Sample> Measure(List<(string Name, Command Command)> commands, int runs)
    {
        var times = commands.ToDictionary(item => item.Name, _ => new List<TimeSpan>(), StringComparer.Ordinal);
        for (int run = -2; run < runs; run++)
        {
            foreach ((string name, Command command) in commands)
            {
                TimeSpan elapsed = ChildProcess.Run(command).Elapsed;
                if (run >= 0)
                    times[name].Add(elapsed);
            }
        }
        return times.ToDictionary(item => item.Key, item => new Sample(item.Value), StringComparer.Ordinal);
    }
}

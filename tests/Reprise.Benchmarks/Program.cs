using System.Globalization;
using Reprise.Benchmarks.Data;
using Reprise.Benchmarks.Harness;
using Reprise.Benchmarks.Reporting;

namespace Reprise.Benchmarks;

/// <summary>The way in: <c>./bench NAME</c>.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        try
        {
            BenchmarkOptions options = BenchmarkOptions.Parse(arguments);
            if (options.Names.Count == 0)
                List();
            else
                Run(options);
            return 0;
        }
        catch (BenchmarkException error)
        {
            Console.Error.WriteLine($"bench: {error.Message}");
            return 1;
        }
    }

    private static void List()
    {
        foreach (IBenchmark benchmark in BenchmarkCatalog.All)
            Console.WriteLine($"  {benchmark.Name, -13} {benchmark.Summary}");
        Console.WriteLine();
        Console.WriteLine(BenchmarkOptions.Usage);
    }

    private static void Run(BenchmarkOptions options)
    {
        using var workplace = Workplace.Find();
        var context = new BenchmarkContext(options, workplace);
        IReadOnlyList<IBenchmark> benchmarks = BenchmarkCatalog.Find(options.Names);
        MarkdownReport? report = options.Markdown is null ? null : new MarkdownReport(options.Markdown);
        foreach (IBenchmark benchmark in benchmarks)
        {
            Console.Error.WriteLine(benchmark.Name);
            string machine = DescribeMachine();
            Console.WriteLine(machine);
            report?.BeginSection(benchmark.Name, machine);
            foreach (ResultTable table in benchmark.Run(context))
            {
                Console.Write(TextReport.Format(table));
                report?.Add(table);
            }
        }
        report?.Save([.. BenchmarkCatalog.All.Select(benchmark => benchmark.Name)]);
    }

    private static string DescribeMachine()
    {
        string machine = $"{DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}, {MachineFacts.Describe()}.";
        return MachineFacts.Load() is { } load && load > 1
            ? machine
                + string.Create(CultureInfo.InvariantCulture, $" The machine was busy: its load was {load:F1} at the start.")
            : machine;
    }
}

using Reprise.Benchmarks.Data;
using Reprise.Benchmarks.Harness;
using Reprise.Benchmarks.Programs;
using Reprise.Benchmarks.Reporting;
using Reprise.Benchmarks.Usage.Planted;

namespace Reprise.Benchmarks.Usage;

/// <summary>Whether tokens and costs are those of other programs, why not where they are not, and how long each takes.</summary>
internal sealed class UsageBenchmark : IBenchmark
{
    private const int Seed = 5;

    public string Name => "compare-usage";

    public string Summary => "tokens, costs and time of usage against ccusage and tokscale on the same files";

    public IEnumerable<ResultTable> Run(BenchmarkContext context)
    {
        RepriseProgram reprise = RepriseProgram.Publish(context.Workplace);
        UsagePrograms others = UsagePrograms.Install(context.Workplace);
        string generated = new SourceGenerator(context.Workplace).HomeOfAll(context.Megabytes, Seed);
        string keep = context.Workplace.NewFolder();
        TimeSpan capture = ChildProcess.Run(reprise.In(generated, keep, "capture", "--json")).Elapsed;
        var made = UsageComparison.Run(generated, keep, reprise, others, context.Workplace);
        string title = $"A generated home of {context.Megabytes:N0} MB";
        yield return UsageTables.Tokens(title, made);
        yield return UsageTables.Differences(title, made);
        yield return UsageTables.Costs(title, made);
        yield return UsageTimes.Measure(title, generated, keep, capture, reprise, others, context);

        string real = UsageHome.OfCorpus(context.Workplace);
        string kept = context.Workplace.NewFolder();
        ChildProcess.Run(reprise.In(real, kept, "capture", "--json"));
        var found = UsageComparison.Run(real, kept, reprise, others, context.Workplace);
        const string Real = "Real sessions";
        yield return UsageTables.Tokens(Real, found);
        yield return UsageTables.Differences(Real, found);
        yield return UsageTables.Costs(Real, found);
        yield return PlantedTable.Make(reprise, others, context.Workplace);
    }
}

using Reprise.Benchmarks.Agents;
using Reprise.Benchmarks.Archive;
using Reprise.Benchmarks.Capture;
using Reprise.Benchmarks.Cursor;
using Reprise.Benchmarks.Harness;
using Reprise.Benchmarks.Mask;
using Reprise.Benchmarks.Memory;
using Reprise.Benchmarks.Search;
using Reprise.Benchmarks.Start;
using Reprise.Benchmarks.Usage;

namespace Reprise.Benchmarks;

/// <summary>All benchmarks, one a line.</summary>
internal static class BenchmarkCatalog
{
    public const string Everything = "all";

    public static IReadOnlyList<IBenchmark> All { get; } =
    [
        new CaptureBenchmark(),
        new SearchBenchmark(),
        new StartBenchmark(),
        new MaskBenchmark(),
        new ArchiveBenchmark(),
        new MemoryBenchmark(),
        new CursorBenchmark(),
        new AgentsBenchmark(),
        new UsageSpeedBenchmark(),
        new UsageBenchmark(),
    ];

    /// <exception cref="BenchmarkException">A name is not known.</exception>
    public static IReadOnlyList<IBenchmark> Find(IReadOnlyList<string> names) =>
        names.Contains(Everything, StringComparer.Ordinal)
            ? All
            :
            [
                .. names.Select(name =>
                    All.FirstOrDefault(b => b.Name == name) ?? throw new BenchmarkException($"There is no benchmark '{name}'.")
                ),
            ];
}

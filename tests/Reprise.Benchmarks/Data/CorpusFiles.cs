namespace Reprise.Benchmarks.Data;

/// <summary>The real sessions that lie beside the repository.</summary>
internal static class CorpusFiles
{
    /// <summary>Their transcripts, whatever agent wrote them.</summary>
    /// <exception cref="Harness.BenchmarkException">They are not there.</exception>
    public static IReadOnlyList<string> Transcripts(Workplace workplace) =>
        [
            .. Directory
                .EnumerateFiles(workplace.Shared("corpus"), "*.jsonl", SearchOption.AllDirectories)
                .Where(path => new FileInfo(path).Length > 0)
                .Order(StringComparer.Ordinal),
        ];
}

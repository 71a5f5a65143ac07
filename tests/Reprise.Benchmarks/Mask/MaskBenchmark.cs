using Reprise.Benchmarks.Data;
using Reprise.Benchmarks.Harness;
using Reprise.Benchmarks.Reporting;

namespace Reprise.Benchmarks.Mask;

/// <summary>How fast secrets are found and masked on one core, and what is found where nothing is.</summary>
internal sealed class MaskBenchmark : IBenchmark
{
    private const int FileMegabytes = 100;
    private const int LongFileMegabytes = 1000;
    private const int NoiseMegabytes = 1000;

    // A line in each ten kilobytes has a secret: people who work on credentials all day.
    private const int DenseSecrets = 100;

    public string Name => "mask";

    public string Summary =>
        "masking on one core, against JSON parsing, SHA-256, copying, a regular expression, ripgrep and secretlint";

    public IEnumerable<ResultTable> Run(BenchmarkContext context)
    {
        int runs = context.Runs(5);
        var generator = new SourceGenerator(context.Workplace);
        string sparse = generator.MaskingFile(Scale(FileMegabytes));
        string dense = generator.MaskingFile(Scale(FileMegabytes), DenseSecrets);
        byte[][] real = [.. CorpusFiles.Transcripts(context.Workplace).Select(File.ReadAllBytes)];
        yield return MaskSpeed.Measure("A made-up transcript with few secrets", [File.ReadAllBytes(sparse)], runs);
        yield return MaskSpeed.Measure("A made-up transcript dense with secrets", [File.ReadAllBytes(dense)], runs);
        yield return MaskSpeed.Measure($"{real.Length} real transcripts", real, runs);
        yield return HostileTexts.Measure(File.ReadAllBytes(sparse), context.Runs(3));
        yield return NoiseTexts.Measure(Scale(NoiseMegabytes));
        string longFile = generator.MaskingFile(Scale(LongFileMegabytes));
        yield return MaskPrograms.Measure(context, sparse, longFile);

        int Scale(int megabytes) => Math.Max(1, megabytes * context.Megabytes / BenchmarkOptions.FullMegabytes);
    }
}

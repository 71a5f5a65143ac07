using Reprise.Archiving;
using Reprise.Benchmarks.Data;
using Reprise.Benchmarks.Harness;
using Reprise.Benchmarks.Reporting;

namespace Reprise.Benchmarks.Archive;

/// <summary>How small and how fast codecs make real transcripts, cut as the archive cuts them.</summary>
internal sealed class ArchiveBenchmark : IBenchmark
{
    public string Name => "archive";

    public string Summary => "codecs over real transcripts: Brotli 1 to 6, gzip -6, zstd";

    public IEnumerable<ResultTable> Run(BenchmarkContext context)
    {
        List<byte[]> segments = Segments(CorpusFiles.Transcripts(context.Workplace));
        long bytes = segments.Sum(segment => (long)segment.Length);
        Codec[] codecs =
        [
            Codec.Gzip,
            .. Enumerable.Range(1, 6).Select(Codec.Brotli),
            .. ZstdLibrary.IsThere ? new[] { 1, 3, 6, 9, 19 }.Select(Codec.Zstd) : [],
        ];
        var table = new ResultTable(
            $"Codecs over {segments.Count} segments of real transcripts, {Figures.Size(bytes)}, on one core",
            "codec",
            "to source",
            "to gzip -6",
            "compress",
            "decompress"
        );
        long? gzip = null;
        foreach (Codec codec in codecs)
        {
            BenchmarkContext.Say($"{codec.Name} …");
            Outcome outcome = Measure(codec, segments, context.Runs(3));
            gzip ??= outcome.Bytes;
            table.Add(
                codec.Name,
                Figures.Percent(outcome.Bytes, bytes),
                Figures.Ratio(outcome.Bytes, gzip.Value),
                Figures.Rate(bytes, outcome.Compress.Median),
                Figures.Rate(bytes, outcome.Decompress.Median)
            );
        }
        if (!ZstdLibrary.IsThere)
            table.Note("The zstd library is not on this machine.");
        yield return table;
    }

    private static Outcome Measure(Codec codec, List<byte[]> segments, int runs)
    {
        byte[] target = new byte[2 * SegmentWriter.FullBytes];
        byte[][] compressed = [.. segments.Select(segment => target.AsSpan(0, codec.Compress(segment, target)).ToArray())];
        foreach ((byte[] segment, byte[] packed) in segments.Zip(compressed))
        {
            int length = codec.Decompress(packed, target);
            if (!target.AsSpan(0, length).SequenceEqual(segment))
                throw new BenchmarkException($"{codec.Name} does not give back what it was given.");
        }
        Sample compress = Repeat.ThreadTimes(runs, () => segments.ForEach(segment => codec.Compress(segment, target)));
        Sample decompress = Repeat.ThreadTimes(runs, () => Array.ForEach(compressed, packed => codec.Decompress(packed, target)));
        return new Outcome(compressed.Sum(packed => (long)packed.Length), compress, decompress);
    }

    private static List<byte[]> Segments(IEnumerable<string> files)
    {
        var segments = new List<byte[]>();
        foreach (string file in files)
            segments.AddRange(File.ReadAllBytes(file).Chunk(SegmentWriter.FullBytes));
        return segments;
    }

    private sealed record Outcome(long Bytes, Sample Compress, Sample Decompress);
}

using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Reprise.Benchmarks.Data;
using Reprise.Benchmarks.Harness;
using Reprise.Benchmarks.Reporting;
using Reprise.Masking;

namespace Reprise.Benchmarks.Mask;

/// <summary>How fast secrets are found and masked on one core, against what the same bytes cost otherwise.</summary>
internal sealed partial class MaskBenchmark : IBenchmark
{
    private const int PieceBytes = 256 * 1024;
    private const int FullFileMegabytes = 100;

    /// <summary>Regular expressions are so much slower that a part of the bytes is enough for them.</summary>
    private const int RegexBytes = 4_000_000;

    public string Name => "mask";

    public string Summary => "masking on one core against JSON parsing, SHA-256, copying and a regular expression";

    public IEnumerable<ResultTable> Run(BenchmarkContext context)
    {
        int megabytes = Math.Max(1, FullFileMegabytes * context.Megabytes / BenchmarkOptions.FullMegabytes);
        byte[] made = File.ReadAllBytes(new SourceGenerator(context.Workplace).MaskingFile(megabytes));
        yield return Measure("A made-up transcript with secrets", [made], context.Runs(5));
        byte[][] real = [.. CorpusFiles.Transcripts(context.Workplace).Select(File.ReadAllBytes)];
        yield return Measure($"{real.Length} real transcripts", real, context.Runs(5));
    }

    private static ResultTable Measure(string name, byte[][] texts, int runs)
    {
        long bytes = texts.Sum(text => (long)text.Length);
        var table = new ResultTable($"Masking: {name}, {Figures.Size(bytes)}, one core", "what is done", "speed", "masking is");
        var count = new CountingOutput();
        Sample mask = Repeat.ThreadTimes(runs, () => Mask(texts, count));
        double speed = bytes / mask.Median;
        table.Add("mask", Figures.Rate(bytes, mask.Median));
        byte[] target = new byte[texts.Max(text => text.Length)];
        Add("read as JSON, every token", bytes, () => Array.ForEach(texts, ReadJson));
        Add("SHA-256", bytes, () => Array.ForEach(texts, text => SHA256.HashData(text)));
        Add("copy in memory", bytes, () => Array.ForEach(texts, text => text.CopyTo(target, 0)));
        byte[] part = Part(texts);
        Add("a compiled regular expression of 20 prefixes", part.Length, () => Prefixes().Count(Encoding.UTF8.GetString(part)));
        table.Note($"{count.Findings / (runs + 1):N0} secrets were masked.");
        return table;

        void Add(string what, long length, Action action)
        {
            Sample time = Repeat.ThreadTimes(runs, action);
            table.Add(what, Figures.Rate(length, time.Median), Figures.Ratio(speed, length / time.Median));
        }
    }

    private static void Mask(byte[][] texts, MaskedOutput output)
    {
        var fingerprinter = new Fingerprinter("a key for measuring only"u8);
        foreach (byte[] text in texts)
        {
            var masker = new StreamMasker(MaskingRules.BuiltIn, fingerprinter, TextShape.JsonLines);
            for (int at = 0; at < text.Length; at += PieceBytes)
                masker.Write(text.AsSpan(at, Math.Min(PieceBytes, text.Length - at)), output);
            masker.Complete(output);
        }
    }

    private static void ReadJson(byte[] lines)
    {
        for (ReadOnlySpan<byte> rest = lines; !rest.IsEmpty; )
        {
            int end = rest.IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = end < 0 ? rest : rest[..end];
            rest = end < 0 ? default : rest[(end + 1)..];
            try
            {
                var reader = new Utf8JsonReader(line, new JsonReaderOptions { MaxDepth = 512 });
                while (reader.Read()) { }
            }
            catch (JsonException)
            {
                // Real transcripts have lines that are torn or empty.
            }
        }
    }

    private static byte[] Part(byte[][] texts)
    {
        using var part = new MemoryStream();
        foreach (byte[] text in texts)
        {
            part.Write(text, 0, (int)Math.Min(text.Length, RegexBytes - part.Length));
            if (part.Length == RegexBytes)
                break;
        }
        return part.ToArray();
    }

    [GeneratedRegex(
        "ghp_|gho_|ghs_|ghr_|github_pat_|glpat-|sk-ant-|sk-proj-|xoxb-|xoxp-|AKIA|ASIA|AIza|hf_|npm_|pypi-|dop_v1_|sq0atp-|SG\\.|-----BEGIN",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex Prefixes();

    /// <summary>Takes what is masked and keeps only the number of secrets.</summary>
    private sealed class CountingOutput : MaskedOutput
    {
        public long Findings { get; private set; }

        public override void Clear(ReadOnlySpan<byte> bytes) { }

        public override void Masked(in Finding finding, ReadOnlySpan<byte> raw, ReadOnlySpan<byte> placeholder) => Findings++;
    }
}

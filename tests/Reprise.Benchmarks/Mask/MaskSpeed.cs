using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Reprise.Benchmarks.Harness;
using Reprise.Benchmarks.Reporting;
using Reprise.Sealing;

namespace Reprise.Benchmarks.Mask;

/// <summary>Masking against what the same bytes cost otherwise.</summary>
internal static partial class MaskSpeed
{
    /// <summary>Regular expressions are so much slower that a part of the bytes is enough for them.</summary>
    private const int RegexBytes = 4_000_000;

    public static ResultTable Measure(string name, byte[][] texts, int runs)
    {
        long bytes = texts.Sum(text => (long)text.Length);
        var table = new ResultTable($"Masking: {name}, {Figures.Size(bytes)}, one core", "what is done", "speed", "masking is");
        long findings = 0;
        Sample mask = Repeat.ThreadTimes(runs, () => findings = texts.Sum(text => MaskRun.Count(text)));
        double speed = bytes / mask.Median;
        table.Add("mask", Figures.Rate(bytes, mask.Median));
        using VaultSealer sealer = MakeSealer();
        Add(
            "mask, copy what comes out, seal the originals",
            bytes,
            () => Array.ForEach(texts, text => MaskRun.Seal(text, sealer))
        );
        Add("learn which secrets there are", bytes, () => Array.ForEach(texts, text => MaskRun.Learn(text)));
        byte[] target = new byte[texts.Max(text => text.Length)];
        Add("read as JSON, every token", bytes, () => Array.ForEach(texts, ReadJson));
        Add("SHA-256", bytes, () => Array.ForEach(texts, text => SHA256.HashData(text)));
        Add("copy in memory", bytes, () => Array.ForEach(texts, text => text.CopyTo(target, 0)));
        byte[] part = Part(texts);
        Add("a compiled regular expression of 20 prefixes", part.Length, () => Prefixes().Count(Encoding.UTF8.GetString(part)));
        table.Note($"{findings:N0} secrets were masked.");
        return table;

        void Add(string what, long length, Action action)
        {
            Sample time = Repeat.ThreadTimes(runs, action);
            table.Add(what, Figures.Rate(length, time.Median), Figures.Ratio(speed, length / time.Median));
        }
    }

    private static VaultSealer MakeSealer()
    {
        using var pair = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        byte[] publicKey = pair.ExportSubjectPublicKeyInfo();
        return VaultSealer.Create([new VaultRecipient(null, publicKey)]);
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
}

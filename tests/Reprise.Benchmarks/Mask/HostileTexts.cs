using System.Text;
using Reprise.Benchmarks.Harness;
using Reprise.Benchmarks.Reporting;

namespace Reprise.Benchmarks.Mask;

/// <summary>Texts that make masking slow when any part of it looks twice at what it has seen.</summary>
internal static class HostileTexts
{
    private const int Bytes = 10_000_000;

    /// <param name="transcript">An ordinary transcript.</param>
    /// <param name="runs">How often each is measured.</param>
    public static ResultTable Measure(byte[] transcript, int runs)
    {
        var table = new ResultTable(
            $"Masking: texts that are hostile, {Figures.Size(Bytes)} each, one core",
            "text",
            "speed",
            "speed of a tenth of it"
        );
        foreach ((string name, byte[] text) in All(transcript))
            table.Add(name, Speed(text, runs), Speed(text[..(text.Length / 10)], runs));
        table.Note("Where masking is linear, both speeds are the same.");
        return table;
    }

    private static IEnumerable<(string Name, byte[] Text)> All(byte[] transcript)
    {
        byte[] line = [.. transcript.Take(Bytes)];
        line.AsSpan().Replace((byte)'\n', (byte)' ');
        yield return ("one line with the texts of many", line);
        yield return ("a private key that never ends", Repeated("-----BEGIN RSA PRIVATE KEY-----\\n", Base64(Bytes), 1));
        yield return ("beginnings of private keys", Repeated("", "-----BEGIN RSA PRIVATE KEY-----\\n"));
        yield return ("`password` a million times", Repeated("", "password"));
        yield return ("`password=` a million times", Repeated("", "password="));
        yield return ("`password: \"` a million times", Repeated("", "password: \""));
        yield return ("`\\\"password\\\":` at growing depth", Repeated("", "\\\\\\\"password\\\\\\\":"));
        yield return ("backslashes", Repeated("password=", "\\"));
        yield return ("`://` and colons", Repeated("", "postgres://a:"));
        yield return ("one name of letters and underscores", Repeated("", "api_key_"));
        yield return ("prefixes of tokens", Repeated("", "ghp_sk-ant-api03-AKIAxoxb-eyJ"));
        yield return ("dots of JSON Web Tokens", Repeated("", "eyJhbGciOiJIUzI1NiJ9."));
    }

    private static byte[] Repeated(string start, string part, int times = int.MaxValue)
    {
        byte[] text = new byte[Bytes];
        int at = Encoding.ASCII.GetBytes(start, text);
        byte[] bytes = Encoding.ASCII.GetBytes(part);
        for (int i = 0; i < times && at < text.Length; i++)
        {
            int length = Math.Min(bytes.Length, text.Length - at);
            bytes.AsSpan(0, length).CopyTo(text.AsSpan(at));
            at += length;
        }
        return text;
    }

    private static string Base64(int length)
    {
        byte[] bytes = new byte[length / 4 * 3];
        new Random(1).NextBytes(bytes);
        return Convert.ToBase64String(bytes);
    }

    private static string Speed(byte[] text, int runs) =>
        Figures.Rate(text.Length, Repeat.ThreadTimes(runs, () => MaskRun.Count(text)).Median);
}

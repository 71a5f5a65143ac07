using System.Globalization;
using System.Text;
using Reprise.Benchmarks.Harness;
using Reprise.Benchmarks.Reporting;
using Reprise.Masking;

namespace Reprise.Benchmarks.Mask;

/// <summary>What is masked in bytes that hold no secret.</summary>
internal static class NoiseTexts
{
    private const int BatchBytes = 8_000_000;
    private const int LineBytes = 120;
    private static readonly string[] _roots = ["/usr/include", "/usr/lib/gcc", "/usr/share", "/usr/lib"];
    private static readonly string[] _sources = [".c", ".cs", ".css", ".go", ".h", ".hpp", ".java", ".js", ".py", ".rs", ".ts"];

    /// <param name="megabytes">How much of it all in all.</param>
    public static ResultTable Measure(int megabytes)
    {
        long bytes = megabytes * 250_000L;
        var table = new ResultTable("Masking: bytes without secrets, one core", "text", "size", "masked", "speed");
        var random = new Random(20);
        Add(
            "random base64, in lines",
            Batches(bytes, text => Lines(text, () => Convert.ToBase64String(Bytes(random, LineBytes))))
        );
        Add("random hex, in words of 32 to 64", Batches(bytes, text => Lines(text, () => Hex(random))));
        Add("UUIDs", Batches(bytes, text => Lines(text, () => Uuids(random))));
        Add("source code: headers and libraries that are installed here", Sources(bytes));
        return table;

        void Add(string name, IEnumerable<byte[]> texts)
        {
            (long size, long findings, TimeSpan time) = (0, 0, default);
            foreach (byte[] text in texts)
            {
                TimeSpan start = ThreadTime.Now;
                findings += MaskRun.Count(text, TextShape.Text);
                time += ThreadTime.Now - start;
                size += text.Length;
            }
            table.Add(name, Figures.Size(size), $"{findings:N0}", Figures.Rate(size, time.TotalSeconds));
        }
    }

    private static IEnumerable<byte[]> Batches(long bytes, Action<StringBuilder> fill)
    {
        for (long made = 0; made < bytes; )
        {
            var text = new StringBuilder(BatchBytes + LineBytes * 4);
            fill(text);
            made += text.Length;
            yield return Encoding.ASCII.GetBytes(text.ToString());
        }
    }

    private static void Lines(StringBuilder text, Func<string> line)
    {
        while (text.Length < BatchBytes)
            text.Append(line()).Append('\n');
    }

    private static string Hex(Random random) =>
        string.Join(' ', Enumerable.Range(0, 3).Select(_ => Convert.ToHexStringLower(Bytes(random, random.Next(16, 33)))));

    private static string Uuids(Random random) =>
        string.Join(
            ' ',
            Enumerable.Range(0, 3).Select(_ => new Guid(Bytes(random, 16)).ToString("D", CultureInfo.InvariantCulture))
        );

    private static byte[] Bytes(Random random, int count)
    {
        byte[] bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }

    // Sources of tests and of programs that work with credentials hold made-up ones; headers come first.
    private static IEnumerable<byte[]> Sources(long bytes)
    {
        long read = 0;
        foreach (string root in _roots.Where(Directory.Exists))
        {
            var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };
            foreach (string path in Directory.EnumerateFiles(root, "*", options).Order(StringComparer.Ordinal))
            {
                if (read >= bytes)
                    yield break;
                if (!_sources.Contains(Path.GetExtension(path), StringComparer.Ordinal))
                    continue;
                byte[] text = File.ReadAllBytes(path);
                read += text.Length;
                yield return text;
            }
        }
    }
}

using System.Text;
using Reprise.Archiving;
using Reprise.Files;
using Reprise.Masking;
using Reprise.Reading;
using Reprise.Sealing;

namespace Reprise.Tests.Archiving;

/// <summary>A home and an agent's folder in a temporary place, and the shortest capture that keeps the archive's rules.</summary>
internal sealed class TestHome : IDisposable
{
    public const string SessionId = "1f0c2d3e-0000-4000-8000-00000000abcd";
    public static readonly DateTimeOffset Now = new(2026, 6, 5, 14, 30, 0, TimeSpan.Zero);
    private readonly string _root = Directory.CreateTempSubdirectory("reprise-archive-").FullName;

    public TestHome(bool seal = true, string? home = null)
    {
        Home = new RepriseHome(home ?? Path.Combine(_root, "home"));
        Keys = HomeKeys.LoadOrCreate(Home, seal);
        Archive = new SessionArchive(Home);
        Masker = new SourceMasker(MaskingRules.BuiltIn, Keys);
        Sources = Path.Combine(_root, "agent");
        Directory.CreateDirectory(Sources);
    }

    public RepriseHome Home { get; }
    public HomeKeys Keys { get; }
    public SessionArchive Archive { get; }
    public SourceMasker Masker { get; }

    /// <summary>The agent's folder.</summary>
    public string Sources { get; }

    /// <summary>A folder for what a test needs besides.</summary>
    public string Scratch(string name) => Path.Combine(_root, name);

    /// <summary>Writes a native file.</summary>
    public void Write(string relative, string content) => Write(relative, Encoding.UTF8.GetBytes(content));

    /// <summary>Writes a native file.</summary>
    public void Write(string relative, byte[] content)
    {
        string path = Path.Combine(Sources, relative);
        Directory.CreateDirectory(Path.GetDirectoryName(path) ?? Sources);
        File.WriteAllBytes(path, content);
    }

    /// <summary>Appends to a native file.</summary>
    public void Append(string relative, string content) => File.AppendAllText(Path.Combine(Sources, relative), content);

    /// <summary>Captures the files as one session.</summary>
    public ArchiveEntry Capture(ArchiveEntry? previous, params string[] files) =>
        new TestCapture(this).Run(previous, SessionId, files);

    /// <summary>Captures the files as one session that becomes visible with a batch.</summary>
    public ArchiveEntry Capture(ArchiveEntry? previous, CommitBatch batch, params string[] files) =>
        new TestCapture(this) { Batch = batch }.Run(previous, SessionId, files);

    /// <summary>Gives the native bytes of a state back.</summary>
    public byte[] Original(ArchiveEntry entry, FileVersion version)
    {
        using var vault = new VaultOpener(Home);
        var bytes = new MemoryStream();
        entry.Unmask(version, () => vault).CopyTo(bytes);
        return bytes.ToArray();
    }

    /// <summary>Gives the masked bytes of a state.</summary>
    public static byte[] Masked(ArchiveEntry entry, FileVersion version)
    {
        var bytes = new MemoryStream();
        foreach (MaskedBlock block in entry.Read(version))
            bytes.Write(block.Bytes);
        return bytes.ToArray();
    }

    /// <summary>Sources that are no files, by their path.</summary>
    public Dictionary<string, SourceFile> Rows { get; } = new(StringComparer.Ordinal);

    public SourceFile Source(string relative)
    {
        if (Rows.TryGetValue(relative, out SourceFile? rows))
            return rows;
        string path = Path.Combine(Sources, relative);
        return new SourceFile
        {
            Path = path,
            RelativePath = relative,
            Role = relative.Contains('/', StringComparison.Ordinal) ? FileRole.ToolResult : FileRole.Transcript,
            Shape = Path.GetExtension(relative) switch
            {
                ".jsonl" => TextShape.JsonLines,
                ".json" => TextShape.Json,
                _ => TextShape.Text,
            },
            Length = new FileInfo(path).Length,
            LastWriteUtc = File.GetLastWriteTimeUtc(path),
        };
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}

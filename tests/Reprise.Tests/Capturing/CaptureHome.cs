using System.Diagnostics;
using Reprise.Agents;
using Reprise.Archiving;
using Reprise.Capturing;
using Reprise.Files;
using Reprise.Indexing;
using Reprise.Masking;
using Reprise.Sealing;

namespace Reprise.Tests.Capturing;

/// <summary>A made-up user with agents' homes, and the home that their sessions are captured into.</summary>
internal sealed class CaptureHome : IDisposable
{
    private const string MemoryDisk = "/dev/shm";
    private readonly string _folder = NewFolder();
    private readonly string? _user;

    /// <param name="user">The user's folder; null for an empty one.</param>
    public CaptureHome(string? user = null)
    {
        _user = user;
        Directory.CreateDirectory(User);
    }

    public string Folder => _folder;

    public string User => _user ?? Path.Combine(_folder, "user");

    public RepriseHome Home => new(Path.Combine(_folder, "home"));

    /// <summary>The time of the test; files are written some hours before it.</summary>
    public DateTimeOffset Now { get; set; } = DateTimeOffset.UtcNow;

    /// <summary>The environment variables that agents look at.</summary>
    public Dictionary<string, string> Variables { get; } = new(StringComparer.Ordinal);

    public string ClaudeProject => Path.Combine(User, ".claude", "projects", "-w-demo");

    public string PathOf(string id) => Path.Combine(ClaudeProject, id + ".jsonl");

    /// <summary>Writes a Claude Code session with a prompt and an answer in each of its turns.</summary>
    public string WriteClaude(string id, int turns = 1, string prompt = "list the files")
    {
        Directory.CreateDirectory(ClaudeProject);
        string path = PathOf(id);
        File.WriteAllText(path, string.Concat(Enumerable.Range(0, turns).Select(turn => ClaudeTurn(id, turn, prompt))));
        Age(path);
        return path;
    }

    public static string ClaudeTurn(string id, int turn, string prompt) =>
        $$$"""
            {"parentUuid":null,"isSidechain":false,"userType":"external","cwd":"/w/demo","sessionId":"{{{id}}}","version":"2.1.240","gitBranch":"main","type":"user","message":{"role":"user","content":"{{{prompt}}}"},"uuid":"00000000-0000-4000-8000-{{{turn:D12}}}","timestamp":"2026-09-01T08:{{{turn
                % 60:D2}}}:00.000Z"}
            {"parentUuid":"00000000-0000-4000-8000-{{{turn:D12}}}","isSidechain":false,"cwd":"/w/demo","sessionId":"{{{id}}}","version":"2.1.240","type":"assistant","message":{"id":"msg_{{{turn}}}","type":"message","role":"assistant","model":"claude-opus-5-5","content":[{"type":"text","text":"answer number {{{turn}}}"}],"stop_reason":"end_turn","usage":{"input_tokens":3,"output_tokens":40}},"requestId":"req_{{{turn}}}","uuid":"10000000-0000-4000-8000-{{{turn:D12}}}","timestamp":"2026-09-01T08:{{{turn
                % 60:D2}}}:30.000Z"}

            """.ReplaceLineEndings(
            "\n"
        );

    /// <summary>Sets the time of a file back, so that nobody seems to be writing it.</summary>
    public void Age(string path) => File.SetLastWriteTimeUtc(path, Now.UtcDateTime.AddHours(-3));

    public CaptureReport Capture(
        CaptureRequest? request = null,
        CaptureProgress? progress = null,
        CancellationToken cancellation = default
    ) =>
        new CapturePipeline(Home, Settings(), new FixedClock(Now)).Run(
            request ?? new CaptureRequest(),
            progress ?? CaptureProgress.None,
            cancellation
        );

    public CaptureSettings Settings() =>
        new()
        {
            Environment = new AgentEnvironment(User, name => Variables.GetValueOrDefault(name)),
            Workers = 2,
            Rules = Rules,
        };

    /// <summary>What is masked.</summary>
    public MaskingRules Rules { get; set; } = MaskingRules.BuiltIn;

    /// <summary>The native bytes of a file of the only session, as they come out of archive and vault.</summary>
    /// <param name="name">The end of its path; null for the transcript.</param>
    public byte[] Originals(string? name = null)
    {
        using var vault = new VaultOpener(Home);
        ArchiveEntry entry = new SessionArchive(Home).Open(Only().Entry);
        ArchivedFile file = entry.Manifest.Files.First(f => name is null || f.Path.EndsWith(name, StringComparison.Ordinal));
        var bytes = new MemoryStream();
        entry.Unmask(file.Current, () => vault).CopyTo(bytes);
        return bytes.ToArray();
    }

    /// <summary>What a deep check of archive and vault finds.</summary>
    public IReadOnlyList<ArchiveDamage> Verify()
    {
        using var vault = new VaultOpener(Home);
        return new ArchiveVerifier(Home, new SessionArchive(Home)).Verify([], vault, null, CancellationToken.None).Damaged;
    }

    public ReindexReport Reindex() =>
        new Reindexer(Home, 2).RunLocked(TimeSpan.Zero, CaptureProgress.None, CancellationToken.None);

    /// <summary>The only session, as the index has it.</summary>
    public IndexedSession Only()
    {
        using SessionIndex index = SessionIndex.OpenRead(Home);
        return index.Load(index.LoadSessions().Single().Id)!;
    }

    public List<IndexedSession> All()
    {
        using SessionIndex index = SessionIndex.OpenRead(Home);
        return [.. index.LoadSessions().Select(row => index.Load(row.Id)!)];
    }

    public void Dispose()
    {
        foreach (string folder in Directory.GetDirectories(_folder, "*", SearchOption.AllDirectories))
        {
            // A name that is no text leads nowhere.
            if (!OperatingSystem.IsWindows() && Directory.Exists(folder))
                File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        try
        {
            Directory.Delete(_folder, recursive: true);
        }
        catch (IOException) when (OperatingSystem.IsLinux())
        {
            using Process process = Process.Start("rm", ["-rf", _folder]);
            process.WaitForExit();
        }
    }

    // A capture waits for the disk several times, which makes up most of a test's time where the disk is a real one.
    private static string NewFolder()
    {
        if (!Directory.Exists(MemoryDisk))
            return Directory.CreateTempSubdirectory("reprise-capture-").FullName;
        string folder = Path.Combine(MemoryDisk, $"reprise-capture-{Environment.ProcessId}-{Guid.NewGuid():N}");
        Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return folder;
    }

    internal sealed class FixedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}

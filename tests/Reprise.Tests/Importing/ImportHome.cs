using Reprise.Archiving;
using Reprise.Capturing;
using Reprise.Importing;
using Reprise.Indexing;
using Reprise.Sealing;
using Reprise.Tests.Capturing;

namespace Reprise.Tests.Importing;

/// <summary>Runs imports into the home of a made-up user.</summary>
internal static class ImportHome
{
    public static CaptureReport Import(this CaptureHome home, string path, bool git = false, bool dryRun = false)
    {
        CaptureSettings settings = home.Settings();
        home.Variables["PATH"] = Environment.GetEnvironmentVariable("PATH") ?? "";
        return new ImportPipeline(home.Home, settings, new CaptureHome.FixedClock(home.Now)).Run(
            new ImportRequest
            {
                Paths = [path],
                IsGit = git,
                DryRun = dryRun,
                Environment = settings.Environment,
            },
            CaptureProgress.None,
            CancellationToken.None
        );
    }

    public static ArchiveManifest Manifest(this CaptureHome home, IndexedSession session) =>
        new SessionArchive(home.Home).Open(session.Entry).Manifest;

    /// <summary>The native texts of all states of a session's transcript, the oldest first.</summary>
    public static List<string> States(this CaptureHome home, IndexedSession session, string? end = null)
    {
        using var vault = new VaultOpener(home.Home);
        ArchiveEntry entry = new SessionArchive(home.Home).Open(session.Entry);
        ArchivedFile file = entry.Manifest.Files.First(f => end is null || f.Path.EndsWith(end, StringComparison.Ordinal));
        List<string> states = [];
        foreach (FileVersion version in file.Versions)
        {
            var bytes = new MemoryStream();
            entry.Unmask(version, () => vault).CopyTo(bytes);
            states.Add(System.Text.Encoding.UTF8.GetString(bytes.ToArray()));
        }
        return states;
    }

    /// <summary>All that is kept in readable form: the masked text of all states of all sessions, and the bytes of the index.</summary>
    public static string Masked(this CaptureHome home)
    {
        var text = new System.Text.StringBuilder();
        var archive = new SessionArchive(home.Home);
        foreach (ArchiveEntry entry in archive.Names().Select(archive.Open))
        foreach (FileVersion version in entry.Manifest.Files.SelectMany(file => file.Versions))
        foreach (MaskedBlock block in entry.Read(version))
            text.Append(System.Text.Encoding.UTF8.GetString(block.Bytes));
        foreach (string file in Directory.GetFiles(home.Home.Folder))
            text.Append(System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(file)));
        return text.ToString();
    }

    /// <summary>All files of the archive with their bytes, to see that nothing was added.</summary>
    public static List<string> Tree(this CaptureHome home) =>
        [
            .. Directory
                .GetFiles(home.Home.Archive, "*", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal)
                .Select(path =>
                    $"{path} {Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path)))}"
                ),
        ];
}

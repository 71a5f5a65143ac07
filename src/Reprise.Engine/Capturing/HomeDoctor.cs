using System.Collections.Concurrent;
using Reprise.Archiving;
using Reprise.Files;
using Reprise.Indexing;

namespace Reprise.Capturing;

/// <summary>Finds what is damaged in a home, and puts right what can be put right without losing anything.</summary>
public sealed class HomeDoctor(RepriseHome home)
{
    private readonly SessionArchive _archive = new(home);

    /// <summary>Finds entries of the index that are missing or whose manifest is damaged. Their content is not looked at.</summary>
    public IReadOnlyList<DamagedEntry> Glance()
    {
        var damaged = new ConcurrentBag<DamagedEntry>();
        Parallel.ForEach(
            LoadKnown().Values,
            known =>
            {
                string name = known.Row.Entry;
                if (_archive.IsReadable(name))
                    return;
                string problem = _archive.Contains(name) ? "has another checksum" : "is missing";
                damaged.Add(Judge(name, [new ArchiveDamage(name, $"archive/{name}/manifest.json", problem)], known));
            }
        );
        return [.. damaged.OrderBy(entry => entry.Name, StringComparer.Ordinal)];
    }

    /// <summary>Judges what a check of the archive found.</summary>
    /// <param name="report">What <see cref="ArchiveVerifier"/> found.</param>
    /// <returns>The entries with damage; what belongs to no entry is left out.</returns>
    public IReadOnlyList<DamagedEntry> Examine(ArchiveReport report)
    {
        Dictionary<string, KnownSession> known = LoadKnown();
        return
        [
            .. report
                .Damaged.Where(damage => damage.Entry.Length > 0)
                .GroupBy(damage => damage.Entry, StringComparer.Ordinal)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => Judge(group.Key, [.. group], known.GetValueOrDefault(group.Key))),
        ];
    }

    /// <summary>Sets entries aside of which the agent has everything: the next capture takes their sessions again.</summary>
    /// <param name="entries">What <see cref="Examine"/> found; other cures are passed over.</param>
    /// <param name="wait">How long to wait for a capture to end.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>Where the entries are now, below the home.</returns>
    public IReadOnlyList<string> Replace(IEnumerable<DamagedEntry> entries, TimeSpan wait, CancellationToken cancellation)
    {
        using HomeLock held = HomeLock.Take(home.Folder, wait, cancellation);
        return
        [
            .. entries
                .Where(entry => entry.Cure == EntryCure.Replace)
                .Select(entry => _archive.SetAside(entry.Name))
                .OfType<string>(),
        ];
    }

    /// <summary>Gives up what is damaged: sets it aside, and has the index forget it.</summary>
    /// <param name="names">Entries, or folders of sealed originals that belong to none, as a check names them.</param>
    /// <param name="report">What a check found: only what is damaged is given up.</param>
    /// <param name="wait">How long to wait for a capture to end.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>Where it is now, below the home; shorter when nothing was left of something.</returns>
    /// <exception cref="RepriseException">One of them is not damaged.</exception>
    public IReadOnlyList<string> GiveUp(
        IReadOnlyList<string> names,
        ArchiveReport report,
        TimeSpan wait,
        CancellationToken cancellation
    )
    {
        foreach (string name in names)
        {
            if (!report.Damaged.Any(damage => damage.Entry == name || IsOrphan(damage, name)))
                throw new RepriseException(
                    "not-found",
                    $"No damaged entry is called {name}.",
                    "'reprise doctor' lists them by name; only what is damaged can be set aside."
                );
        }
        using HomeLock held = HomeLock.Take(home.Folder, wait, cancellation);
        Dictionary<string, KnownSession> known = LoadKnown();
        List<string> moved = [];
        foreach (string name in names)
        {
            string? place = report.Damaged.Any(damage => IsOrphan(damage, name))
                ? _archive.SetOriginalsAside(Path.GetFileName(name))
                : _archive.SetAside(name);
            if (place is not null)
                moved.Add(place);
        }
        Forget([.. names.Select(known.GetValueOrDefault).OfType<KnownSession>()]);
        return moved;
    }

    private DamagedEntry Judge(string name, IReadOnlyList<ArchiveDamage> problems, KnownSession? known)
    {
        bool hasSource = known is not null && known.HasSource;
        EntryCure cure =
            !hasSource ? EntryCure.Backup
            : !_archive.Contains(name) ? EntryCure.Capture
            : IsCovered(name) ? EntryCure.Replace
            : EntryCure.Backup;
        return new DamagedEntry(name, problems, hasSource, cure);
    }

    // An entry whose manifest cannot be read gives nothing back. Another one may hold older states, or files that are gone.
    private bool IsCovered(string name)
    {
        if (!_archive.IsReadable(name))
            return true;
        ArchiveManifest manifest = _archive.Open(name).Manifest;
        return manifest.Files.All(file =>
            file is { Versions.Count: 1, Database: null }
            && new FileInfo(Path.Combine(manifest.Root, file.Path)) is { Exists: true } source
            && source.Length >= file.Current.Length
        );
    }

    private void Forget(KnownSession[] sessions)
    {
        if (sessions.Length == 0)
            return;
        using var queue = new IndexQueue(SessionIndex.OpenWrite(home.Index));
        foreach (KnownSession session in sessions)
            queue.Add(writer => writer.Delete(session.Row.Id));
        queue.Complete();
    }

    private static bool IsOrphan(ArchiveDamage damage, string name) =>
        damage.Entry.Length == 0 && damage.File == name && name.Count(c => c == '/') == 2;

    private Dictionary<string, KnownSession> LoadKnown()
    {
        if (!SessionIndex.IsUsable(home.Index))
            return new(StringComparer.Ordinal);
        using SessionIndex index = SessionIndex.OpenRead(home);
        return KnownSessions.Load(index, _archive).All.ToDictionary(session => session.Row.Entry, StringComparer.Ordinal);
    }
}

using System.Collections.Concurrent;
using Reprise.Files;
using Reprise.Sealing;

namespace Reprise.Archiving;

/// <summary>Checks that archive and vault are what they were when they were written.</summary>
/// <remarks>A damaged or unreadable entry never stops the check of the others.</remarks>
public sealed class ArchiveVerifier(RepriseHome home, SessionArchive archive)
{
    /// <summary>Checks everything, on all cores.</summary>
    /// <param name="expected">The entries that must be there, such as those of the index; others are checked as well.</param>
    /// <param name="vault">Opens the originals too, and compares them with their hashes; null leaves them sealed.</param>
    /// <param name="progress">Receives the number of entries done.</param>
    /// <param name="cancellation">Ends the check.</param>
    public ArchiveReport Verify(
        IEnumerable<string> expected,
        VaultOpener? vault,
        IProgress<int>? progress,
        CancellationToken cancellation
    )
    {
        string[] names = [.. archive.Names().Union(expected, StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var reports = new ArchiveReport[names.Length];
        var ids = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        int done = 0;
        var options = new ParallelOptions
        {
            CancellationToken = cancellation,
            MaxDegreeOfParallelism = Environment.ProcessorCount,
        };
        Parallel.For(
            0,
            names.Length,
            options,
            i =>
            {
                reports[i] = Check(names[i], vault, ids);
                progress?.Report(Interlocked.Increment(ref done));
            }
        );
        IReadOnlyList<ArchiveReport> all =
        [
            CheckKeys(),
            NoteAside(),
            CheckOrphans(ids, allRead: ids.Count == names.Length),
            .. reports,
        ];
        return new ArchiveReport(
            names.Length,
            all.Sum(r => r.Files),
            all.Sum(r => r.Bytes),
            [.. all.SelectMany(r => r.Damaged)],
            [.. all.SelectMany(r => r.Notes)]
        );
    }

    private ArchiveReport Check(string name, VaultOpener? vault, ConcurrentDictionary<string, string> ids)
    {
        try
        {
            var check = new EntryCheck(home, archive, name);
            ArchiveReport report = check.Run(vault);
            if (check.Id is { } id && !ids.TryAdd(id, name))
                return report with
                {
                    Damaged = [.. report.Damaged, new ArchiveDamage(name, $"archive/{name}", $"is a copy of {ids[id]}")],
                };
            return report;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return new ArchiveReport(
                1,
                0,
                0,
                [new ArchiveDamage(name, $"archive/{name}", $"cannot be read: {error.Message}")],
                []
            );
        }
    }

    // Originals without an entry: a folder of the archive was lost, or its manifest cannot be read and is reported already.
    private ArchiveReport CheckOrphans(ConcurrentDictionary<string, string> ids, bool allRead)
    {
        ArchiveDamage[] orphans =
        [
            .. archive
                .VaultFolders()
                .Where(folder => !ids.ContainsKey(Path.GetFileName(folder)) && !archive.IsUnfinished(Path.GetFileName(folder)))
                .Select(folder => new ArchiveDamage(
                    "",
                    Path.GetRelativePath(home.Folder, folder).Replace('\\', '/'),
                    "belongs to no entry that can be read"
                )),
        ];
        return allRead ? new ArchiveReport(0, 0, 0, orphans, []) : new ArchiveReport(0, 0, 0, [], orphans);
    }

    private ArchiveReport NoteAside() =>
        new(
            0,
            0,
            0,
            [],
            [.. archive.WhatIsAside().Select(path => new ArchiveDamage("", path, "was set aside because it was damaged"))]
        );

    private ArchiveReport CheckKeys()
    {
        int files = 0;
        long bytes = 0;
        foreach (string name in (string[])[.. HomeKeys.FileNames, HomeKeys.OldPrivateName])
        {
            var file = new FileInfo(Path.Combine(home.Vault, name));
            files += file.Exists ? 1 : 0;
            bytes += file.Exists ? file.Length : 0;
        }
        ILookup<bool, ArchiveDamage> problems = KeyProblem
            .Of(VaultKeys.Look(home))
            .ToLookup(problem => problem.IsDamage, problem => new ArchiveDamage("", problem.File, problem.Problem));
        return new ArchiveReport(0, files, bytes, [.. problems[true]], [.. problems[false]]);
    }
}

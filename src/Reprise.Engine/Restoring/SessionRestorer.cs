using Reprise.Archiving;
using Reprise.Files;
using Reprise.Sealing;

namespace Reprise.Restoring;

/// <summary>Puts the footprint of sessions back: native bytes, times of change and permissions, exact.</summary>
/// <remarks>Archive and vault are only read. A placeholder is never written: what cannot be unsealed is not restored.</remarks>
/// <param name="vault">Opens the vault; called once something is read that was masked.</param>
public sealed class SessionRestorer(Func<VaultOpener> vault)
{
    private const UnixFileMode PermissionBits =
        UnixFileMode.UserRead
        | UnixFileMode.UserWrite
        | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead
        | UnixFileMode.GroupWrite
        | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead
        | UnixFileMode.OtherWrite
        | UnixFileMode.OtherExecute;

    /// <summary>Gives the native bytes of one state of a file, for whoever asked to see them.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="version">The state.</param>
    /// <param name="vault">Opens the vault; called once something is read that was masked.</param>
    /// <exception cref="RepriseException">The originals were not kept, or the vault does not open.</exception>
    public static OriginalSource Read(ArchiveEntry entry, FileVersion version, Func<VaultOpener> vault)
    {
        entry.RequireOriginals(version, vault);
        return entry.Unmask(version, vault);
    }

    /// <summary>Restores one session, or says what restoring would do.</summary>
    /// <param name="entry">Its entry.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellation">Ends the work between two files.</param>
    /// <returns>What was done with each file; one that fails never stops the others.</returns>
    /// <exception cref="RepriseException">There is no such generation, or its originals cannot be had at all.</exception>
    public RestoredSession Restore(ArchiveEntry entry, RestoreOptions options, CancellationToken cancellation)
    {
        ArchiveManifest manifest = entry.Manifest;
        int generation = options.Generation ?? manifest.Generations;
        string folder = Path.GetFullPath(options.Folder ?? manifest.Root);
        List<(ArchivedFile File, FileVersion Version)> files = GenerationFiles.Of(manifest, generation);
        // Half a session is of no use: without its originals nothing is begun.
        foreach ((_, FileVersion version) in files)
            entry.RequireOriginals(version, vault);
        var flush = new FlushSet();
        List<RestoredFile> restored = [];
        foreach ((ArchivedFile file, FileVersion version) in files)
        {
            cancellation.ThrowIfCancellationRequested();
            restored.Add(Restore(entry, file, version, folder, options, flush));
        }
        if (!options.DryRun && Directory.Exists(folder))
            flush.Flush(folder);
        return new RestoredSession(manifest.Key, generation, folder, restored);
    }

    private RestoredFile Restore(
        ArchiveEntry entry,
        ArchivedFile file,
        FileVersion version,
        string folder,
        RestoreOptions options,
        FlushSet flush
    )
    {
        string? target = null;
        try
        {
            if (file.Database is { } database)
                return RestoreRows(entry, file, version, database, folder, options, flush);
            target = RestoreTarget.Resolve(folder, file.Path, OperatingSystem.IsWindows());
            (RestoreOutcome outcome, string? problem) = Look(folder, target, entry.Unmask(version, vault));
            if (outcome == RestoreOutcome.Conflict && options.Force && !Directory.Exists(target))
                (outcome, problem) = (RestoreOutcome.Written, null);
            if (outcome == RestoreOutcome.Written && !options.DryRun)
                Write(target, version, entry.Unmask(version, vault), flush);
            return new RestoredFile(file.Path, target, version.Length, version.LastWriteUtc, outcome, problem);
        }
        catch (Exception error) when (error is RepriseException or IOException or UnauthorizedAccessException)
        {
            return new RestoredFile(
                file.Path,
                target,
                version.Length,
                version.LastWriteUtc,
                RestoreOutcome.Failed,
                error.Message
            );
        }
    }

    private RestoredFile RestoreRows(
        ArchiveEntry entry,
        ArchivedFile file,
        FileVersion version,
        string database,
        string folder,
        RestoreOptions options,
        FlushSet flush
    )
    {
        string target = RestoreTarget.Resolve(folder, database, OperatingSystem.IsWindows());
        RestoredFile Tell(RestoreOutcome outcome, string? problem = null) =>
            new(file.Path, target, version.Length, version.LastWriteUtc, outcome, problem);

        if (options.Folder is null)
            return Tell(
                RestoreOutcome.Failed,
                "its rows belong into a database that its agent owns; with --to DIR they are written into a new one"
            );
        if (RestoreTarget.FindLink(folder, target) is { } link)
            return Tell(RestoreOutcome.Failed, $"{link} is a link or a file: nothing is written through it");
        if (Path.Exists(target) && !RowsDatabase.IsOurs(target))
            return Tell(RestoreOutcome.Conflict, "a database that was not made by restoring is there");
        if (options.DryRun)
            return Tell(RestoreOutcome.Written);
        PrivateFolder.Create(Path.GetDirectoryName(target) ?? target);
        bool isNew = RowsDatabase.Write(target, entry.Unmask(version, vault));
        flush.Add(target);
        return Tell(isNew ? RestoreOutcome.Written : RestoreOutcome.Identical);
    }

    private static (RestoreOutcome Outcome, string? Problem) Look(string folder, string target, OriginalSource original)
    {
        if (RestoreTarget.FindLink(folder, target) is { } link)
            return (RestoreOutcome.Failed, $"{link} is a link or a file: nothing is written through it");
        if (Directory.Exists(target))
            return (RestoreOutcome.Conflict, "a folder is there");
        var file = new FileInfo(target);
        if (file.LinkTarget is not null)
            return (RestoreOutcome.Conflict, "a link is there");
        if (!file.Exists)
            return (RestoreOutcome.Written, null);
        return IsSame(file, original)
            ? (RestoreOutcome.Identical, null)
            : (RestoreOutcome.Conflict, "a file with other content is there");
    }

    private static bool IsSame(FileInfo file, OriginalSource original)
    {
        if (file.Length != original.Length)
            return false;
        using FileStream stream = file.OpenRead();
        byte[] buffer = [];
        foreach (ReadOnlyMemory<byte> run in original.Read())
        {
            if (buffer.Length < run.Length)
                buffer = new byte[run.Length];
            int read = stream.ReadAtLeast(buffer.AsSpan(0, run.Length), run.Length, throwOnEndOfStream: false);
            if (!run.Span.SequenceEqual(buffer.AsSpan(0, read)))
                return false;
        }
        return true;
    }

    // Under another name until it is whole, so that an agent never sees half a file.
    private static void Write(string target, FileVersion version, OriginalSource original, FlushSet flush)
    {
        string folder = Path.GetDirectoryName(target) ?? target;
        PrivateFolder.Create(folder);
        string unfinished = Path.Combine(folder, $".reprise-{Guid.NewGuid():N}{AtomicFile.UnfinishedEnding}");
        try
        {
            using (FileStream stream = PrivateFolder.CreateFile(unfinished))
            {
                original.CopyTo(stream);
                if (stream.Length != version.Length)
                    throw new RepriseException(
                        "damaged",
                        "The archive gives another number of bytes than were captured.",
                        "Run 'reprise verify --deep'."
                    );
            }
            if (!OperatingSystem.IsWindows() && version.Mode is { } mode)
                File.SetUnixFileMode(unfinished, (UnixFileMode)mode & PermissionBits);
            File.SetLastWriteTimeUtc(unfinished, version.LastWriteUtc);
            File.Move(unfinished, target, overwrite: true);
            flush.Add(target);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }
}

using Reprise.Archiving;
using Reprise.Files;
using Reprise.Sealing;

namespace Reprise.Restoring;

/// <summary>Puts the footprint of sessions back: native bytes, times of change and permissions, exact.</summary>
/// <remarks>Archive and vault are only read. A placeholder is never written: what cannot be unsealed is not restored.</remarks>
/// <param name="vault">Opens the vault; called once something is read that was masked.</param>
public sealed class SessionRestorer(Func<VaultOpener> vault)
{
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
            restored.AddRange(Restore(entry, file, version, folder, options, flush));
        }
        if (!options.DryRun && Directory.Exists(folder))
            flush.Flush(folder);
        return new RestoredSession(manifest.Key, generation, folder, restored);
    }

    private IEnumerable<RestoredFile> Restore(
        ArchiveEntry entry,
        ArchivedFile file,
        FileVersion version,
        string folder,
        RestoreOptions options,
        FlushSet flush
    )
    {
        try
        {
            // Only what was put together has a mark of its own.
            if (version.ChangeMark is not null)
                return new GatheredRestorer(() => entry.Unmask(version, vault), folder, options, flush).Restore(file, version);
            return [RestoreFile(file.Path, NativeState.Of(version), () => entry.Unmask(version, vault), folder, options, flush)];
        }
        catch (Exception error) when (error is RepriseException or IOException or UnauthorizedAccessException)
        {
            return
            [
                new RestoredFile(file.Path, null, version.Length, version.LastWriteUtc, RestoreOutcome.Failed, error.Message),
            ];
        }
    }

    /// <summary>Restores a file, or says what restoring would do.</summary>
    internal static RestoredFile RestoreFile(
        string path,
        NativeState state,
        Func<OriginalSource> open,
        string folder,
        RestoreOptions options,
        FlushSet flush
    )
    {
        string? target = null;
        try
        {
            target = RestoreTarget.Resolve(folder, path, OperatingSystem.IsWindows());
            (RestoreOutcome outcome, string? problem) = NativeFile.Look(folder, target, open());
            if (outcome == RestoreOutcome.Conflict && options.Force && !Directory.Exists(target))
                (outcome, problem) = (RestoreOutcome.Written, null);
            if (outcome == RestoreOutcome.Written && !options.DryRun)
                NativeFile.Write(target, state, open(), flush);
            return new RestoredFile(path, target, state.Length, state.LastWriteUtc, outcome, problem);
        }
        catch (Exception error) when (error is RepriseException or IOException or UnauthorizedAccessException)
        {
            return new RestoredFile(path, target, state.Length, state.LastWriteUtc, RestoreOutcome.Failed, error.Message);
        }
    }
}

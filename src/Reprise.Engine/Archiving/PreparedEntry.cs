using Reprise.Files;

namespace Reprise.Archiving;

/// <summary>A capture of one session that is written but not yet visible.</summary>
/// <param name="archive">The archive.</param>
/// <param name="existing">The entry's name; null while it has none because it is new.</param>
/// <param name="stage">Where it is written: a waiting place when it is new, else its own folders.</param>
internal sealed class PreparedEntry(SessionArchive archive, string? existing, EntryStage stage)
{
    private const string WaitingManifest = ManifestFile.Name + AtomicFile.UnfinishedEnding;
    private readonly List<string> _written = [];
    private readonly List<string> _obsolete = [];
    private string? _newName;
    private bool _isPublished;

    /// <summary>Where the entry is now.</summary>
    public string Folder => _isPublished && _newName is not null ? archive.Folder(_newName) : stage.Folder;

    /// <summary>Notes a file that is being written.</summary>
    public void Wrote(string path) => _written.Add(path);

    /// <summary>Notes a file that the new manifest does not mention any more.</summary>
    public void Obsoletes(string path) => _obsolete.Add(path);

    /// <summary>Writes the manifest where nobody reads it yet.</summary>
    /// <param name="manifest">The manifest.</param>
    /// <param name="name">The name that a new entry is to have.</param>
    /// <returns>The name that it will have.</returns>
    public string Prepare(ArchiveManifest manifest, string name)
    {
        string path = Path.Combine(stage.Folder, existing is null ? ManifestFile.Name : WaitingManifest);
        Wrote(path);
        File.Delete(path);
        using (FileStream stream = PrivateFolder.CreateFile(path))
            stream.Write(ManifestFile.Format(manifest));
        return existing ?? (_newName = archive.Reserve(name));
    }

    /// <summary>Adds everything that must be on disk before anybody may see it.</summary>
    public void AddWritten(FlushSet flush)
    {
        foreach (string path in _written)
            flush.Add(path);
        if (Directory.Exists(stage.VaultFolder))
            flush.AddNewFolder(stage.VaultFolder, archive.VaultRoot);
    }

    /// <summary>Gives everything its name.</summary>
    /// <param name="flush">Receives the folders that were changed.</param>
    public void Publish(FlushSet flush)
    {
        if (_isPublished)
            return;
        if (_newName is null)
        {
            File.Move(
                Path.Combine(stage.Folder, WaitingManifest),
                Path.Combine(stage.Folder, ManifestFile.Name),
                overwrite: true
            );
            flush.AddFolder(stage.Folder);
        }
        else
        {
            string folder = archive.Folder(_newName);
            string month = Path.GetDirectoryName(folder) ?? folder;
            PrivateFolder.Create(month);
            Directory.Move(stage.Folder, folder);
            flush.AddNewFolder(month, archive.Root);
            archive.Release(_newName);
        }
        _isPublished = true;
    }

    /// <summary>Deletes what the new manifest does not mention.</summary>
    public void DeleteObsolete()
    {
        foreach (string path in _obsolete)
            File.Delete(path);
    }

    /// <summary>Deletes what was written.</summary>
    public void Abandon()
    {
        if (_isPublished)
            return;
        foreach (string path in _written)
            File.Delete(path);
        if (existing is null)
            stage.Delete();
        if (_newName is not null)
            archive.Release(_newName);
    }
}

/// <summary>Where an entry is written.</summary>
/// <param name="Folder">Its folder in the archive.</param>
/// <param name="VaultFolder">Its folder in the vault, which exists only when something was sealed.</param>
internal sealed record EntryStage(string Folder, string VaultFolder)
{
    /// <summary>Deletes both folders.</summary>
    public void Delete()
    {
        foreach (string folder in (string[])[Folder, VaultFolder])
        {
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
        }
    }
}

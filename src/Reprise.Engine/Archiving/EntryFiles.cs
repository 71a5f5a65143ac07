namespace Reprise.Archiving;

/// <summary>The files of an entry while it is written, in the order they were first captured.</summary>
internal sealed class EntryFiles
{
    private readonly OrderedDictionary<string, ArchivedFile> _files = new(StringComparer.Ordinal);

    public EntryFiles(IEnumerable<ArchivedFile> files)
    {
        foreach (ArchivedFile file in files)
            Put(file);
    }

    /// <summary>The slices of the file that is being written: no file has them yet.</summary>
    public List<FileSlice> Pending { get; } = [];

    /// <summary>The number of files.</summary>
    public int Count => _files.Count;

    /// <summary>All files.</summary>
    public ArchivedFile[] ToArray() => [.. _files.Values];

    /// <summary>Returns a file; null when it was never captured.</summary>
    public ArchivedFile? Find(string path) => _files.GetValueOrDefault(path);

    /// <summary>Adds or replaces a file.</summary>
    public void Put(ArchivedFile file) => _files[file.Path] = file;

    /// <summary>Gives a file another path in the same place of the order.</summary>
    public ArchivedFile Move(string from, string to)
    {
        int index = _files.IndexOf(from);
        ArchivedFile moved = _files[from] with { Path = to };
        _files.RemoveAt(index);
        _files.Insert(index, to, moved);
        return moved;
    }

    /// <summary>Changes slices, those of the file at hand too; those that stay the same are given back as they are.</summary>
    public void Change(Func<FileSlice, FileSlice> change)
    {
        for (int i = 0; i < Pending.Count; i++)
            Pending[i] = change(Pending[i]);
        for (int i = 0; i < _files.Count; i++)
        {
            ArchivedFile file = _files.GetAt(i).Value;
            if (Change(file, change) is { } changed)
                _files.SetAt(i, changed);
        }
    }

    private static ArchivedFile? Change(ArchivedFile file, Func<FileSlice, FileSlice> change)
    {
        FileVersion[]? versions = null;
        for (int i = 0; i < file.Versions.Count; i++)
        {
            if (Change(file.Versions[i].Slices, change) is { } slices)
                (versions ??= [.. file.Versions])[i] = file.Versions[i] with { Slices = slices };
        }
        return versions is null ? null : file with { Versions = versions };
    }

    private static FileSlice[]? Change(IReadOnlyList<FileSlice> slices, Func<FileSlice, FileSlice> change)
    {
        FileSlice[]? changed = null;
        for (int i = 0; i < slices.Count; i++)
        {
            FileSlice slice = change(slices[i]);
            if (!ReferenceEquals(slice, slices[i]))
                (changed ??= [.. slices])[i] = slice;
        }
        return changed;
    }
}

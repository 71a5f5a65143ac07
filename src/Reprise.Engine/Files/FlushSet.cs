using Microsoft.Win32.SafeHandles;

namespace Reprise.Files;

/// <summary>Collects what was written and waits once until all of it is on disk.</summary>
/// <remarks>
/// A wait for each file costs 0.3 to 5 ms, which would bind a first capture of thousands of sessions; one wait for the
/// whole file system costs about as much as a few of them. It also waits for what other programs have written, so a
/// small set is flushed file by file.
/// </remarks>
public sealed class FlushSet
{
    private const int MaxSingleFlushes = 8;
    private readonly HashSet<string> _files = new(StringComparer.Ordinal);
    private readonly HashSet<string> _folders = new(StringComparer.Ordinal);

    /// <summary>Adds a file whose bytes, and whose entry in its folder, are to be on disk.</summary>
    public void Add(string file)
    {
        _files.Add(file);
        AddFolder(Path.GetDirectoryName(file) ?? file);
    }

    /// <summary>Adds a folder whose entries are to be on disk.</summary>
    public void AddFolder(string folder) => _folders.Add(folder);

    /// <summary>Adds a folder that may be new, and those above it up to a root.</summary>
    public void AddNewFolder(string folder, string root)
    {
        for (string? at = folder; at is not null && at.Length >= root.Length && _folders.Add(at); at = Path.GetDirectoryName(at))
        { }
    }

    /// <summary>Waits until everything added is on disk, and forgets it.</summary>
    /// <param name="roots">Folders, one in each file system that may hold what was added.</param>
    /// <exception cref="IOException">The disk is full or broken.</exception>
    public void Flush(params ReadOnlySpan<string> roots)
    {
        if (_files.Count > MaxSingleFlushes && FlushFileSystems(roots))
        {
            _files.Clear();
            _folders.Clear();
            return;
        }
        foreach (string file in _files)
        {
            // What was deleted or moved since has no bytes to wait for under this name.
            if (!File.Exists(file))
                continue;
            // Windows flushes only through a handle that may write; elsewhere the file may be read-only.
            FileAccess access = OperatingSystem.IsWindows() ? FileAccess.ReadWrite : FileAccess.Read;
            using SafeFileHandle handle = File.OpenHandle(file, FileMode.Open, access, FileShare.ReadWrite | FileShare.Delete);
            RandomAccess.FlushToDisk(handle);
        }
        foreach (string folder in _folders)
            PrivateFolder.Flush(folder);
        _files.Clear();
        _folders.Clear();
    }

    private static bool FlushFileSystems(ReadOnlySpan<string> roots)
    {
        if (!OperatingSystem.IsLinux())
            return false;
        foreach (string root in roots)
        {
            if (!NativeFolder.SyncFileSystem(root))
                return false;
        }
        return true;
    }
}

namespace Reprise.Files;

/// <summary>Makes folders and files that only their owner can open.</summary>
/// <remarks>On Windows a folder below the user's profile inherits an access list of that user alone.</remarks>
public static class PrivateFolder
{
    internal const UnixFileMode FolderMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    internal const UnixFileMode FileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Creates a folder and its parents, mode 0700; does nothing when it exists.</summary>
    public static void Create(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return;
        }
        // The mode given to CreateDirectory is for the last folder alone.
        if (Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(path)) is { Length: > 0 } parent && !Directory.Exists(parent))
            Create(parent);
        Directory.CreateDirectory(path, FolderMode);
    }

    /// <summary>Creates a new file for writing, mode 0600.</summary>
    /// <exception cref="IOException">It exists, or the disk is full.</exception>
    public static FileStream CreateFile(string path)
    {
        var options = new FileStreamOptions
        {
            Mode = System.IO.FileMode.CreateNew,
            Access = FileAccess.Write,
            Share = FileShare.Read,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = FileMode;
        return new FileStream(path, options);
    }

    /// <summary>Creates a file, mode 0600, that is gone when it is closed or the program ends.</summary>
    /// <exception cref="IOException">It exists, or the disk is full.</exception>
    public static FileStream CreateScratch(string path)
    {
        var options = new FileStreamOptions
        {
            Mode = System.IO.FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            BufferSize = 0,
            Options = OperatingSystem.IsWindows() ? FileOptions.DeleteOnClose : FileOptions.None,
        };
        if (OperatingSystem.IsWindows())
            return new FileStream(path, options);
        options.UnixCreateMode = FileMode;
        var stream = new FileStream(path, options);
        // Without a name nobody finds it after a kill.
        File.Delete(path);
        return stream;
    }

    /// <summary>Flushes the entries of a folder to disk, so that a rename in it survives a power cut.</summary>
    public static void Flush(string path)
    {
        // Windows has no such call and needs none: NTFS journals its directory changes.
        if (OperatingSystem.IsWindows())
            return;
        NativeFolder.Sync(path);
    }
}

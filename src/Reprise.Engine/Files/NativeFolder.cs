using System.Runtime.InteropServices;

namespace Reprise.Files;

/// <summary>The system calls for folders that .NET does not offer.</summary>
internal static partial class NativeFolder
{
    private const int ReadOnly = 0;

    /// <summary>Flushes a folder's entries; best effort, because some file systems refuse it.</summary>
    public static void Sync(string path)
    {
        int descriptor = Open(path, ReadOnly);
        if (descriptor < 0)
            return;
        _ = Fsync(descriptor);
        _ = Close(descriptor);
    }

    /// <summary>Flushes everything that was written to the file system that holds a folder. Linux only.</summary>
    /// <returns>False when the file system refuses it or reports a lost write.</returns>
    public static bool SyncFileSystem(string path)
    {
        int descriptor = Open(path, ReadOnly);
        if (descriptor < 0)
            return false;
        int result = Syncfs(descriptor);
        _ = Close(descriptor);
        return result == 0;
    }

    [LibraryImport("libc", EntryPoint = "syncfs")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Syncfs(int descriptor);

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Fsync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Close(int descriptor);
}

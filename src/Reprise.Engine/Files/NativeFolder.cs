using System.Runtime.InteropServices;

namespace Reprise.Files;

/// <summary>The one system call for folders that .NET does not offer.</summary>
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

using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Reprise.Reading;

/// <summary>Opens native files, and nothing that only looks like one: opening a pipe waits for its other end, perhaps for ever.</summary>
/// <remarks>
/// .NET tells folders and links apart from the rest, but not files from pipes, so Linux is asked itself. On other systems
/// what has no length is never opened, which keeps the others out as long as nobody swaps them in between.
/// </remarks>
internal static unsafe partial class RegularFile
{
    // Source: asm-generic/fcntl.h and linux/stat.h; the same on all processors that .NET runs on.
    private const int NonBlocking = 0x800;
    private const int CloseOnExec = 0x80000;
    private const int CurrentFolder = -100;
    private const int EmptyPath = 0x1000;
    private const uint TypeOnly = 1;
    private const int StatBytes = 256;
    private const int ModeOffset = 28;
    private const int TypeMask = 0xF000;
    private const int Regular = 0x8000;
    private const int Folder = 0x4000;

    private const int NotPermitted = 1;
    private const int NoEntry = 2;
    private const int NoReader = 6;
    private const int AccessDenied = 13;
    private const int NotAFolder = 20;

    /// <summary>Opens a file that others may go on writing, renaming and deleting.</summary>
    /// <exception cref="SpecialFileException">It is a pipe, a socket or a device.</exception>
    /// <exception cref="IOException">It cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be opened, or is a folder.</exception>
    public static SafeFileHandle Open(string path)
    {
        if (!OperatingSystem.IsLinux())
            return File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        // Looking first would not do: a pipe may take the file's place in between.
        int descriptor = OpenNative(path, NonBlocking | CloseOnExec);
        if (descriptor < 0)
            throw Error(Marshal.GetLastPInvokeError(), path);
        var handle = new SafeFileHandle(descriptor, ownsHandle: true);
        int type = TypeOf(descriptor, "", EmptyPath);
        if (type is Regular or 0)
            return handle;
        handle.Dispose();
        throw type == Folder ? new UnauthorizedAccessException($"{path} is a folder.") : new SpecialFileException();
    }

    /// <summary>Does nothing when a path is a file, or is not there.</summary>
    /// <exception cref="SpecialFileException">It is a pipe, a socket or a device.</exception>
    public static void Require(string path)
    {
        if (OperatingSystem.IsLinux() && TypeOf(CurrentFolder, path, 0) is not (Regular or Folder or 0))
            throw new SpecialFileException();
    }

    // 0 when the system does not tell.
    private static int TypeOf(int folder, string path, int flags)
    {
        byte* stat = stackalloc byte[StatBytes];
        try
        {
            return Statx(folder, path, flags, TypeOnly, stat) == 0 ? *(ushort*)(stat + ModeOffset) & TypeMask : 0;
        }
        catch (EntryPointNotFoundException)
        {
            return 0;
        }
    }

    private static Exception Error(int code, string path) =>
        code switch
        {
            NoEntry => new FileNotFoundException(null, path),
            NotAFolder => new DirectoryNotFoundException(),
            AccessDenied or NotPermitted => new UnauthorizedAccessException($"{path} may not be opened."),
            NoReader => new SpecialFileException(),
            _ => new IOException(Marshal.GetPInvokeErrorMessage(code), code),
        };

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int OpenNative(string path, int flags);

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Statx(int folder, string path, int flags, uint mask, byte* stat);
}

/// <summary>Tells that a path is a pipe, a socket or a device.</summary>
internal sealed class SpecialFileException() : IOException("It is a pipe, a socket or a device.");

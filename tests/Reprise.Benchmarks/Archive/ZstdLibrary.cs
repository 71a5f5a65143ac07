using System.Runtime.InteropServices;

namespace Reprise.Benchmarks.Archive;

/// <summary>The zstd library of the system, when there is one; .NET has none of its own.</summary>
internal static unsafe partial class ZstdLibrary
{
    private const string Library = "libzstd.so.1";

    public static bool IsThere { get; } = NativeLibrary.TryLoad(Library, typeof(ZstdLibrary).Assembly, null, out _);

    /// <summary>Returns the most room that so many bytes may need.</summary>
    public static int Bound(int length) => (int)CompressBound((nuint)length);

    /// <summary>Compresses at a level and returns the compressed length.</summary>
    public static int Compress(ReadOnlySpan<byte> source, Span<byte> target, int level)
    {
        fixed (byte* from = source)
        fixed (byte* to = target)
            return Check(Compress(to, (nuint)target.Length, from, (nuint)source.Length, level));
    }

    /// <summary>Decompresses and returns the original length.</summary>
    public static int Decompress(ReadOnlySpan<byte> source, Span<byte> target)
    {
        fixed (byte* from = source)
        fixed (byte* to = target)
            return Check(Decompress(to, (nuint)target.Length, from, (nuint)source.Length));
    }

    private static int Check(nuint result) =>
        IsError(result) == 0 ? (int)result : throw new InvalidOperationException("zstd reports an error.");

    [LibraryImport(Library, EntryPoint = "ZSTD_compressBound")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nuint CompressBound(nuint length);

    [LibraryImport(Library, EntryPoint = "ZSTD_compress")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nuint Compress(byte* target, nuint room, byte* source, nuint length, int level);

    [LibraryImport(Library, EntryPoint = "ZSTD_decompress")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nuint Decompress(byte* target, nuint room, byte* source, nuint length);

    [LibraryImport(Library, EntryPoint = "ZSTD_isError")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial uint IsError(nuint result);
}

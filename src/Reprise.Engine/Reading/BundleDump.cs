using Microsoft.Win32.SafeHandles;

namespace Reprise.Reading;

/// <summary>Reads many small files as one text, a line for each, without loss. Source: docs/design/0004-rows.md.</summary>
internal static class BundleDump
{
    /// <summary>The form that the first line names.</summary>
    public const string Format = "reprise-files/1";

    /// <summary>What stands in the place of a table's name in the lines.</summary>
    public const string Table = "files";

    /// <summary>Reads all files.</summary>
    /// <exception cref="RowsUnavailableException">They are too large together.</exception>
    /// <exception cref="IOException">A file cannot be opened or read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be opened.</exception>
    public static byte[] Read(SourceBundle bundle)
    {
        using var lines = new RowWriter();
        lines.WriteHead();
        foreach (BundledFile file in bundle.Files)
        {
            using SafeFileHandle handle = RegularFile.Open(file.Path);
            UnixFileMode? mode = OperatingSystem.IsWindows() ? null : File.GetUnixFileMode(handle);
            long length = RandomAccess.GetLength(handle);
            if (lines.Length + length > RowDump.MaxBytes)
                throw new RowsUnavailableException("it has more files than can be read at once");
            byte[] content = new byte[length];
            int read = RandomAccess.Read(handle, content, 0);
            lines.WriteFile(file.RelativePath, File.GetLastWriteTimeUtc(handle), mode, content.AsSpan(0, read));
        }
        return lines.ToArray();
    }
}

using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace Reprise.Reading;

/// <summary>The open, unmasked content of a native file. It is for <c>SourceMasker</c> alone.</summary>
/// <remarks>
/// The file stays the one that was opened when its name is given to another; what is appended later is not seen, because
/// the length is taken once.
/// </remarks>
internal sealed class SourceContent : IDisposable
{
    private readonly SafeFileHandle? _handle;
    private readonly byte[] _rows;

    private SourceContent(SafeFileHandle? handle, byte[] rows, DateTime lastWriteUtc, UnixFileMode? mode)
    {
        _handle = handle;
        _rows = rows;
        Length = handle is null ? rows.Length : RandomAccess.GetLength(handle);
        LastWriteUtc = lastWriteUtc;
        Mode = mode;
    }

    /// <summary>The length in bytes when the file was opened.</summary>
    public long Length { get; }

    /// <summary>The time of the last change when the file was opened, UTC.</summary>
    public DateTime LastWriteUtc { get; }

    /// <summary>The permissions; null on Windows.</summary>
    public UnixFileMode? Mode { get; }

    /// <summary>Opens a file that others may go on writing, renaming and deleting.</summary>
    /// <exception cref="SpecialFileException">It is a pipe, a socket or a device.</exception>
    /// <exception cref="IOException">It cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be opened.</exception>
    public static SourceContent Open(SourceFile file)
    {
        if (file.Rows is { } rows)
            return new SourceContent(null, RowDump.Read(rows), file.LastWriteUtc, null);
        if (file.Bundle is { } bundle)
            return new SourceContent(null, BundleDump.Read(bundle), file.LastWriteUtc, null);
        if (file.Held is { } held)
            return new SourceContent(null, held.Read(), file.LastWriteUtc, null);
        bool isWindows = OperatingSystem.IsWindows();
        // What has no length need not be opened, and a pipe must not be.
        if (file.Length == 0)
        {
            RegularFile.Require(file.Path);
            return new SourceContent(null, [], file.LastWriteUtc, isWindows ? null : File.GetUnixFileMode(file.Path));
        }
        SafeFileHandle handle = RegularFile.Open(file.Path);
        if (file.IsCompressed)
        {
            using (handle)
                return new SourceContent(
                    null,
                    CompressedFile.Read(handle),
                    File.GetLastWriteTimeUtc(handle),
                    isWindows ? null : File.GetUnixFileMode(handle)
                );
        }
        return new SourceContent(handle, [], File.GetLastWriteTimeUtc(handle), isWindows ? null : File.GetUnixFileMode(handle));
    }

    /// <summary>Reads bytes from a place; fewer only when the file has become shorter.</summary>
    public int Read(long offset, Span<byte> buffer)
    {
        if (_handle is null)
        {
            ReadOnlySpan<byte> rest = _rows.AsSpan((int)Math.Min(offset, _rows.Length));
            rest = rest[..Math.Min(rest.Length, buffer.Length)];
            rest.CopyTo(buffer);
            return rest.Length;
        }
        int total = 0;
        while (total < buffer.Length)
        {
            int read = RandomAccess.Read(_handle, buffer[total..], offset + total);
            if (read == 0)
                break;
            total += read;
        }
        return total;
    }

    /// <summary>Finds the end of the last complete line.</summary>
    /// <param name="from">Where to stop searching.</param>
    /// <returns>The offset after the last line end at or behind <paramref name="from"/>, or <paramref name="from"/>.</returns>
    public long EndOfLastLine(long from)
    {
        byte[] buffer = new byte[64 * 1024];
        long end = Length;
        while (end > from)
        {
            int size = (int)Math.Min(buffer.Length, end - from);
            int read = Read(end - size, buffer.AsSpan(0, size));
            int at = buffer.AsSpan(0, read).LastIndexOf((byte)'\n');
            if (at >= 0)
                return end - size + at + 1;
            end -= size;
        }
        return from;
    }

    public void Dispose()
    {
        _handle?.Dispose();
        CryptographicOperations.ZeroMemory(_rows);
    }
}

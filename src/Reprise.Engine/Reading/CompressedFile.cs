using Microsoft.Win32.SafeHandles;
using Reprise.Zstandard;

namespace Reprise.Reading;

/// <summary>Unpacks a file that an agent compressed with Zstandard.</summary>
internal static class CompressedFile
{
    /// <summary>A longer text is not unpacked: it would be in memory as a whole.</summary>
    private const int MaxBytes = 512 * 1024 * 1024;

    /// <summary>Returns the text.</summary>
    /// <exception cref="CompressedFileException">It is damaged, or the text is too long.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static byte[] Read(SafeFileHandle handle)
    {
        long length = RandomAccess.GetLength(handle);
        if (length > MaxBytes)
            throw new CompressedFileException("it is too long to be unpacked", null);
        byte[] packed = new byte[length];
        int read = 0;
        for (int n; read < packed.Length && (n = RandomAccess.Read(handle, packed.AsSpan(read), read)) > 0; )
            read += n;
        try
        {
            return new ZstdDecoder(MaxBytes).Decode(packed.AsSpan(0, read));
        }
        catch (InvalidDataException error)
        {
            throw new CompressedFileException("it is damaged, or too long to be unpacked", error);
        }
    }
}

/// <summary>A compressed file cannot be unpacked.</summary>
public sealed class CompressedFileException : IOException
{
    internal CompressedFileException(string message, Exception? inner)
        : base(message, inner) { }
}

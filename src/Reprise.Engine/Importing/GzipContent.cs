using System.Buffers.Binary;
using System.IO.Compression;
using Microsoft.Win32.SafeHandles;
using Reprise.Reading;

namespace Reprise.Importing;

/// <summary>The content of a compressed file. It may have been made to unpack without end.</summary>
internal sealed class GzipContent : HeldContent
{
    private const int BufferBytes = 256 * 1024;

    private readonly string _path;

    /// <param name="path">The compressed file.</param>
    /// <exception cref="HeldContentException">It is damaged, or unpacks to too much.</exception>
    /// <exception cref="IOException">It cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be opened.</exception>
    public GzipContent(string path)
    {
        _path = path;
        // The length at its end is modulo 2^32, and anybody's.
        byte[] buffer = new byte[BufferBytes];
        Length = Unpack(stream =>
        {
            long length = 0;
            for (int read; (read = stream.Read(buffer)) > 0; )
                length = Checked(length + read);
            return length;
        });
        IsWhole = EndsWith(path, Length);
    }

    public override long Length { get; }

    /// <summary>Whether it ends as it was written: of a file that was cut off, what can be unpacked is its content.</summary>
    public bool IsWhole { get; }

    internal override byte[] Read()
    {
        byte[] content = new byte[Length];
        Unpack(stream =>
        {
            stream.ReadExactly(content);
            return Length;
        });
        return content;
    }

    internal override byte[] ReadHead(int count)
    {
        byte[] head = new byte[Math.Min(count, Length)];
        Unpack(stream => stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: true));
        return head;
    }

    // What unpacks it does not mind where it ends, so the length at the end is looked at.
    private static bool EndsWith(string path, long length)
    {
        using SafeFileHandle file = RegularFile.Open(path);
        Span<byte> end = stackalloc byte[sizeof(uint)];
        return RandomAccess.Read(file, end, Math.Max(0, RandomAccess.GetLength(file) - end.Length)) == end.Length
            && BinaryPrimitives.ReadUInt32LittleEndian(end) == (uint)length;
    }

    private static long Checked(long length) =>
        length <= MaxBytes ? length : throw new HeldContentException("it unpacks to more than can be imported");

    private long Unpack(Func<Stream, long> take)
    {
        using var file = new FileStream(RegularFile.Open(_path), FileAccess.Read);
        using var stream = new GZipStream(file, CompressionMode.Decompress);
        try
        {
            return take(stream);
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException)
        {
            throw new HeldContentException("it is damaged or cut off", error);
        }
    }
}

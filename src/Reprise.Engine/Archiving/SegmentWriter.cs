using System.Buffers;
using System.IO.Compression;
using System.Security.Cryptography;
using Reprise.Files;

namespace Reprise.Archiving;

/// <summary>Collects masked bytes in memory and writes them as one Brotli stream.</summary>
/// <remarks>Quality and window were chosen by measurement: docs/design/0001-archive.md.</remarks>
internal sealed class SegmentWriter(int number, string name) : IDisposable
{
    /// <summary>A segment is closed when it holds this many bytes: what one look into the archive costs at most.</summary>
    public const int FullBytes = 4 * 1024 * 1024;

    private const int Quality = 4;

    /// <summary>A segment under <see cref="SmallBytes"/> gets this one: it costs a few milliseconds there and is 5 % smaller.</summary>
    private const int SmallQuality = 5;

    private const int SmallBytes = 48 * 1024;
    private const int Window = 22;

    private byte[] _raw = ArrayPool<byte>.Shared.Rent(64 * 1024);
    private int _length;

    public int Number { get; } = number;

    /// <summary>The file's name.</summary>
    public string Name { get; } = name;

    public int Length => _length;

    public bool IsFull => _length >= FullBytes;

    public ReadOnlySpan<byte> Raw => _raw.AsSpan(0, _length);

    /// <summary>Appends bytes and returns where they start.</summary>
    public int Append(ReadOnlySpan<byte> bytes)
    {
        int start = _length;
        if (_raw.Length - _length < bytes.Length)
        {
            byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(_length + bytes.Length, _raw.Length * 2));
            Raw.CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_raw);
            _raw = larger;
        }
        bytes.CopyTo(_raw.AsSpan(_length));
        _length += bytes.Length;
        return start;
    }

    /// <summary>Takes a run of bytes out.</summary>
    public void Remove(int offset, int length)
    {
        _raw.AsSpan(offset + length, _length - offset - length).CopyTo(_raw.AsSpan(offset));
        _length -= length;
    }

    /// <summary>Compresses the bytes of a segment and returns their compressed length.</summary>
    internal static int Compress(ReadOnlySpan<byte> raw, Span<byte> output) =>
        BrotliEncoder.TryCompress(raw, output, out int size, raw.Length < SmallBytes ? SmallQuality : Quality, Window)
            ? size
            : throw new InvalidOperationException("Brotli needs more room than it said.");

    /// <summary>Compresses and writes the segment. Its bytes are not yet on disk: that is for the batch to wait for.</summary>
    public ArchivedSegment Write(string folder)
    {
        byte[] output = ArrayPool<byte>.Shared.Rent(BrotliEncoder.GetMaxCompressedLength(_length) + 64);
        try
        {
            ReadOnlySpan<byte> compressed = output.AsSpan(0, Compress(Raw, output));
            string path = Path.Combine(folder, Name);
            // Left by a capture that was killed before its manifest was written.
            File.Delete(path);
            using (FileStream stream = PrivateFolder.CreateFile(path))
                stream.Write(compressed);
            return new ArchivedSegment
            {
                Number = Number,
                Name = Name,
                Length = compressed.Length,
                RawLength = _length,
                Sha256 = Convert.ToHexStringLower(SHA256.HashData(compressed)),
            };
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(output);
        }
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_raw);
        _raw = [];
    }
}

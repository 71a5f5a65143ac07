using System.Buffers;
using System.IO.Compression;
using System.Security.Cryptography;
using Reprise.Files;

namespace Reprise.Archiving;

/// <summary>Decompresses the segments of one entry and keeps the last one.</summary>
internal sealed class SegmentReader(Func<string> folder, IReadOnlyList<ArchivedSegment> segments)
{
    private const int ChunkBytes = 64 * 1024;

    private ArchivedSegment? _last;
    private byte[] _raw = [];
    private int _startOf = -1;
    private byte[] _start = [];

    /// <summary>Returns a run of the decompressed bytes of a segment; what lies behind it is not decompressed.</summary>
    /// <remarks>
    /// One look at a segment is cheap this way, and so is each further one at what lies before; whoever looks behind gets all of
    /// the segment, checked.
    /// </remarks>
    /// <exception cref="RepriseException">It is missing or damaged.</exception>
    public ReadOnlyMemory<byte> Read(int number, long offset, int length)
    {
        if (number == _startOf && offset + length <= _start.Length)
            return _start.AsMemory((int)offset, length);
        if (number == _last?.Number || number == _startOf)
            return Read(number).AsMemory((int)offset, length);
        _start = ReadStart(Find(number), offset + length);
        _startOf = number;
        return _start.AsMemory((int)offset, length);
    }

    private byte[] ReadStart(ArchivedSegment segment, long length)
    {
        if (length > segment.RawLength)
            throw Damaged(Path.Combine(folder(), segment.Name), null);
        var start = new byte[length];
        byte[] input = ArrayPool<byte>.Shared.Rent(ChunkBytes);
        try
        {
            using FileStream file = Open(segment);
            using var decoder = new BrotliDecoder();
            ReadOnlySpan<byte> source = default;
            for (int at = 0; at < start.Length; )
            {
                OperationStatus status = decoder.Decompress(source, start.AsSpan(at), out int consumed, out int written);
                at += written;
                source = source[consumed..];
                if (status == OperationStatus.NeedMoreData)
                    source = input.AsSpan(0, file.Read(input));
                if (at < start.Length && (status is OperationStatus.Done or OperationStatus.InvalidData || source.IsEmpty))
                    throw Damaged(Path.Combine(folder(), segment.Name), null);
            }
            return start;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(input);
        }
    }

    /// <summary>Returns the decompressed bytes of a segment, which nobody may change.</summary>
    /// <exception cref="RepriseException">It is missing or damaged.</exception>
    public byte[] Read(int number)
    {
        if (_last?.Number == number)
            return _raw;
        ArchivedSegment segment = Find(number);
        byte[] compressed;
        using (FileStream file = Open(segment))
        {
            compressed = new byte[file.Length];
            file.ReadExactly(compressed);
        }
        if (Check(compressed, segment, out byte[] raw) is not null)
            throw Damaged(Path.Combine(folder(), segment.Name), null);
        _raw = raw;
        _last = segment;
        return raw;
    }

    /// <summary>Decompresses a segment and compares it with what the manifest says.</summary>
    /// <returns>What is wrong; null when nothing is.</returns>
    public static string? Check(ReadOnlySpan<byte> compressed, ArchivedSegment segment, out byte[] raw)
    {
        raw = [];
        if (compressed.Length != segment.Length)
            return $"has {compressed.Length} bytes instead of {segment.Length}";
        if (Convert.ToHexStringLower(SHA256.HashData(compressed)) != segment.Sha256)
            return "has another checksum";
        raw = new byte[segment.RawLength];
        return BrotliDecoder.TryDecompress(compressed, raw, out int written) && written == raw.Length
            ? null
            : "cannot be decompressed";
    }

    private ArchivedSegment Find(int number) =>
        segments.FirstOrDefault(s => s.Number == number) ?? throw Damaged(Path.Combine(folder(), $"segment {number}"), null);

    private FileStream Open(ArchivedSegment segment)
    {
        string path = Path.Combine(folder(), segment.Name);
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Damaged(path, error);
        }
    }

    private static RepriseException Damaged(string what, Exception? inner) =>
        new("damaged", $"{what} is damaged or missing.", "Run 'reprise verify' to see what else is.", inner);
}

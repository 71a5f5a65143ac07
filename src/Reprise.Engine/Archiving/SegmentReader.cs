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
    private int _visited = -1;
    private byte[] _raw = [];

    /// <summary>Returns a run of the decompressed bytes of a segment; what lies behind it is not decompressed.</summary>
    /// <remarks>One look at a segment is cheap this way; whoever comes back to the same one gets all of it, checked.</remarks>
    /// <exception cref="RepriseException">It is missing or damaged.</exception>
    public ReadOnlyMemory<byte> Read(int number, long offset, int length)
    {
        if (number == _last?.Number || number == _visited)
            return Read(number).AsMemory((int)offset, length);
        _visited = number;
        byte[] input = ArrayPool<byte>.Shared.Rent(ChunkBytes);
        byte[] output = ArrayPool<byte>.Shared.Rent(ChunkBytes);
        var run = new byte[length];
        try
        {
            using FileStream file = Open(Find(number));
            using var decoder = new BrotliDecoder();
            ReadOnlySpan<byte> source = default;
            for (long at = 0; at < offset + length; )
            {
                OperationStatus status = decoder.Decompress(source, output, out int consumed, out int written);
                source = source[consumed..];
                Take(output.AsSpan(0, written), at, offset, run);
                at += written;
                if (status == OperationStatus.NeedMoreData)
                    source = input.AsSpan(0, file.Read(input));
                if (at < offset + length && (status is OperationStatus.Done or OperationStatus.InvalidData || (source.IsEmpty && written == 0)))
                    throw Damaged(Path.Combine(folder(), Find(number).Name), null);
            }
            return run;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(input);
            ArrayPool<byte>.Shared.Return(output);
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

    /// <summary>Copies the part of a decompressed chunk that belongs to the run.</summary>
    private static void Take(ReadOnlySpan<byte> chunk, long at, long offset, Span<byte> run)
    {
        long from = Math.Max(at, offset);
        long to = Math.Min(at + chunk.Length, offset + run.Length);
        if (from < to)
            chunk[(int)(from - at)..(int)(to - at)].CopyTo(run[(int)(from - offset)..]);
    }

    private static RepriseException Damaged(string what, Exception? inner) =>
        new("damaged", $"{what} is damaged or missing.", "Run 'reprise verify' to see what else is.", inner);
}

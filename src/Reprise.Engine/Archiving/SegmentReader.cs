using System.Buffers;
using System.IO.Compression;
using Reprise.Files;

namespace Reprise.Archiving;

/// <summary>Decompresses the segments of one entry and keeps the last one.</summary>
internal sealed class SegmentReader(string folder, IReadOnlyList<ArchivedSegment> segments)
{
    private const int ChunkBytes = 64 * 1024;

    private int _number = -1;
    private int _visited = -1;
    private byte[] _raw = [];

    /// <summary>Returns a run of the decompressed bytes of a segment; what lies behind it is not decompressed.</summary>
    /// <remarks>One look at a segment is cheap this way; whoever comes back to the same one gets all of it at once.</remarks>
    /// <exception cref="RepriseException">It is missing or damaged.</exception>
    public ReadOnlyMemory<byte> Read(int number, long offset, int length)
    {
        if (number == _number || number == _visited)
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
                    throw Damaged(Path.Combine(folder, Find(number).Name), null);
            }
            return run;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(input);
            ArrayPool<byte>.Shared.Return(output);
        }
    }

    /// <summary>Returns the decompressed bytes of a segment.</summary>
    /// <exception cref="RepriseException">It is missing or damaged.</exception>
    public byte[] Read(int number)
    {
        if (number == _number)
            return _raw;
        ArchivedSegment segment = Find(number);
        byte[] raw = new byte[segment.RawLength];
        byte[] compressed;
        using (FileStream file = Open(segment))
        {
            compressed = new byte[file.Length];
            file.ReadExactly(compressed);
        }
        if (!BrotliDecoder.TryDecompress(compressed, raw, out int written) || written != raw.Length)
            throw Damaged(Path.Combine(folder, segment.Name), null);
        _number = number;
        _raw = raw;
        return raw;
    }

    private ArchivedSegment Find(int number) =>
        segments.FirstOrDefault(s => s.Number == number) ?? throw Damaged($"segment {number}", null);

    private FileStream Open(ArchivedSegment segment)
    {
        string path = Path.Combine(folder, segment.Name);
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0);
        }
        catch (FileNotFoundException error)
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

using System.IO.Compression;
using Reprise.Files;

namespace Reprise.Archiving;

/// <summary>Decompresses the segments of one entry and keeps the last one.</summary>
internal sealed class SegmentReader(string folder, IReadOnlyList<ArchivedSegment> segments)
{
    private int _number = -1;
    private byte[] _raw = [];

    /// <summary>Returns the decompressed bytes of a segment.</summary>
    /// <exception cref="RepriseException">It is missing or damaged.</exception>
    public byte[] Read(int number)
    {
        if (number == _number)
            return _raw;
        ArchivedSegment segment =
            segments.FirstOrDefault(s => s.Number == number) ?? throw Damaged($"segment {number}", null);
        string path = Path.Combine(folder, segment.Name);
        byte[] raw = new byte[segment.RawLength];
        try
        {
            byte[] compressed = File.ReadAllBytes(path);
            if (!BrotliDecoder.TryDecompress(compressed, raw, out int written) || written != raw.Length)
                throw Damaged(path, null);
        }
        catch (FileNotFoundException error)
        {
            throw Damaged(path, error);
        }
        _number = number;
        _raw = raw;
        return raw;
    }

    private static RepriseException Damaged(string what, Exception? inner) =>
        new("damaged", $"{what} is damaged or missing.", "Run 'reprise verify' to see what else is.", inner);
}

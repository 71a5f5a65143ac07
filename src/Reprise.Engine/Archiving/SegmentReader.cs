using System.IO.Compression;
using System.Security.Cryptography;
using Reprise.Files;

namespace Reprise.Archiving;

/// <summary>Decompresses the segments of one entry and keeps the last one.</summary>
internal sealed class SegmentReader(string folder, IReadOnlyList<ArchivedSegment> segments)
{
    private ArchivedSegment? _last;
    private byte[] _raw = [];

    /// <summary>Returns the decompressed bytes of a segment, which nobody may change.</summary>
    /// <exception cref="RepriseException">It is missing or damaged.</exception>
    public byte[] Read(int number)
    {
        if (_last?.Number == number)
            return _raw;
        ArchivedSegment segment =
            segments.FirstOrDefault(s => s.Number == number) ?? throw Damaged(Path.Combine(folder, $"segment {number}"), null);
        string path = Path.Combine(folder, segment.Name);
        try
        {
            if (Check(File.ReadAllBytes(path), segment, out byte[] raw) is not null)
                throw Damaged(path, null);
            _raw = raw;
            _last = segment;
            return raw;
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Damaged(path, error);
        }
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

    private static RepriseException Damaged(string what, Exception? inner) =>
        new("damaged", $"{what} is damaged or missing.", "Run 'reprise verify' to see what else is.", inner);
}

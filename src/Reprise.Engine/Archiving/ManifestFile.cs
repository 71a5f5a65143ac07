using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using Reprise.Files;

namespace Reprise.Archiving;

/// <summary>Reads and writes manifests, each with a checksum of itself as its last member.</summary>
internal static class ManifestFile
{
    public const string Name = "manifest.json";

    private const int ChecksumDigits = 2 * SHA256.HashSizeInBytes;

    private static ReadOnlySpan<byte> BeforeChecksum => ",\"checksum\":\""u8;

    private static ReadOnlySpan<byte> BeforeId => "\"id\":\""u8;

    private static ReadOnlySpan<byte> AfterChecksum => "\"}\n"u8;

    /// <summary>Returns the bytes of a manifest file.</summary>
    public static byte[] Format(ArchiveManifest manifest)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            ManifestWriter.WriteMembers(json, manifest);
            json.Flush();
            Span<byte> checksum = stackalloc byte[ChecksumDigits];
            WriteChecksum(bytes.WrittenSpan, checksum);
            json.WriteString("checksum"u8, checksum);
            json.WriteEndObject();
        }
        bytes.Write("\n"u8);
        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>Reads a manifest.</summary>
    /// <exception cref="RepriseException">It is damaged or of a newer format.</exception>
    public static ArchiveManifest Read(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        if (!HasChecksum(bytes))
            throw Damaged(path, null);
        try
        {
            int format = ManifestReader.ReadFormat(bytes);
            if (format > ArchiveManifest.CurrentFormat)
                throw new RepriseException(
                    "format",
                    $"{path} was written by a newer Reprise (format {format}).",
                    "Update this program to read it."
                );
            ArchiveManifest manifest = ManifestReader.Read(bytes);
            return NamesOnlyItsOwn(manifest) ? manifest : throw Damaged(path, null);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw Damaged(path, error);
        }
    }

    /// <summary>Says whether a manifest is as it was written, without reading what it says.</summary>
    public static bool IsIntact(string path) => HasChecksum(File.ReadAllBytes(path));

    /// <summary>Returns what looks like the id in a manifest, which may be damaged.</summary>
    /// <returns>Null when there is none.</returns>
    public static string? GlanceId(string path)
    {
        if (!File.Exists(path))
            return null;
        ReadOnlySpan<byte> bytes = File.ReadAllBytes(path);
        int start = bytes.IndexOf(BeforeId);
        if (start < 0 || bytes.Length < start + BeforeId.Length + ArchiveManifest.IdDigits)
            return null;
        string id = System.Text.Encoding.Latin1.GetString(bytes.Slice(start + BeforeId.Length, ArchiveManifest.IdDigits));
        return IsId(id) ? id : null;
    }

    /// <summary>Says whether a name is an id as entries have them.</summary>
    public static bool IsId(string name)
    {
        foreach (char digit in name)
        {
            if (!char.IsAsciiHexDigitLower(digit))
                return false;
        }
        return name.Length == ArchiveManifest.IdDigits;
    }

    // A checksum proves that nothing broke, not that nobody wrote it with intent.
    private static bool NamesOnlyItsOwn(ArchiveManifest manifest)
    {
        foreach (ArchivedSegment segment in manifest.Segments)
        {
            if (segment.Name != Path.GetFileName(segment.Name) || segment.Name.Trim('.', ' ').Length == 0)
                return false;
        }
        return IsId(manifest.Id);
    }

    private static bool HasChecksum(ReadOnlySpan<byte> bytes)
    {
        int end = bytes.Length - BeforeChecksum.Length - ChecksumDigits - AfterChecksum.Length;
        if (end < 0)
            return false;
        Span<byte> checksum = stackalloc byte[ChecksumDigits];
        WriteChecksum(bytes[..end], checksum);
        ReadOnlySpan<byte> last = bytes[end..];
        return last[..BeforeChecksum.Length].SequenceEqual(BeforeChecksum)
            && last.Slice(BeforeChecksum.Length, ChecksumDigits).SequenceEqual(checksum)
            && last[(BeforeChecksum.Length + ChecksumDigits)..].SequenceEqual(AfterChecksum);
    }

    private static void WriteChecksum(ReadOnlySpan<byte> bytes, Span<byte> digits)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        // The library's own way is faster once it is compiled, which takes longer than a thousand of these.
        for (int i = 0; i < hash.Length; i++)
        {
            digits[2 * i] = "0123456789abcdef"u8[hash[i] >> 4];
            digits[2 * i + 1] = "0123456789abcdef"u8[hash[i] & 15];
        }
    }

    private static RepriseException Damaged(string path, Exception? inner) =>
        new("damaged", $"The manifest {path} is damaged.", "Run 'reprise verify' to see what else is.", inner);
}

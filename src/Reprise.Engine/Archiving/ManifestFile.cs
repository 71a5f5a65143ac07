using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Reprise.Files;

namespace Reprise.Archiving;

/// <summary>Reads and writes manifests, each with a checksum of itself as its last member.</summary>
internal static class ManifestFile
{
    public const string Name = "manifest.json";

    private static ReadOnlySpan<byte> ChecksumMember => ",\"checksum\":\""u8;

    /// <summary>Returns the bytes of a manifest file.</summary>
    public static byte[] Format(ArchiveManifest manifest)
    {
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(manifest, ArchiveJson.Default.ArchiveManifest);
        ReadOnlySpan<byte> body = json.AsSpan(0, json.Length - 1);
        string checksum = Convert.ToHexStringLower(SHA256.HashData(body));
        return [.. body, .. ChecksumMember, .. Encoding.ASCII.GetBytes(checksum), .. "\"}\n"u8];
    }

    /// <summary>Reads a manifest.</summary>
    /// <exception cref="RepriseException">It is damaged or of a newer format.</exception>
    public static ArchiveManifest Read(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        int end = bytes.AsSpan().LastIndexOf(ChecksumMember);
        if (end < 0 || !HasChecksum(bytes, end))
            throw Damaged(path, null);
        try
        {
            ArchiveManifest? manifest = JsonSerializer.Deserialize(bytes, ArchiveJson.Default.ArchiveManifest);
            if (manifest?.Format > ArchiveManifest.CurrentFormat)
                throw new RepriseException(
                    "format",
                    $"{path} was written by a newer Reprise (format {manifest.Format}).",
                    "Update this program to read it."
                );
            return manifest is not null && NamesOnlyItsOwn(manifest) ? manifest : throw Damaged(path, null);
        }
        catch (JsonException error)
        {
            throw Damaged(path, error);
        }
    }

    /// <summary>Says whether a name is an id as entries have them.</summary>
    public static bool IsId(string name) =>
        name.Length == 2 * ArchiveManifest.IdBytes && name.All(char.IsAsciiHexDigitLower);

    // A checksum proves that nothing broke, not that nobody wrote it with intent.
    private static bool NamesOnlyItsOwn(ArchiveManifest manifest) =>
        IsId(manifest.Id) && manifest.Segments.All(s => s.Name == Path.GetFileName(s.Name) && s.Name.Trim('.', ' ').Length > 0);

    private static bool HasChecksum(byte[] bytes, int end)
    {
        string expected = Convert.ToHexStringLower(SHA256.HashData(bytes.AsSpan(0, end)));
        byte[] tail = [.. ChecksumMember, .. Encoding.ASCII.GetBytes(expected), .. "\"}\n"u8];
        return bytes.AsSpan(end).SequenceEqual(tail);
    }

    private static RepriseException Damaged(string path, Exception? inner) =>
        new("damaged", $"The manifest {path} is damaged.", "Run 'reprise verify' to see what else is.", inner);
}

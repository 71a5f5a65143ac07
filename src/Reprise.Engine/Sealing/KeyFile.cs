using System.Security.Cryptography;
using System.Text;
using Reprise.Files;

namespace Reprise.Sealing;

/// <summary>Reads and writes key files: a text and, as its last line, the checksum of that text.</summary>
/// <remarks>
/// A key with one wrong bit is still a key, so only a checksum shows the damage. PEM allows text around its blocks: other
/// programs read these files too, and a PEM file that a person made needs no checksum.
/// </remarks>
internal static class KeyFile
{
    private const int ChecksumDigits = 2 * SHA256.HashSizeInBytes;

    private static ReadOnlySpan<byte> ChecksumWord => "sha256 "u8;

    /// <summary>Writes a key file, mode 0600, and waits until it is on disk.</summary>
    /// <param name="path">The file.</param>
    /// <param name="lines">Its text; the last line ends in a line end.</param>
    public static void Write(string path, ReadOnlySpan<byte> lines)
    {
        byte[] content = [.. lines, .. ChecksumWord, .. Checksum(lines), (byte)'\n'];
        try
        {
            AtomicFile.Write(path, content);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(content);
        }
    }

    /// <summary>Reads the text of a key file; whoever gets a secret forgets it after use.</summary>
    /// <exception cref="RepriseException">It is damaged.</exception>
    public static byte[] Read(string path)
    {
        byte[] content = File.ReadAllBytes(path);
        int end = content.AsSpan().LastIndexOf((byte[])[(byte)'\n', .. ChecksumWord]) + 1;
        if (end == 0)
            return IsPlainPem(content) ? content : throw Damaged(path, null);
        ReadOnlySpan<byte> last = content.AsSpan(end + ChecksumWord.Length);
        bool fits =
            last.Length == ChecksumDigits + 1
            && last[^1] == '\n'
            && last[..ChecksumDigits].SequenceEqual(Checksum(content.AsSpan(0, end)));
        byte[] text = fits ? content[..end] : [];
        CryptographicOperations.ZeroMemory(content);
        return fits ? text : throw Damaged(path, null);
    }

    public static RepriseException Missing(string name, string cure) =>
        new(
            "vault",
            $"The key file vault/{name} is missing.",
            $"Put vault/{name} back from a backup{cure}. The masked archive stays readable: list, show, search and cat work."
        );

    public static RepriseException Damaged(string path, Exception? inner) =>
        new("vault", $"The key file {path} is damaged.", "Put it back from a backup; do not delete it.", inner);

    private static byte[] Checksum(ReadOnlySpan<byte> lines) =>
        Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA256.HashData(lines)));

    private static bool IsPlainPem(ReadOnlySpan<byte> content) =>
        content.StartsWith("-----BEGIN "u8) && content.TrimEnd("\r\n"u8).EndsWith("-----"u8);
}

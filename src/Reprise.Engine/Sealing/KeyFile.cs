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
    private const string ChecksumWord = "sha256 ";

    /// <summary>Writes a key file, mode 0600.</summary>
    /// <param name="path">The file.</param>
    /// <param name="text">ASCII, without a line end.</param>
    public static void Write(string path, string text)
    {
        string lines = text + "\n";
        AtomicFile.Write(path, Encoding.ASCII.GetBytes($"{lines}{ChecksumWord}{Checksum(lines)}\n"));
    }

    /// <summary>Reads the text of a key file.</summary>
    /// <exception cref="RepriseException">It is damaged.</exception>
    public static string Read(string path)
    {
        string content = Encoding.Latin1.GetString(File.ReadAllBytes(path));
        int end = content.LastIndexOf("\n" + ChecksumWord, StringComparison.Ordinal) + 1;
        if (end == 0)
            return IsPlainPem(content) ? content : throw Damaged(path, null);
        string text = content[..end];
        return content[end..] == $"{ChecksumWord}{Checksum(text)}\n" ? text : throw Damaged(path, null);
    }

    public static RepriseException Missing(string name) =>
        new(
            "vault",
            $"The key file vault/{name} is missing.",
            $"Put vault/{name} back from a backup. The masked archive stays readable without it: list, show, search and cat work."
        );

    public static RepriseException Damaged(string path, Exception? inner) =>
        new("vault", $"The key file {path} is damaged.", "Put it back from a backup; do not delete it.", inner);

    private static string Checksum(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.Latin1.GetBytes(text)));

    private static bool IsPlainPem(string content) =>
        content.StartsWith("-----BEGIN ", StringComparison.Ordinal)
        && content.TrimEnd('\r', '\n').EndsWith("-----", StringComparison.Ordinal);
}

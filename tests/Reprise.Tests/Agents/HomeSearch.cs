using System.IO.Compression;
using System.Text;
using Reprise.Archiving;
using Reprise.Files;

namespace Reprise.Tests.Agents;

/// <summary>Looks for texts in everything that a home holds: all files as they lie, and segments decompressed.</summary>
internal static class HomeSearch
{
    /// <summary>Finds which of some secrets are there, plain or as base64, and where.</summary>
    public static List<string> Find(RepriseHome home, IReadOnlyList<(string Token, string Place)> planted)
    {
        var found = new List<string>();
        Dictionary<string, string> spellings = new(StringComparer.Ordinal);
        foreach ((string token, string place) in planted)
        {
            foreach (string spelling in Spellings(token))
                spellings.TryAdd(spelling, place);
        }
        foreach ((string name, byte[] content) in Contents(home))
        {
            // Latin-1 keeps every byte a character. All spellings begin with one of a few beginnings.
            string text = Encoding.Latin1.GetString(content);
            foreach (string start in spellings.Keys.Select(spelling => spelling[..4]).Distinct(StringComparer.Ordinal))
            {
                for (
                    int at = text.IndexOf(start, StringComparison.Ordinal);
                    at >= 0;
                    at = text.IndexOf(start, at + 1, StringComparison.Ordinal)
                )
                {
                    foreach (int length in new[] { 40, 51, 52, 50 })
                    {
                        if (at + length <= text.Length && spellings.TryGetValue(text.Substring(at, length), out string? place))
                            found.Add($"{name} holds what was planted in {place}");
                    }
                }
            }
        }
        return found;
    }

    private static IEnumerable<string> Spellings(string token)
    {
        yield return token;
        // The characters of base64 that depend on the token alone, wherever it begins among three bytes.
        yield return Convert.ToBase64String(Encoding.ASCII.GetBytes(token))[..52];
        yield return Convert.ToBase64String(Encoding.ASCII.GetBytes("x" + token))[2..53];
        yield return Convert.ToBase64String(Encoding.ASCII.GetBytes("xx" + token))[3..53];
    }

    private static IEnumerable<(string, byte[])> Contents(RepriseHome home)
    {
        foreach (string path in Directory.GetFiles(home.Folder, "*", SearchOption.AllDirectories))
        {
            string name = Path.GetRelativePath(home.Folder, path);
            yield return (name, Encoding.UTF8.GetBytes(name));
            byte[] bytes = File.ReadAllBytes(path);
            yield return (name, bytes);
            if (path.EndsWith(".br", StringComparison.Ordinal))
                yield return (name, Decompress(bytes));
        }
    }

    private static byte[] Decompress(byte[] bytes)
    {
        using var brotli = new BrotliStream(new MemoryStream(bytes), CompressionMode.Decompress);
        var raw = new MemoryStream();
        brotli.CopyTo(raw);
        return raw.ToArray();
    }
}

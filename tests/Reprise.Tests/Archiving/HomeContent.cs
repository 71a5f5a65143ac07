using System.IO.Compression;
using System.Text;
using Reprise.Files;

namespace Reprise.Tests.Archiving;

/// <summary>Looks into everything that lies in a home, decompressed where it is compressed.</summary>
internal static class HomeContent
{
    /// <summary>Returns the files that hold a text.</summary>
    public static List<string> Find(RepriseHome home, string text) => FindAny(home, [text]);

    /// <summary>Returns the files that hold one of several texts.</summary>
    public static List<string> FindAny(RepriseHome home, IReadOnlyList<string> texts)
    {
        byte[][] wanted = [.. texts.Select(Encoding.UTF8.GetBytes)];
        List<string> found = [];
        foreach (string path in Directory.EnumerateFiles(home.Folder, "*", SearchOption.AllDirectories))
        {
            byte[] content = Read(path);
            if (Array.Exists(wanted, text => content.AsSpan().IndexOf(text) >= 0))
                found.Add(path);
        }
        return found;
    }

    private static byte[] Read(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        if (Path.GetExtension(path) != ".br")
            return bytes;
        var raw = new MemoryStream();
        using var stream = new BrotliStream(new MemoryStream(bytes), CompressionMode.Decompress);
        stream.CopyTo(raw);
        return raw.ToArray();
    }
}

using System.Formats.Tar;
using System.IO.Compression;
using Reprise.Agents;
using Reprise.Reading;

namespace Reprise.Importing;

/// <summary>Reads a session of SessionFS that was packed to be sent: a compressed tar of the files in its folder.</summary>
internal static class PackedSession
{
    /// <summary>More files than this has no session.</summary>
    private const int MaxFiles = 10_000;

    private const string Ending = ".sfs";
    private const string Here = "./";
    private static readonly string[] _endings = [".sfs", ".sfs.tar.gz", ".tar.gz", ".tgz"];

    /// <summary>Whether a file has a name that nothing else has.</summary>
    public static bool IsOne(string name) =>
        name.EndsWith(_endings[0], StringComparison.Ordinal) || name.EndsWith(_endings[1], StringComparison.Ordinal);

    /// <summary>Whether a file has a name that one may have.</summary>
    public static bool MayBeOne(string name) => Array.Exists(_endings, end => name.EndsWith(end, StringComparison.Ordinal));

    /// <summary>Lists its files, under a folder that is named as SessionFS names it.</summary>
    /// <param name="path">The packed session.</param>
    /// <param name="context">Where problems are reported.</param>
    public static List<HeldFile> Read(string path, DiscoveryContext context)
    {
        string folder = Path.GetFileName(path);
        folder = folder[..^_endings.First(end => folder.EndsWith(end, StringComparison.Ordinal)).Length] + Ending;
        var files = new List<HeldFile>();
        long left = HeldContent.MaxBytes;
        try
        {
            using var file = new FileStream(RegularFile.Open(path), FileAccess.Read);
            using var unpacked = new GZipStream(file, CompressionMode.Decompress);
            using var tar = new TarReader(unpacked);
            while (tar.GetNextEntry() is { } entry)
            {
                if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile))
                {
                    if (entry.EntryType is not TarEntryType.Directory)
                        context.Report($"{path}: {entry.Name}", "a link or a special file is not taken");
                    continue;
                }
                left -= entry.Length;
                if (left < 0 || files.Count == MaxFiles)
                    throw new HeldContentException("it unpacks to more than can be imported");
                byte[] content = new byte[entry.Length];
                entry.DataStream?.ReadExactly(content);
                files.Add(
                    new HeldFile(
                        $"{folder}/{NameBelow(entry.Name)}",
                        [new HeldVersion(entry.ModificationTime.UtcDateTime, new HeldBytes(content))]
                    )
                );
            }
            return files;
        }
        catch (Exception error)
            when (error is IOException or UnauthorizedAccessException or InvalidDataException or FormatException)
        {
            context.Report(path, error is FormatException ? "it is damaged" : HeldProblem.Of(error));
            return [];
        }
    }

    // Whoever packs "." has names that start with it.
    private static string NameBelow(string name)
    {
        while (name.StartsWith(Here, StringComparison.Ordinal))
            name = name[Here.Length..];
        return name;
    }
}

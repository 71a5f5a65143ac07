using Reprise.Archiving;
using Reprise.Files;
using Reprise.Sealing;

namespace Reprise.Tests.Robustness;

/// <summary>Finds files in a home that belong to nothing.</summary>
internal static class HomeLitter
{
    public static List<string> Of(RepriseHome home)
    {
        var archive = new SessionArchive(home);
        HashSet<string> wanted = new(StringComparer.Ordinal);
        foreach (string name in archive.Names())
        {
            ArchiveEntry entry = archive.Open(name);
            wanted.Add(Path.Combine(entry.Folder, "manifest.json"));
            wanted.UnionWith(entry.Manifest.Segments.Select(segment => Path.Combine(entry.Folder, segment.Name)));
            wanted.UnionWith(
                entry.Manifest.VaultParts.Select(part => Path.Combine(entry.VaultFolder, ArchiveEntry.PartName(part.Number)))
            );
        }
        wanted.UnionWith(HomeKeys.FileNames.Select(name => Path.Combine(home.Vault, name)));
        return
        [
            .. new[] { home.Archive, home.Vault }
                .SelectMany(folder => Directory.GetFiles(folder, "*", SearchOption.AllDirectories))
                .Where(path => !wanted.Contains(path))
                .Select(path => Path.GetRelativePath(home.Folder, path)),
        ];
    }
}

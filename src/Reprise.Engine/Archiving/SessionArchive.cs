using Reprise.Files;
using Reprise.Sealing;

namespace Reprise.Archiving;

/// <summary>The archive of a home: a dated tree of entries that a person can walk.</summary>
public sealed class SessionArchive(RepriseHome home)
{
    private const string UnfinishedFolder = ".unfinished";
    private readonly Lock _naming = new();

    /// <summary>Opens an entry.</summary>
    /// <param name="name">Its name, as the index or <see cref="Names"/> gives it.</param>
    /// <exception cref="RepriseException">It is missing or damaged.</exception>
    public ArchiveEntry Open(string name)
    {
        string manifest = Path.Combine(Folder(name), ManifestFile.Name);
        if (!File.Exists(manifest))
            throw new RepriseException("damaged", $"The archive entry {name} is missing.", "Put it back from a backup, or run 'reprise reindex'.");
        return Open(name, ManifestFile.Read(manifest));
    }

    internal ArchiveEntry Open(string name, ArchiveManifest manifest) =>
        new(name, Folder(name), VaultFolder(name), manifest);

    /// <summary>Lists the names of all entries, oldest first.</summary>
    public IEnumerable<string> Names()
    {
        if (!Directory.Exists(home.Archive))
            yield break;
        foreach (string year in Sorted(home.Archive))
        foreach (string month in Sorted(year))
        foreach (string entry in Sorted(month))
            yield return Path.GetRelativePath(home.Archive, entry).Replace('\\', '/');
    }

    /// <summary>Starts writing a session.</summary>
    /// <param name="previous">Its entry; null when it is new.</param>
    /// <param name="sealer">What encrypts its secrets; null when they are not kept.</param>
    public EntryWriter Write(ArchiveEntry? previous, VaultSealer? sealer)
    {
        if (previous is not null)
            return new EntryWriter(this, previous, sealer, previous.Folder);
        string folder = Path.Combine(home.Archive, UnfinishedFolder, Guid.NewGuid().ToString("N"));
        PrivateFolder.Create(folder);
        return new EntryWriter(this, null, sealer, folder);
    }

    /// <summary>Replaces what an entry says about its session, not its content.</summary>
    public ArchiveEntry Rewrite(ArchiveEntry entry, ArchiveManifest manifest)
    {
        manifest = manifest with { Revision = entry.Manifest.Revision + 1 };
        AtomicFile.Write(Path.Combine(entry.Folder, ManifestFile.Name), ManifestFile.Format(manifest));
        return Open(entry.Name, manifest);
    }

    /// <summary>Deletes what captures left that were killed before they committed.</summary>
    public void DeleteUnfinished()
    {
        string folder = Path.Combine(home.Archive, UnfinishedFolder);
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    /// <summary>Names an entry: <c>2026/06/2026-06-05_1430_my-project_a1b2c3d4</c>.</summary>
    /// <param name="started">When the session started.</param>
    /// <param name="project">Its working folder, masked; null when unknown.</param>
    /// <param name="nativeId">Its native id, of which only plain letters and digits are used.</param>
    public static string NameOf(DateTimeOffset started, string? project, string nativeId)
    {
        DateTimeOffset utc = started.ToUniversalTime();
        string slug = Slug(project is null ? "" : project.TrimEnd('/', '\\').Split('/', '\\')[^1], 40);
        string id = Slug(nativeId, 64).Replace("-", "", StringComparison.Ordinal);
        id = id.Length > 8 ? id[^8..] : id;
        return $"{utc:yyyy}/{utc:MM}/{utc:yyyy-MM-dd_HHmm}_{(slug.Length == 0 ? "unknown" : slug)}_{(id.Length == 0 ? "0" : id)}";
    }

    internal string VaultFolder(string name) => Path.Combine(home.Vault, name.Replace('/', Path.DirectorySeparatorChar));

    internal string FreeName(string name)
    {
        lock (_naming)
        {
            string free = name;
            for (int i = 2; Directory.Exists(Folder(free)); i++)
                free = $"{name}-{i}";
            // Taken at once, so that a second session with the same name gets another.
            PrivateFolder.Create(Folder(free));
            return free;
        }
    }

    internal void Publish(string folder, string name)
    {
        string target = Folder(name);
        lock (_naming)
        {
            Directory.Delete(target);
            Directory.Move(folder, target);
        }
        PrivateFolder.Flush(Path.GetDirectoryName(target)!);
    }

    internal string Folder(string name) => Path.Combine(home.Archive, name.Replace('/', Path.DirectorySeparatorChar));

    private static string Slug(string text, int max)
    {
        Span<char> slug = stackalloc char[max];
        int length = 0;
        foreach (char c in text)
        {
            if (length == max)
                break;
            bool plain = char.IsAsciiLetterOrDigit(c) || c is '_';
            if (plain || (length > 0 && slug[length - 1] != '-'))
                slug[length++] = plain ? c : '-';
        }
        return slug[..length].Trim('-').ToString();
    }

    private static IEnumerable<string> Sorted(string folder) =>
        Directory
            .EnumerateDirectories(folder)
            .Where(d => !Path.GetFileName(d).StartsWith('.'))
            .Order(StringComparer.Ordinal);
}

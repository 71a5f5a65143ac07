using System.Security.Cryptography;
using Reprise.Files;
using Reprise.Sealing;

namespace Reprise.Archiving;

/// <summary>The archive of a home: a dated tree of entries that a person can walk.</summary>
public sealed class SessionArchive(RepriseHome home)
{
    private const string UnfinishedFolder = ".unfinished";
    private const string AsideFolder = ".aside";
    private readonly Lock _naming = new();
    private readonly HashSet<string> _reserved = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Opens an entry.</summary>
    /// <param name="name">Its name, as the index or <see cref="Names"/> gives it.</param>
    /// <exception cref="RepriseException">It is missing or damaged.</exception>
    public ArchiveEntry Open(string name)
    {
        string manifest = Path.Combine(Folder(name), ManifestFile.Name);
        if (!File.Exists(manifest))
            throw new RepriseException(
                "damaged",
                $"The archive entry {name} is missing.",
                "Put it back from a backup, or run 'reprise reindex'."
            );
        return Open(name, ManifestFile.Read(manifest));
    }

    internal ArchiveEntry Open(string name, ArchiveManifest manifest)
    {
        string folder = Folder(name);
        return new ArchiveEntry(name, () => folder, VaultFolder(manifest.Id), manifest);
    }

    /// <summary>Lists the names of all entries, oldest first.</summary>
    public IEnumerable<string> Names()
    {
        if (!Directory.Exists(home.Archive))
            yield break;
        foreach (string year in Sorted(home.Archive))
        foreach (string month in Sorted(year))
        foreach (string entry in Sorted(month))
        {
            if (Directory.EnumerateFileSystemEntries(entry).Any())
                yield return Path.GetRelativePath(home.Archive, entry).Replace('\\', '/');
        }
    }

    /// <summary>Says whether an entry is there, not whether it is undamaged.</summary>
    public bool Contains(string name) => File.Exists(Path.Combine(Folder(name), ManifestFile.Name));

    /// <summary>Says whether an entry is there and its manifest is as it was written.</summary>
    public bool IsReadable(string name) => Contains(name) && ManifestFile.IsIntact(Path.Combine(Folder(name), ManifestFile.Name));

    /// <summary>Moves an entry and its sealed originals out of the way, because it is damaged. Nothing is deleted.</summary>
    /// <returns>Where it is now, below the home; null when nothing of it is left.</returns>
    /// <exception cref="IOException">The disk is full or broken.</exception>
    public string? SetAside(string name)
    {
        string folder = Folder(name);
        if (!Directory.Exists(folder))
            return null;
        string? id = ManifestFile.GlanceId(Path.Combine(folder, ManifestFile.Name));
        // An entry that was copied has the originals of the one it was copied from.
        bool isShared = Names()
            .Any(other => other != name && id == ManifestFile.GlanceId(Path.Combine(Folder(other), ManifestFile.Name)));
        PrivateFolder.Create(Aside);
        string moved = Files.SetAside.Move(folder, Path.Combine(Aside, Path.GetFileName(folder)));
        if (id is not null && !isShared)
            SetOriginalsAside(id);
        return Below(moved);
    }

    /// <summary>Moves sealed originals out of the way.</summary>
    /// <param name="id">The entry that they belonged to.</param>
    /// <returns>Where they are now, below the home; null when there are none.</returns>
    public string? SetOriginalsAside(string id)
    {
        if (!ManifestFile.IsId(id) || !Directory.Exists(VaultFolder(id)))
            return null;
        PrivateFolder.Create(VaultAside);
        return Below(Files.SetAside.Move(VaultFolder(id), Path.Combine(VaultAside, id)));
    }

    /// <summary>Lists what was set aside, as paths below the home.</summary>
    public IEnumerable<string> WhatIsAside() =>
        ((string[])[Aside, VaultAside])
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal))
            .Select(Below);

    /// <summary>Starts writing a session.</summary>
    /// <param name="previous">Its entry; null when it is new.</param>
    /// <param name="sealer">What encrypts its secrets; null when they are not kept.</param>
    public EntryWriter Write(ArchiveEntry? previous, VaultSealer? sealer)
    {
        if (previous is not null)
            return new EntryWriter(
                this,
                previous,
                sealer,
                previous.Manifest.Id,
                new EntryStage(previous.Folder, previous.VaultFolder)
            );
        // A new entry waits under its id, so that what it has put into the vault is found when it is given up.
        string id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(ArchiveManifest.IdBytes));
        var stage = new EntryStage(Path.Combine(Unfinished, id), VaultFolder(id));
        PrivateFolder.Create(stage.Folder);
        return new EntryWriter(this, null, sealer, id, stage);
    }

    /// <summary>Starts a batch: entries that are committed to it become visible together, after one wait for the disk.</summary>
    public CommitBatch BeginBatch() => new(this);

    /// <summary>Replaces what an entry says about its session, not its content, and waits until it is on disk.</summary>
    public ArchiveEntry Rewrite(ArchiveEntry entry, ArchiveManifest manifest)
    {
        using CommitBatch batch = BeginBatch();
        ArchiveEntry rewritten = Rewrite(entry, manifest, batch);
        batch.Complete();
        return rewritten;
    }

    /// <summary>Replaces what an entry says about its session, not its content, when a batch is completed.</summary>
    public ArchiveEntry Rewrite(ArchiveEntry entry, ArchiveManifest manifest, CommitBatch batch)
    {
        manifest = manifest with { Revision = entry.Manifest.Revision + 1 };
        var prepared = new PreparedEntry(this, entry.Name, new EntryStage(entry.Folder, entry.VaultFolder));
        prepared.Prepare(manifest, entry.Name);
        batch.Add(prepared);
        return Open(entry.Name, manifest);
    }

    /// <summary>Deletes what captures left that were killed before they committed.</summary>
    public void DeleteUnfinished()
    {
        if (!Directory.Exists(Unfinished))
            return;
        foreach (string folder in Directory.EnumerateDirectories(Unfinished).Where(f => ManifestFile.IsId(Path.GetFileName(f))))
            new EntryStage(folder, VaultFolder(Path.GetFileName(folder))).Delete();
        Directory.Delete(Unfinished, recursive: true);
    }

    /// <summary>Deletes what a killed capture left in an entry: files that its manifest does not mention, or not any more.</summary>
    /// <remarks>What was masked again must not stay readable in a segment that nobody knows.</remarks>
    public static void DeleteStrays(ArchiveEntry entry)
    {
        HashSet<string> known =
        [
            ManifestFile.Name,
            .. entry.Manifest.Segments.Select(segment => segment.Name),
            .. entry.Manifest.VaultParts.Select(part => ArchiveEntry.PartName(part.Number)),
        ];
        foreach (string folder in (string[])[entry.Folder, entry.VaultFolder])
        {
            if (!Directory.Exists(folder))
                continue;
            foreach (string path in Directory.EnumerateFiles(folder).Where(path => IsOurs(Path.GetFileName(path), known)))
                File.Delete(path);
        }
    }

    // A file that a person put there is not ours to delete.
    private static bool IsOurs(string name, HashSet<string> known) =>
        !known.Contains(name)
        && (
            name.EndsWith(AtomicFile.UnfinishedEnding, StringComparison.Ordinal)
            || name.EndsWith(".sealed", StringComparison.Ordinal)
            || (name.EndsWith(".br", StringComparison.Ordinal) && name is [>= '0' and <= '9', ..])
        );

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

    internal string Root => home.Archive;

    internal string VaultRoot => home.Vault;

    internal string Unfinished => Path.Combine(home.Archive, UnfinishedFolder);

    internal bool IsUnfinished(string id) => Directory.Exists(Path.Combine(Unfinished, id));

    /// <summary>Where entries lie that are damaged.</summary>
    internal string Aside => Path.Combine(home.Archive, AsideFolder);

    /// <summary>Where originals lie that belong to no entry of the archive any more.</summary>
    internal string VaultAside => Path.Combine(home.Vault, AsideFolder);

    /// <summary>Lists the folders of sealed originals, one for each entry that has any.</summary>
    internal IEnumerable<string> VaultFolders() =>
        Directory.Exists(home.Vault)
            ? Sorted(home.Vault).SelectMany(Directory.EnumerateDirectories).Order(StringComparer.Ordinal)
            : [];

    internal string VaultFolder(string id) => Path.Combine(home.Vault, id[..2], id);

    /// <summary>Takes a name for a new entry; a number is added when another entry has it.</summary>
    internal string Reserve(string name)
    {
        lock (_naming)
        {
            string free = name;
            for (int i = 2; _reserved.Contains(free) || Directory.Exists(Folder(free)); i++)
                free = $"{name}-{i}";
            _reserved.Add(free);
            return free;
        }
    }

    internal void Release(string name)
    {
        lock (_naming)
            _reserved.Remove(name);
    }

    internal void Flush(FlushSet flush) => flush.Flush(home.Archive, home.Vault);

    internal string Folder(string name) => Path.Combine(home.Archive, name.Replace('/', Path.DirectorySeparatorChar));

    private string Below(string path) => Path.GetRelativePath(home.Folder, path).Replace('\\', '/');

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
        Directory.EnumerateDirectories(folder).Where(d => !Path.GetFileName(d).StartsWith('.')).Order(StringComparer.Ordinal);
}

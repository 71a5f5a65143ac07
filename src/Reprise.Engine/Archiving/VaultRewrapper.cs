using System.Security.Cryptography;
using Reprise.Files;
using Reprise.Sealing;

namespace Reprise.Archiving;

/// <summary>Wraps the data keys of all boxes anew, for the present recipients. What is sealed stays as it is.</summary>
/// <remarks>
/// An entry is written like a capture writes it: new parts under new numbers, then the manifest, then the old parts go. A kill
/// at any moment leaves each entry as it was or as it will be, and running it again does the rest.
/// </remarks>
/// <param name="home">The home, whose lock is held.</param>
/// <param name="opener">Opens the boxes.</param>
/// <param name="recipients">Who opens them from now on.</param>
internal sealed class VaultRewrapper(RepriseHome home, VaultOpener opener, IReadOnlyList<VaultRecipient> recipients)
{
    /// <summary>So many entries wait for the disk together.</summary>
    private const int BatchEntries = 64;

    private readonly SessionArchive _archive = new(home);
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private readonly List<ArchiveDamage> _left = [];
    private int _parts;
    private long _unopenable;
    private bool _needsOldKeys;

    /// <summary>Does it.</summary>
    /// <param name="progress">Hears how many entries are done.</param>
    /// <param name="cancellation">Ends it between two entries; what is done stays.</param>
    public RewrapReport Run(IProgress<WorkDone>? progress, CancellationToken cancellation)
    {
        using VaultSealer sealer = VaultSealer.Create(recipients);
        var boxes = new BoxRewrapper(opener, sealer, [.. recipients.Select(recipient => recipient.Id)]);
        string[] names = [.. _archive.Names()];
        int entries = 0;
        using (CommitBatch batch = _archive.BeginBatch())
        {
            for (int i = 0; i < names.Length; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                entries += Rewrap(names[i], boxes, batch) ? 1 : 0;
                if (batch.Count >= BatchEntries)
                    batch.Complete();
                progress?.Report(new WorkDone(i + 1, names.Length));
            }
            batch.Complete();
        }
        RewrapWhatIsAside(boxes);
        FindOrphans();
        return new RewrapReport(entries, _parts, boxes.Rewrapped, boxes.Unchanged, _unopenable, _needsOldKeys, _left);
    }

    private bool Rewrap(string name, BoxRewrapper boxes, CommitBatch batch)
    {
        ArchiveManifest manifest;
        try
        {
            manifest = _archive.Open(name).Manifest;
        }
        catch (RepriseException error)
        {
            Leave(name, $"archive/{name}", error.Message);
            return false;
        }
        _ids.Add(manifest.Id);
        if (manifest.VaultParts.Count == 0)
            return false;
        var entry = new EntryRewrap(_archive, name, manifest);
        if (entry.FindDamage() is { } damaged)
        {
            Leave(name, Below(damaged), "is missing or damaged");
            _needsOldKeys |= entry.Parts.Any(Needs);
            return false;
        }
        bool isChanged;
        try
        {
            isChanged = entry.Run(boxes, batch);
        }
        catch (CryptographicException)
        {
            Leave(name, Below(_archive.VaultFolder(manifest.Id)), "does not open, although its checksums fit");
            _needsOldKeys = true;
            return false;
        }
        _parts += isChanged ? manifest.VaultParts.Count : 0;
        _unopenable += entry.Unopenable;
        return isChanged;
    }

    // No manifest counts on the bytes of what was set aside; what can be opened there must open with the new key, too.
    private void RewrapWhatIsAside(BoxRewrapper boxes)
    {
        if (!Directory.Exists(_archive.VaultAside))
            return;
        foreach (string folder in Directory.EnumerateDirectories(_archive.VaultAside))
        foreach (string path in Directory.GetFiles(folder, "*.sealed"))
        {
            string owner = Path.GetFileName(folder);
            owner = owner.Length > ArchiveManifest.IdDigits ? owner[..ArchiveManifest.IdDigits] : owner;
            if (boxes.RewrapAnywhere(owner, File.ReadAllBytes(path), out long unopenable) is { } part)
                AtomicFile.Write(path, part);
            _unopenable += unopenable;
        }
    }

    // Their entry may be put back from a backup, and its manifest knows the parts as they are now.
    private void FindOrphans()
    {
        foreach (string folder in _archive.VaultFolders().Where(folder => !_ids.Contains(Path.GetFileName(folder))))
        {
            if (!Directory.EnumerateFiles(folder, "*.sealed").Any(Needs))
                continue;
            _needsOldKeys = true;
            Leave("", Below(folder), "belongs to no entry that can be read");
        }
    }

    /// <summary>Whether a part can be opened only by a key that is no recipient any more, or cannot be read at all.</summary>
    private bool Needs(string path) =>
        SealedPart.RecipientsOf(path)?.Any(ids => !ids.Any(IsRecipient) && ids.Any(IsHere)) ?? true;

    private bool IsRecipient(KeyId id) => recipients.Any(recipient => recipient.Id == id);

    private bool IsHere(KeyId id) => opener.Keys.Contains(id);

    private void Leave(string entry, string file, string problem) => _left.Add(new ArchiveDamage(entry, file, problem));

    private string Below(string path) => Path.GetRelativePath(home.Folder, path).Replace('\\', '/');
}

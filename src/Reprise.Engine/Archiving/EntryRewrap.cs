using System.Security.Cryptography;
using Reprise.Files;
using Reprise.Sealing;

namespace Reprise.Archiving;

/// <summary>Writes the sealed parts of one entry anew, for other recipients.</summary>
internal sealed class EntryRewrap(SessionArchive archive, string name, ArchiveManifest manifest)
{
    private readonly string _folder = archive.VaultFolder(manifest.Id);

    /// <summary>The files of the parts.</summary>
    public IEnumerable<string> Parts => manifest.VaultParts.Select(PathOf);

    /// <summary>How many boxes stay as they are because no key at hand opens them.</summary>
    public long Unopenable { get; private set; }

    /// <summary>Returns the first part that is not what the manifest says; null when all are.</summary>
    public string? FindDamage()
    {
        foreach (ArchivedPart part in manifest.VaultParts)
        {
            string path = PathOf(part);
            if (!File.Exists(path))
                return path;
            using FileStream stream = File.OpenRead(path);
            if (Convert.ToHexStringLower(SHA256.HashData(stream)) != part.Sha256)
                return path;
        }
        return null;
    }

    /// <summary>Writes what is to be changed.</summary>
    /// <param name="boxes">Wraps the boxes.</param>
    /// <param name="batch">Makes the new parts those of the entry when it is completed.</param>
    /// <returns>Whether anything is changed.</returns>
    public bool Run(BoxRewrapper boxes, CommitBatch batch)
    {
        var prepared = new PreparedEntry(archive, name, new EntryStage(archive.Folder(name), _folder));
        try
        {
            var files = new EntryFiles(manifest.Files);
            List<ArchivedPart> parts = Write(boxes, files, prepared);
            // What a kill left may still be sealed for a key that is to open nothing any more.
            string[] strays =
            [
                .. Directory.GetFiles(_folder, "*.sealed").Except(Parts.Concat(parts.Select(PathOf)), StringComparer.Ordinal),
            ];
            if (parts.SequenceEqual(manifest.VaultParts))
            {
                foreach (string stray in strays)
                    File.Delete(stray);
                return false;
            }
            foreach (string stray in strays)
                prepared.Obsoletes(stray);
            // The revision stays: it is for the index, which knows nothing of what is sealed.
            prepared.Prepare(manifest with { Files = files.ToArray(), VaultParts = parts }, name);
            batch.Add(prepared);
            return true;
        }
        catch
        {
            prepared.Abandon();
            throw;
        }
    }

    // The order of the numbers is that of the boxes, so that all behind the first changed part get a new number.
    private List<ArchivedPart> Write(BoxRewrapper boxes, EntryFiles files, PreparedEntry prepared)
    {
        List<ArchivedPart> parts = [];
        int next = manifest.VaultParts.Max(part => part.Number) + 1;
        bool isChanged = false;
        foreach (ArchivedPart part in manifest.VaultParts)
        {
            byte[] before = File.ReadAllBytes(PathOf(part));
            byte[]? after = boxes.Rewrap(manifest.Id, part.FirstBox, before, out long unopenable);
            Unopenable += unopenable;
            isChanged |= after is not null;
            if (!isChanged)
            {
                parts.Add(part);
                continue;
            }
            after ??= before;
            ArchivedPart written = part with
            {
                Number = next++,
                Length = after.Length,
                Sha256 = Convert.ToHexStringLower(SHA256.HashData(after)),
            };
            string path = PathOf(written);
            prepared.Wrote(path);
            // Left by a run that was killed before its manifest was written.
            File.Delete(path);
            using (FileStream stream = PrivateFolder.CreateFile(path))
                stream.Write(after);
            prepared.Obsoletes(PathOf(part));
            files.Change(slice => EntryOriginals.MovePart(slice, part.Number, written.Number));
            parts.Add(written);
        }
        return parts;
    }

    private string PathOf(ArchivedPart part) => Path.Combine(_folder, ArchiveEntry.PartName(part.Number));
}

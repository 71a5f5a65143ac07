using System.Security.Cryptography;
using Reprise.Files;
using Reprise.Sealing;

namespace Reprise.Archiving;

/// <summary>The check of one entry: its manifest, segments and sealed parts.</summary>
internal sealed class EntryCheck(RepriseHome home, SessionArchive archive, string name)
{
    private readonly List<ArchiveDamage> _damaged = [];
    private readonly List<ArchiveDamage> _notes = [];
    private readonly HashSet<string> _accounted = new(StringComparer.Ordinal);
    private int _files;
    private long _bytes;

    /// <summary>The entry's id; null when its manifest cannot be read.</summary>
    public string? Id { get; private set; }

    /// <summary>Checks the entry.</summary>
    /// <param name="vault">Opens the originals too, and compares them with their hashes; null leaves them sealed.</param>
    public ArchiveReport Run(VaultOpener? vault)
    {
        if (ReadManifest() is { } manifest)
        {
            Id = manifest.Id;
            foreach (ArchivedSegment segment in manifest.Segments)
                CheckSegment(manifest, segment);
            foreach (ArchivedPart part in manifest.VaultParts)
                CheckPart(archive.VaultFolder(manifest.Id), part);
            CheckReferences(manifest);
            if (vault is not null && _damaged.Count == 0)
                CheckOriginals(manifest, vault);
            NoteStrays(archive.VaultFolder(manifest.Id));
        }
        NoteStrays(archive.Folder(name));
        return new ArchiveReport(1, _files, _bytes, _damaged, _notes);
    }

    private ArchiveManifest? ReadManifest()
    {
        string path = Path.Combine(archive.Folder(name), ManifestFile.Name);
        if (!Exists(path))
            return null;
        Count(path);
        try
        {
            return ManifestFile.Read(path);
        }
        catch (RepriseException error) when (error.Kind == "format")
        {
            Damage(path, "was written by a newer version of this program");
        }
        catch (RepriseException)
        {
            Damage(path, "has another checksum");
        }
        return null;
    }

    private void CheckSegment(ArchiveManifest manifest, ArchivedSegment segment)
    {
        string path = Path.Combine(archive.Folder(name), segment.Name);
        if (!Exists(path))
            return;
        Count(path);
        if (SegmentReader.Check(File.ReadAllBytes(path), segment, out byte[] raw) is { } problem)
        {
            Damage(path, problem);
            return;
        }
        foreach (ArchivedFile file in manifest.Files)
        foreach (FileVersion version in file.Versions)
        foreach (FileSlice slice in version.Slices)
        {
            if (slice.Segment == segment.Number && !Fits(slice, raw))
                Damage(path, "does not hold what the manifest says");
        }
    }

    private static bool Fits(FileSlice slice, byte[] raw) =>
        slice.Offset >= 0
        && slice.Length >= 0
        && slice.Offset + slice.Length <= raw.Length
        && (
            slice.Sha256 is null
            || Convert.ToHexStringLower(SHA256.HashData(raw.AsSpan((int)slice.Offset, slice.Length))) == slice.Sha256
        );

    private void CheckPart(string folder, ArchivedPart part)
    {
        string path = Path.Combine(folder, ArchiveEntry.PartName(part.Number));
        if (!Exists(path))
            return;
        Count(path);
        byte[] bytes = File.ReadAllBytes(path);
        if (bytes.Length != part.Length)
            Damage(path, $"has {bytes.Length} bytes instead of {part.Length}");
        else if (Convert.ToHexStringLower(SHA256.HashData(bytes)) != part.Sha256)
            Damage(path, "has another checksum");
    }

    private void CheckReferences(ArchiveManifest manifest)
    {
        HashSet<int> segments = [.. manifest.Segments.Select(s => s.Number)];
        HashSet<int> parts = [.. manifest.VaultParts.Select(p => p.Number)];
        bool holds = manifest
            .Files.SelectMany(f => f.Versions)
            .All(v =>
                v.Slices.Sum(s => s.OriginalLength) == v.Length
                && v.Slices.All(s =>
                    segments.Contains(s.Segment)
                    && (s.Part is not { } part || parts.Contains(part))
                    && (s.Under ?? []).All(u => parts.Contains(u.Part))
                )
            );
        if (!holds)
            Damage(Path.Combine(archive.Folder(name), ManifestFile.Name), "contradicts itself");
    }

    private void CheckOriginals(ArchiveManifest manifest, VaultOpener vault)
    {
        ArchiveEntry entry = archive.Open(name, manifest);
        foreach (ArchivedFile file in manifest.Files)
        foreach (FileVersion version in file.Versions.Where(v => v.Slices.Any(s => s.Part is not null)))
        {
            try
            {
                long length = entry.Unmask(version, () => vault).Read().Sum(run => (long)run.Length);
                if (length != version.Length)
                    Damage(entry.VaultFolder, $"gives {length} bytes of {file.Path} instead of {version.Length}");
            }
            catch (RepriseException error) when (error.Kind == "vault")
            {
                // Sealed for others, or not kept in part: it is as it was written.
                Note(entry.VaultFolder, $"does not give {file.Path} back: {error.Message}");
            }
            catch (RepriseException error)
            {
                Damage(entry.VaultFolder, $"does not give {file.Path} back: {error.Message}");
            }
        }
    }

    private void NoteStrays(string folder)
    {
        if (!Directory.Exists(folder))
            return;
        foreach (string path in Directory.EnumerateFileSystemEntries(folder).Where(p => !_accounted.Contains(p)))
            Note(path, "belongs to no capture");
    }

    private bool Exists(string path)
    {
        _accounted.Add(path);
        if (File.Exists(path))
            return true;
        Damage(path, "is missing");
        return false;
    }

    private void Count(string path)
    {
        _files++;
        _bytes += new FileInfo(path).Length;
    }

    private void Damage(string path, string problem) => _damaged.Add(new ArchiveDamage(name, Below(path), problem));

    private void Note(string path, string text) => _notes.Add(new ArchiveDamage(name, Below(path), text));

    private string Below(string path) => Path.GetRelativePath(home.Folder, path).Replace('\\', '/');
}

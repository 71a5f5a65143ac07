using Reprise.Archiving;
using Reprise.Masking;
using Reprise.Reading;
using Reprise.Sealing;

namespace Reprise.Capturing;

/// <summary>Finds out what an imported state adds to what is archived: more of it, an older state, or nothing.</summary>
internal static class ImportComparison
{
    /// <summary>Documents are compared with so many archived states at most, the latest first: each is parsed.</summary>
    private const int MaxDocuments = 16;

    /// <summary>Gives a transcript the place of the archived one when it lay in another folder on another machine.</summary>
    public static SourceFile Place(SourceFile file, SessionFootprint footprint, ArchiveEntry? entry)
    {
        if (entry is null || file.Role != FileRole.Transcript || entry.Manifest.Files.Any(f => f.Path == file.RelativePath))
            return file;
        ArchivedFile[] others = [.. entry.Manifest.Files.Where(f => f.Role == FileRole.Transcript && f.Shape == file.Shape)];
        bool isAlone = footprint.Files.Count(f => f.Role == FileRole.Transcript) == 1;
        return others.Length == 1 && isAlone ? file with { RelativePath = others[0].Path } : file;
    }

    /// <summary>Compares a file.</summary>
    /// <param name="source">The imported state.</param>
    /// <param name="footprint">What it belongs to.</param>
    /// <param name="entry">The session's entry; null when it is new.</param>
    /// <param name="archived">The file in it; null when it is new.</param>
    public static FileChange Compare(MaskedSource source, SessionFootprint footprint, ArchiveEntry? entry, ArchivedFile? archived)
    {
        if (entry is null || archived is null)
            return FileChange.New;
        if (Has(entry, archived, source) || (footprint.IsMaskedCopy && HasAsManyLines(entry, archived, source)))
            return FileChange.None;
        FileVersion current = archived.Current;
        FileChange change = FileComparison.Compare(source, archived, full: true);
        if (change != FileChange.Rewritten)
            return change;
        // What an agent left last stays current, unless something newer has more. What was imported, too, is only as old as it is.
        bool takesPlace = IsImported(current)
            ? source.LastWriteUtc >= current.LastWriteUtc
            : source.LastWriteUtc > current.LastWriteUtc && source.Length > current.Length;
        return takesPlace ? FileChange.Rewritten : FileChange.Older;
    }

    // It was captured when somebody else kept it; a capture comes after the change.
    private static bool IsImported(FileVersion version) => version.CapturedAt.UtcDateTime == version.LastWriteUtc;

    /// <summary>Whether the archive has all states of a session already.</summary>
    public static bool HasAll(ArchiveEntry entry, SessionFootprint footprint, SourceMasker masker)
    {
        using var known = new KnownSecrets();
        SourceFile[] files = [.. footprint.States.SelectMany(state => state.Files).Select(file => Place(file, footprint, entry))];
        try
        {
            foreach (SourceFile file in files)
            {
                using MaskedSource source = masker.Open(file);
                source.Learn(0, known);
            }
            return Array.TrueForAll(files, IsThere);
        }
        catch (Exception error)
            when (error is IOException or UnauthorizedAccessException or SourceLostException or MaskingFailedException)
        {
            return false;
        }

        bool IsThere(SourceFile file)
        {
            using MaskedSource source = masker.Open(file, known);
            ArchivedFile? archived = entry.Manifest.Files.FirstOrDefault(f => f.Path == file.RelativePath);
            return Compare(source, footprint, entry, archived) == FileChange.None;
        }
    }

    private static bool Has(ArchiveEntry entry, ArchivedFile archived, MaskedSource source)
    {
        foreach (FileVersion version in archived.Versions)
        {
            if (source.Length > version.Length)
                continue;
            bool isWhole = source.Length == version.Length;
            if (isWhole ? FileComparison.Matches(source, version, source.Length) : IsBeginning(entry, version, source))
                return true;
        }
        return archived.Shape == TextShape.Json
            && archived.Versions.Reverse().Take(MaxDocuments).Any(version => IsInDocument(entry, version, source));
    }

    // Hashes are of whole slices, and a state may end anywhere in one: so what both are masked to is compared.
    private static bool IsBeginning(ArchiveEntry entry, FileVersion version, MaskedSource source)
    {
        source.Select(0, source.Length, maskedOffset: 0);
        if (!source.Read(out MaskedBlock? block))
            return true;
        int at = 0;
        foreach (MaskedBlock archived in entry.Read(version))
        {
            ReadOnlySpan<byte> rest = archived.Bytes;
            while (!rest.IsEmpty)
            {
                ReadOnlySpan<byte> mine = block.Bytes[at..];
                int length = Math.Min(rest.Length, mine.Length);
                if (!rest[..length].SequenceEqual(mine[..length]))
                    return false;
                rest = rest[length..];
                at += length;
                if (at < block.Bytes.Length)
                    continue;
                if (!source.Read(out block))
                    return true;
                at = 0;
            }
        }
        return false;
    }

    private static bool IsInDocument(ArchiveEntry entry, FileVersion version, MaskedSource source)
    {
        var growth = new DocumentGrowth();
        foreach (MaskedBlock block in entry.Read(version))
            growth.Add(block);
        source.Select(0, source.Length, maskedOffset: 0);
        return growth.HasAllOf(Blocks(source));
    }

    private static bool HasAsManyLines(ArchiveEntry entry, ArchivedFile archived, MaskedSource source)
    {
        source.Select(0, source.Length, maskedOffset: 0);
        long lines = Lines(Blocks(source));
        return archived.Versions.Any(version => Lines(entry.Read(version)) >= lines);
    }

    private static long Lines(IEnumerable<MaskedBlock> blocks) => blocks.Sum(block => (long)block.Bytes.Count((byte)'\n'));

    private static IEnumerable<MaskedBlock> Blocks(MaskedSource source)
    {
        while (source.Read(out MaskedBlock? block))
            yield return block;
    }
}

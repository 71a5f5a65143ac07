using Reprise.Masking;
using Reprise.Sealing;

namespace Reprise.Archiving;

/// <summary>Writes the content of an entry again because more of it is to be masked than when it was captured.</summary>
/// <remarks>
/// It works on masked bytes, so it needs neither the native files nor a key that opens the vault. What it masks is sealed on top
/// of what was sealed before. All states of all files are masked; each slice keeps standing for the same native bytes.
/// </remarks>
internal sealed class EntryRemask : IDisposable
{
    private readonly SessionArchive _archive;
    private readonly ArchiveEntry _entry;
    private readonly SourceMasker _masker;
    private readonly PreparedEntry _prepared;
    private readonly EntryFiles _files = new([]);
    private readonly EntrySegments _segments;
    private readonly EntryOriginals? _originals;
    private readonly FindingTally _findings = new();
    private bool _isHandedOver;

    /// <param name="archive">The archive.</param>
    /// <param name="entry">The entry.</param>
    /// <param name="masker">What masks.</param>
    /// <param name="sealer">What encrypts what is masked now; null when that is not kept.</param>
    public EntryRemask(SessionArchive archive, ArchiveEntry entry, SourceMasker masker, VaultSealer? sealer)
    {
        ArchiveManifest manifest = entry.Manifest;
        _archive = archive;
        _entry = entry;
        _masker = masker;
        _prepared = new PreparedEntry(archive, entry.Name, new EntryStage(entry.Folder, entry.VaultFolder));
        _segments = new EntrySegments([], _files, entry.Folder, _prepared, EntrySegments.NumberAfter(manifest.Segments));
        if (sealer is not null)
            _originals = new EntryOriginals(
                sealer,
                manifest.Id,
                manifest.VaultParts,
                _files,
                entry.VaultFolder,
                _prepared,
                // The slices that are read still say where their secrets are.
                mergeBelowBytes: 0
            );
    }

    /// <summary>Learns which secrets the entry holds in clear.</summary>
    /// <param name="known">Secrets to look for besides; takes those that are found.</param>
    /// <returns>The number of places that are to be masked.</returns>
    public int Look(KnownSecrets known) =>
        _entry.Manifest.Files.Sum(file =>
            file.Versions.Sum(version => new BlockRemasker(_masker, known, file.Shape).Look(_entry.Read(version)))
        );

    /// <summary>Masks everything and hands it over to a batch.</summary>
    /// <param name="known">Secrets to mask wherever they stand.</param>
    /// <param name="manifest">What is to be said about the session; revision, files, segments and parts are filled in here.</param>
    /// <param name="masked">Takes each block that was masked.</param>
    /// <param name="batch">The batch.</param>
    public ArchiveEntry Run(KnownSecrets known, ArchiveManifest manifest, Action<MaskedBlock> masked, CommitBatch batch)
    {
        foreach (ArchivedFile file in manifest.Files)
            _files.Put(file with { Versions = [.. file.Versions.Select(version => Mask(file, version, known, masked))] });
        _segments.Close();
        _originals?.Close();
        foreach (ArchivedSegment segment in manifest.Segments)
            _prepared.Obsoletes(Path.Combine(_entry.Folder, segment.Name));
        manifest = manifest with
        {
            Revision = manifest.Revision + 1,
            Rules = _masker.Rules.Version,
            Files = _files.ToArray(),
            Segments = _segments.ToArray(),
            VaultParts = _originals?.ToArray() ?? manifest.VaultParts,
        };
        _prepared.Prepare(manifest, _entry.Name);
        batch.Add(_prepared);
        _isHandedOver = true;
        return _archive.Open(_entry.Name, manifest);
    }

    private FileVersion Mask(ArchivedFile file, FileVersion version, KnownSecrets known, Action<MaskedBlock> masked)
    {
        _findings.Clear();
        _findings.AddAll(version);
        _files.Pending.Clear();
        int next = 0;
        foreach (MaskedBlock block in new BlockRemasker(_masker, known, file.Shape).Mask(_entry.Read(version)))
        {
            FileSlice slice = version.Slices[next++];
            SegmentWriter segment = _segments.Open(file.Role);
            int offset = segment.Append(block.Bytes);
            slice = slice with
            {
                Segment = segment.Number,
                Offset = offset,
                Length = block.Bytes.Length,
                OriginalLength = slice.OriginalLength,
            };
            _files.Pending.Add(block.HasFindings ? Seal(slice, block) : slice);
            _findings.Add(block, slice.IsTail);
            if (block.HasFindings)
                masked(block);
        }
        return version with { Slices = [.. _files.Pending], Findings = _findings.All, TailFindings = _findings.Tail };
    }

    private FileSlice Seal(FileSlice slice, MaskedBlock block)
    {
        (int Part, int Item)? place = _originals?.Add(block);
        // Once something was not kept, what is kept of the rest gives no original back.
        bool isLost = slice is { Original: not null, Part: null };
        return slice with
        {
            Sha256 = null,
            Original = slice.Original ?? _masker.Compare(Convert.FromHexString(slice.Sha256 ?? "")),
            Part = isLost ? null : place?.Part,
            Item = isLost ? null : place?.Item,
            Under = slice is { Part: { } part, Item: { } item } ? [new SealedItem(part, item), .. slice.Under ?? []] : null,
        };
    }

    public void Dispose()
    {
        _segments.Dispose();
        _originals?.Dispose();
        if (!_isHandedOver)
            _prepared.Abandon();
    }
}

using System.Security.Cryptography;
using Reprise.Files;
using Reprise.Sealing;

namespace Reprise.Archiving;

/// <summary>One entry of the archive, open for reading.</summary>
public sealed class ArchiveEntry
{
    /// <summary>A slice that was masked again needs a part for each time; each holds about a megabyte.</summary>
    private const int MaxOpenParts = 3;

    private readonly SegmentReader _segments;
    private readonly Dictionary<int, OpenedPart> _parts = [];

    private readonly Func<string> _folder;

    /// <param name="folder">Where it is now: an entry in a batch moves when the batch is completed.</param>
    internal ArchiveEntry(string name, Func<string> folder, string vaultFolder, ArchiveManifest manifest)
    {
        Name = name;
        Manifest = manifest;
        _folder = folder;
        VaultFolder = vaultFolder;
        _segments = new SegmentReader(folder, manifest.Segments);
    }

    /// <summary>Its path below the archive, with <c>/</c> between the parts.</summary>
    public string Name { get; }

    /// <summary>What it holds.</summary>
    public ArchiveManifest Manifest { get; }

    internal string Folder => _folder();

    internal string VaultFolder { get; }

    /// <summary>Gives a state of a file as masked blocks.</summary>
    /// <exception cref="RepriseException">The archive is damaged.</exception>
    public IEnumerable<MaskedBlock> Read(FileVersion version, bool withTail = true)
    {
        long offset = 0;
        foreach (FileSlice slice in version.Slices)
        {
            if (slice.IsTail && !withTail)
                yield break;
            yield return MaskedBlock.FromArchive(_segments.Read(slice.Segment), (int)slice.Offset, slice.Length, offset);
            offset += slice.Length;
        }
    }

    /// <summary>Reads a run of masked bytes of a file's current state.</summary>
    /// <param name="file">The file.</param>
    /// <param name="offset">The first masked byte.</param>
    /// <param name="length">The number of bytes; fewer are given at the end of the file.</param>
    public byte[] Read(ArchivedFile file, long offset, int length)
    {
        var bytes = new MemoryStream();
        long at = 0;
        foreach (FileSlice slice in file.Current.Slices)
        {
            long from = Math.Max(offset, at);
            long to = Math.Min(offset + length, at + slice.Length);
            if (from < to)
                bytes.Write(_segments.Read(slice.Segment, slice.Offset + from - at, (int)(to - from)).Span);
            at += slice.Length;
            if (at >= offset + length)
                break;
        }
        return bytes.ToArray();
    }

    /// <summary>Gives a state of a file back as the agent wrote it.</summary>
    /// <param name="version">The state.</param>
    /// <param name="vault">Opens the vault; called when something that was masked is read.</param>
    internal OriginalSource Unmask(FileVersion version, Func<VaultOpener> vault) =>
        new(ReadOriginal(version, vault), version.Length);

    private IEnumerable<ReadOnlyMemory<byte>> ReadOriginal(FileVersion version, Func<VaultOpener> vault)
    {
        foreach (FileSlice slice in version.Slices)
        {
            ReadOnlyMemory<byte> masked = Bytes(slice);
            if (slice.Original is null)
                yield return Convert.ToHexStringLower(SHA256.HashData(masked.Span)) == slice.Sha256 ? masked : throw Damaged();
            else if (slice is { Part: { } part, Item: { } item })
                yield return Unmask(slice, new SealedItem(part, item), masked, vault);
            else
                throw NotKept();
        }
    }

    // What was masked last is put back first.
    private byte[] Unmask(FileSlice slice, SealedItem top, ReadOnlyMemory<byte> masked, Func<VaultOpener> vault)
    {
        byte[] bytes = Part(top.Part, vault).Unmask(top.Item, masked.Span);
        foreach (SealedItem under in slice.Under ?? [])
            bytes = Part(under.Part, vault).Unmask(under.Item, bytes);
        return bytes;
    }

    /// <summary>Makes sure that the originals of a state can be had, as far as that shows without reading them.</summary>
    /// <exception cref="RepriseException">They were not kept, or the vault does not open.</exception>
    internal void RequireOriginals(FileVersion version, Func<VaultOpener> vault)
    {
        if (version.Slices.Any(s => s is { Original: not null, Part: null }))
            throw NotKept();
        if (version.Slices.Any(s => s.Part is not null))
            _ = vault();
    }

    internal ReadOnlyMemory<byte> Bytes(FileSlice slice) =>
        _segments.Read(slice.Segment).AsMemory((int)slice.Offset, slice.Length);

    internal static string PartName(int number) => $"part-{number:D4}.sealed";

    private OpenedPart Part(int number, Func<VaultOpener> vault)
    {
        if (_parts.TryGetValue(number, out OpenedPart? known))
            return known;
        ArchivedPart part = Manifest.VaultParts.FirstOrDefault(p => p.Number == number) ?? throw Damaged();
        string path = Path.Combine(VaultFolder, PartName(number));
        if (!File.Exists(path))
            throw new RepriseException("damaged", $"{path} is missing.", "Put the vault back from a backup.");
        string session = Manifest.Key.ToString();
        var opened = new OpenedPart(session, vault().Open(Manifest.Id, part.FirstBox, File.ReadAllBytes(path), session));
        if (_parts.Count >= MaxOpenParts)
            _parts.Clear();
        _parts.Add(number, opened);
        return opened;
    }

    private RepriseException NotKept() =>
        new(
            "vault",
            $"Originals of {Manifest.Key} were not kept: the vault was off when it was captured.",
            "The masked bytes are there: use 'reprise cat' without --original."
        );

    private RepriseException Damaged() =>
        new("damaged", $"The archive of {Manifest.Key} is damaged.", "Run 'reprise verify' to see which file.");
}

using System.Security.Cryptography;
using Reprise.Files;
using Reprise.Sealing;

namespace Reprise.Archiving;

/// <summary>The sealed parts of an entry while it is written.</summary>
/// <remarks>
/// Each capture seals boxes of its own. A small last part is written again with them behind its boxes, which needs no key:
/// a session that grows a thousand times does not have a thousand files in the vault.
/// </remarks>
/// <param name="sealer">What encrypts.</param>
/// <param name="owner">What the boxes are bound to.</param>
/// <param name="previous">The parts of the entry before.</param>
/// <param name="files">The files, whose slices follow when a part is written anew.</param>
/// <param name="folder">Where the parts are; made when it is needed.</param>
/// <param name="prepared">Keeps account of what is written and what becomes obsolete.</param>
/// <param name="mergeBelowBytes">A last part under this size is written again with the new boxes; 0 leaves it alone.</param>
internal sealed class EntryOriginals(
    VaultSealer sealer,
    string owner,
    IReadOnlyList<ArchivedPart> previous,
    EntryFiles files,
    string folder,
    PreparedEntry prepared,
    int mergeBelowBytes = EntryOriginals.MergeBelowBytes
) : IDisposable
{
    public const int MergeBelowBytes = 64 * 1024;

    /// <summary>A box is sealed, and its part ended, at this many bytes: what unmasking has in memory at most.</summary>
    private const int FullBytes = 1024 * 1024;

    private readonly SortedDictionary<int, ArchivedPart> _written = new(previous.ToDictionary(p => p.Number));
    private ArchivedPart? _open;
    private byte[] _boxes = [];
    private VaultBoxWriter? _box;

    /// <summary>The parts that were written.</summary>
    public ArchivedPart[] ToArray() => [.. _written.Values];

    /// <summary>Adds what was masked in a block.</summary>
    /// <returns>The part and the item in it.</returns>
    public (int Part, int Item) Add(MaskedBlock block)
    {
        _open ??= Begin();
        _box ??= new VaultBoxWriter();
        (int, int) place = (_open.Number, _open.Items + _box.Add(block));
        if (_box.Length >= FullBytes)
            Close();
        return place;
    }

    /// <summary>Seals and writes what is still open.</summary>
    public void Close()
    {
        if (_open is null || _box is null)
            return;
        byte[] part = [.. _boxes, .. _box.Seal(sealer, owner, _open.FirstBox + _open.Boxes)];
        PrivateFolder.Create(folder);
        string path = Path.Combine(folder, ArchiveEntry.PartName(_open.Number));
        prepared.Wrote(path);
        // Left by a capture that was killed before its manifest was written.
        File.Delete(path);
        using (FileStream stream = PrivateFolder.CreateFile(path))
            stream.Write(part);
        _written[_open.Number] = _open with
        {
            Boxes = _open.Boxes + 1,
            Items = _open.Items + _box.Items,
            Length = part.Length,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(part)),
        };
        _box.Dispose();
        _box = null;
        _open = null;
        _boxes = [];
    }

    public void Dispose() => _box?.Dispose();

    private ArchivedPart Begin()
    {
        ArchivedPart? last = _written.Values.LastOrDefault();
        int number = (last?.Number ?? 0) + 1;
        if (last?.Length < mergeBelowBytes && ReadBoxes(last) is { } boxes && sealer.SealsLike(boxes))
        {
            _boxes = boxes;
            _written.Remove(last.Number);
            prepared.Obsoletes(Path.Combine(folder, ArchiveEntry.PartName(last.Number)));
            files.Change(s => MovePart(s, last.Number, number));
            return last with { Number = number };
        }
        return new ArchivedPart
        {
            Number = number,
            FirstBox = (last?.FirstBox ?? 1) + (last?.Boxes ?? 0),
            Length = 0,
            Sha256 = "",
        };
    }

    /// <summary>Has a slice look for what was masked in it in another part.</summary>
    internal static FileSlice MovePart(FileSlice slice, int from, int to)
    {
        if (slice.Part == from)
            slice = slice with { Part = to };
        return slice.Under is { } under && under.Any(item => item.Part == from)
            ? slice with
            {
                Under = [.. under.Select(item => item.Part == from ? item with { Part = to } : item)],
            }
            : slice;
    }

    // A damaged part is left alone: under a new checksum its damage could not be found any more.
    private byte[]? ReadBoxes(ArchivedPart part)
    {
        string path = Path.Combine(folder, ArchiveEntry.PartName(part.Number));
        if (!File.Exists(path))
            return null;
        byte[] bytes = File.ReadAllBytes(path);
        return Convert.ToHexStringLower(SHA256.HashData(bytes)) == part.Sha256 ? bytes : null;
    }
}

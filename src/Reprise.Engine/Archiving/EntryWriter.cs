using System.Security.Cryptography;
using Reprise.Reading;
using Reprise.Sealing;

namespace Reprise.Archiving;

/// <summary>Writes what is new of one session. Nothing is seen of it before it is committed and all of it after.</summary>
public sealed class EntryWriter : IDisposable
{
    private readonly SessionArchive _archive;
    private readonly ArchiveEntry? _previous;
    private readonly PreparedEntry _prepared;
    private readonly EntryFiles _files;
    private readonly EntrySegments _segments;
    private readonly EntryOriginals? _originals;
    private readonly FindingTally _findings = new();
    private readonly string _id;
    private FileRole? _role;
    private bool _isHandedOver;

    internal EntryWriter(SessionArchive archive, ArchiveEntry? previous, VaultSealer? sealer, string id, EntryStage stage)
    {
        ArchiveManifest? manifest = previous?.Manifest;
        _archive = archive;
        _previous = previous;
        _id = id;
        _prepared = new PreparedEntry(archive, previous?.Name, stage);
        _files = new EntryFiles(manifest?.Files ?? []);
        IReadOnlyList<ArchivedSegment> segments = manifest?.Segments ?? [];
        _segments = new EntrySegments(segments, _files, stage.Folder, _prepared, EntrySegments.NumberAfter(segments));
        if (sealer is not null)
            _originals = new EntryOriginals(sealer, _id, manifest?.VaultParts ?? [], _files, stage.VaultFolder, _prepared);
    }

    /// <summary>Whether the entry would hold no file.</summary>
    public bool IsEmpty => _files.Count == 0;

    /// <summary>Starts a file: the blocks that follow are its content.</summary>
    /// <param name="role">What it is in the footprint: transcripts have segments of their own.</param>
    public void BeginFile(FileRole role)
    {
        _files.Pending.Clear();
        _findings.Clear();
        _role = role;
    }

    /// <summary>Adds the next block of the file.</summary>
    /// <param name="block">The masked bytes.</param>
    /// <param name="comparison">The keyed hash of the native bytes; null when nothing was masked.</param>
    /// <param name="isTail">Whether it is a last line without a line end.</param>
    public void Append(MaskedBlock block, string? comparison, bool isTail)
    {
        SegmentWriter segment = _segments.Open(_role ?? throw new InvalidOperationException("No file was begun."));
        int offset = segment.Append(block.Bytes);
        (int Part, int Item)? place = block.HasFindings ? _originals?.Add(block) : null;
        _files.Pending.Add(
            new FileSlice
            {
                Segment = segment.Number,
                Offset = offset,
                Length = block.Bytes.Length,
                OriginalLength = block.OriginalLength,
                Sha256 = comparison is null ? Convert.ToHexStringLower(SHA256.HashData(block.Bytes)) : null,
                Original = comparison,
                Part = place?.Part,
                Item = place?.Item,
                IsTail = isTail,
            }
        );
        _findings.Add(block, isTail);
    }

    /// <summary>Ends the file as a state that replaces its current one, which stays as an older state.</summary>
    public void EndFile(SourceFile file, FileVersion version) =>
        _files.Put(
            new ArchivedFile
            {
                Path = file.RelativePath,
                Role = file.Role,
                Shape = file.Shape,
                Database = file.Rows?.RelativePath,
                Versions = [.. _files.Find(file.RelativePath)?.Versions ?? [], Complete(version, Join(_files.Pending))],
            }
        );

    /// <summary>Ends the file as a state that has all of its current one and more, and takes its place.</summary>
    public void EndReplacedFile(SourceFile file, FileVersion version)
    {
        Drop(Known(file).Current.Slices);
        ArchivedFile archived = Known(file);
        FileVersion whole = Complete(version, Join(_files.Pending));
        _files.Put(archived with { Database = file.Rows?.RelativePath, Versions = [.. archived.Versions.SkipLast(1), whole] });
    }

    /// <summary>Ends the file as its current state with more content behind its complete lines.</summary>
    public void EndGrownFile(SourceFile file, FileVersion version)
    {
        Drop(Known(file).Current.Slices.Where(s => s.IsTail));
        ArchivedFile archived = Known(file);
        _findings.AddLines(archived.Current);
        IEnumerable<FileSlice> lines = archived.Current.Slices.Where(s => !s.IsTail);
        FileVersion grown = Complete(version, Join([.. lines, .. _files.Pending]));
        _files.Put(archived with { Versions = [.. archived.Versions.SkipLast(1), grown] });
    }

    /// <summary>Ends the file as a state from before its current one, which stays.</summary>
    public void EndOlderFile(SourceFile file, FileVersion version)
    {
        ArchivedFile archived = Known(file);
        FileVersion older = Complete(version, Join(_files.Pending));
        List<FileVersion> versions = [.. archived.Versions];
        int last = versions.Count - 1;
        int next = versions.FindIndex(0, last, other => other.LastWriteUtc > older.LastWriteUtc);
        versions.Insert(next < 0 ? last : next, older);
        _files.Put(archived with { Versions = versions });
    }

    /// <summary>Notes that a file lies in another place now.</summary>
    public ArchivedFile Move(string from, string to) => _files.Move(from, to);

    /// <summary>Notes that a file is something else in the footprint now than when it was captured.</summary>
    public void Relabel(SourceFile file) => _files.Put(Known(file) with { Role = file.Role });

    /// <summary>Notes that a file has the same content but was touched.</summary>
    public void Touch(SourceFile file, DateTime lastWriteUtc)
    {
        ArchivedFile archived = Known(file);
        FileVersion touched = archived.Current with { LastWriteUtc = lastWriteUtc, ChangeMark = MarkOf(file) };
        _files.Put(archived with { Versions = [.. archived.Versions.SkipLast(1), touched] });
    }

    /// <summary>Makes what was written the entry's content and waits until it is on disk.</summary>
    /// <param name="manifest">What is to be said about the session; id, revision, files, segments and parts are filled in here.</param>
    /// <param name="name">The name of the entry when it is new.</param>
    public ArchiveEntry Commit(ArchiveManifest manifest, string name)
    {
        using CommitBatch batch = _archive.BeginBatch();
        ArchiveEntry entry = Commit(manifest, name, batch);
        batch.Complete();
        return entry;
    }

    /// <summary>Hands what was written over to a batch, which makes it the entry's content when it is completed.</summary>
    /// <param name="manifest">What is to be said about the session; id, revision, files, segments and parts are filled in here.</param>
    /// <param name="name">The name of the entry when it is new.</param>
    /// <param name="batch">The batch.</param>
    /// <returns>The entry as it will be, which can be read at once.</returns>
    public ArchiveEntry Commit(ArchiveManifest manifest, string name, CommitBatch batch)
    {
        _segments.Close();
        _originals?.Close();
        manifest = manifest with
        {
            Id = _id,
            Revision = (_previous?.Manifest.Revision ?? 0) + 1,
            Files = _files.ToArray(),
            Segments = _segments.ToArray(),
            VaultParts = _originals?.ToArray() ?? _previous?.Manifest.VaultParts ?? [],
        };
        string entryName = _prepared.Prepare(manifest, name);
        batch.Add(_prepared);
        _isHandedOver = true;
        return new ArchiveEntry(entryName, () => _prepared.Folder, _archive.VaultFolder(_id), manifest);
    }

    /// <summary>What shows the next capture that nothing changed; null where the time does.</summary>
    internal static long? MarkOf(SourceFile file) => file.IsGathered ? file.ChangeMark : null;

    private FileVersion Complete(FileVersion version, FileSlice[] slices) =>
        version with
        {
            Slices = slices,
            Findings = _findings.All,
            TailFindings = _findings.Tail,
        };

    private ArchivedFile Known(SourceFile file) =>
        _files.Find(file.RelativePath) ?? throw new InvalidOperationException("The file was never captured.");

    // What was taken again leaves its segment when that is open: a transcript's segments would hold it twice otherwise.
    private void Drop(IEnumerable<FileSlice> slices)
    {
        foreach (FileSlice dropped in slices.OrderByDescending(s => s.Offset).Where(_segments.Remove).ToArray())
        {
            FileSlice MoveUp(FileSlice s) =>
                s.Segment == dropped.Segment && s.Offset > dropped.Offset ? s with { Offset = s.Offset - dropped.Length } : s;
            _files.Change(MoveUp);
        }
    }

    // Slices without secrets that lie side by side in an open segment become one: a session that grows a thousand times
    // must not have a thousand of them.
    private FileSlice[] Join(List<FileSlice> slices)
    {
        List<FileSlice> joined = new(slices.Count);
        foreach (FileSlice slice in slices)
        {
            if (joined is [.., var last] && Join(last, slice) is { } both)
                joined[^1] = both;
            else
                joined.Add(slice);
        }
        return [.. joined];
    }

    private FileSlice? Join(FileSlice a, FileSlice b)
    {
        bool joins =
            a.Segment == b.Segment
            && a.Offset + a.Length == b.Offset
            && a.Original is null
            && b.Original is null
            && a.IsTail == b.IsTail
            && a.Length + b.Length <= MaskedSource.BlockBytes;
        ReadOnlySpan<byte> raw = joins ? _segments.RawOf(a.Segment) : default;
        if (raw.IsEmpty)
            return null;
        ReadOnlySpan<byte> both = raw.Slice((int)a.Offset, a.Length + b.Length);
        return a with
        {
            Length = both.Length,
            OriginalLength = a.OriginalLength + b.OriginalLength,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(both)),
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

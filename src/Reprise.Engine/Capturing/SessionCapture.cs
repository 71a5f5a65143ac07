using Reprise.Archiving;
using Reprise.Indexing;
using Reprise.Masking;
using Reprise.Normalizing;
using Reprise.Reading;
using Reprise.Sealing;

namespace Reprise.Capturing;

/// <summary>Captures what is new of one session: masks it, archives it and brings it into the index, in one pass.</summary>
internal sealed class SessionCapture : IDisposable
{
    /// <summary>A last line without a line end that nobody wrote to for this long is taken as it is.</summary>
    private static readonly TimeSpan TornTailAge = TimeSpan.FromMinutes(10);

    /// <summary>The time of a file that was written to shortly before need not change when it is written to again.</summary>
    private static readonly TimeSpan FreshAge = TimeSpan.FromSeconds(1);

    private readonly CaptureContext _context;
    private readonly SessionWork _work;
    private readonly ArchiveEntry? _previous;
    private readonly EntryWriter _writer;
    private readonly SessionIndexing _indexing;
    private readonly KnownSecrets _known;

    /// <summary>The hashes of the masked blocks taken of the file at hand.</summary>
    private readonly List<ulong> _taken = [];
    private DocumentGrowth? _growth;
    private bool _isWaiting;
    private bool _hasChanges;
    private long _read;

    /// <param name="context">What all workers share.</param>
    /// <param name="work">The session.</param>
    /// <param name="previous">Its entry; null when it is new.</param>
    /// <param name="known">The secrets that stand in its files.</param>
    /// <param name="index">The index as it was before this capture; of this worker alone.</param>
    /// <param name="send">Takes what is to be indexed.</param>
    public SessionCapture(
        CaptureContext context,
        SessionWork work,
        ArchiveEntry? previous,
        KnownSecrets known,
        SessionIndex index,
        Action<IndexBatch> send
    )
    {
        _known = known;
        _context = context;
        _work = work;
        _previous = previous;
        _writer = context.Archive.Write(previous, context.Sealer);
        _indexing = new SessionIndexing(context, work, previous, index, send);
    }

    /// <summary>Does the work.</summary>
    /// <param name="batch">Takes the entry where others wait for it to be on disk with theirs; null to have it there at once.</param>
    /// <param name="entry">The entry as it is afterwards; null when nothing of a new session could be taken.</param>
    public SessionOutcome Run(CommitBatch? batch, out ArchiveEntry? entry)
    {
        foreach (SourceFile file in _work.Footprint.Files)
        {
            _context.Cancellation.ThrowIfCancellationRequested();
            Take(file);
        }
        string? title = _work.Footprint.Title is { } text ? _context.Masker.Mask(text, _known).Value : _previous?.Manifest.Title;
        bool isRevived = _previous?.Manifest.DeletedAt is not null && !IsImported;
        bool hasNewTitle = title != _previous?.Manifest.Title;
        entry = _previous;
        if (_previous is null && _writer.IsEmpty)
        {
            _indexing.Abandon();
            return SessionOutcome.Failed;
        }
        if (_previous is null || _hasChanges || isRevived || hasNewTitle)
            entry = Commit(title, batch);
        _indexing.Complete(entry!);
        if (isRevived)
            _context.Tally.AddRevived();
        if (_previous is null)
            return SessionOutcome.Captured;
        bool isUpdated = _read > 0 || hasNewTitle || (IsImported && _hasChanges);
        return isUpdated ? SessionOutcome.Updated
            : _isWaiting ? SessionOutcome.Deferred
            : SessionOutcome.Unchanged;
    }

    private ArchiveEntry Commit(string? title, CommitBatch? batch)
    {
        ArchiveManifest manifest =
            _previous?.Manifest
            ?? new ArchiveManifest
            {
                Agent = _work.Footprint.Key.Agent.Value,
                NativeId = _work.Footprint.Key.NativeId,
                Copy = _work.Copy,
                Root = _work.Footprint.Root,
                Host = _work.Footprint.Host,
                CreatedAt = _context.Now,
                UpdatedAt = _context.Now,
                Rules = _context.Masker.Rules.Version,
            };
        manifest = manifest with { UpdatedAt = _context.Now, Title = title, DeletedAt = DeletedAt };
        DateTimeOffset started = _indexing.StartedAt ?? new DateTimeOffset(_work.LastWriteUtc, TimeSpan.Zero);
        string? project = _indexing.Project ?? EntryIndexer.FolderOf(_work.Footprint);
        string name = SessionArchive.NameOf(started, project, manifest.NativeId);
        long before = _previous?.Manifest.ArchivedBytes ?? 0;
        // What is indexed from the archive must be there to be read.
        bool canWait = batch is not null && !_indexing.StartsOver;
        ArchiveEntry entry = canWait ? _writer.Commit(manifest, name, batch!) : _writer.Commit(manifest, name);
        _context.Tally.AddBytes(_read, entry.Manifest.ArchivedBytes - before);
        return entry;
    }

    private bool IsImported => _work.Footprint.IsImported;

    private DateTimeOffset? DeletedAt =>
        !IsImported ? null
        : _previous is not null ? _previous.Manifest.DeletedAt
        : _work.Footprint.IsGone ? _context.Now
        : null;

    private void Take(SourceFile file)
    {
        if (IsImported)
            file = ImportComparison.Place(file, _work.Footprint, _previous);
        try
        {
            using MaskedSource source = Open(file, out ArchivedFile? archived, out FileChange change);
            if (archived is not null && archived.Role != file.Role && !IsImported)
                Relabel(file);
            if (change != FileChange.None)
                Take(source, archived, change);
            else if (!IsImported)
                Touch(source, archived!);
        }
        catch (SourceLostException error)
        {
            Skip(file, Reason(error));
        }
        catch (MaskingFailedException error)
        {
            Skip(
                file,
                $"it was not kept because it could not be masked ({error.InnerException?.GetType().Name}): a fault of this program"
            );
        }
    }

    // Whatever goes wrong here is about this file; what goes wrong later may be about the disk under the home.
    private MaskedSource Open(SourceFile file, out ArchivedFile? archived, out FileChange change)
    {
        MaskedSource? source = null;
        try
        {
            source = _context.Masker.Open(file, _known);
            archived = FindArchived(source);
            if (IsImported)
            {
                change = ImportComparison.Compare(source, _work.Footprint, _previous, archived);
                return source;
            }
            change = FileComparison.Compare(source, archived, _context.Request.Full || source.File.IsGathered);
            if (change == FileChange.Rewritten && source.File is { IsGathered: true, IsCompressed: false })
                change = RowComparison.Compare(source, _previous!, archived!);
            return source;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            source?.Dispose();
            throw new SourceLostException("The file cannot be opened.", error);
        }
    }

    private static string Reason(SourceLostException error) =>
        error.InnerException switch
        {
            UnauthorizedAccessException => "it may not be read",
            SpecialFileException => "it is a pipe, a socket or a device",
            RowsUnavailableException rows => rows.Message,
            HeldContentException held => held.Message,
            CompressedFileException packed => packed.Message,
            null or FileNotFoundException or DirectoryNotFoundException =>
                "it was removed or rewritten while it was read; a later capture takes it",
            _ => "it could not be read",
        };

    private ArchivedFile? FindArchived(MaskedSource source)
    {
        SourceFile file = source.File;
        IReadOnlyList<ArchivedFile> archived = _previous?.Manifest.Files ?? [];
        ArchivedFile? known = archived.FirstOrDefault(f => f.Path == file.RelativePath);
        if (known is null && file.FormerPath is { } former && archived.Any(f => f.Path == former))
        {
            _hasChanges = true;
            _indexing.Move(former, file.RelativePath);
            return _writer.Move(former, file.RelativePath);
        }
        if (known is not null || file.Role != FileRole.Transcript || file.IsGathered || IsImported)
            return known;
        // An agent may move a transcript, as Codex does with the sessions that it archives.
        foreach (ArchivedFile other in archived.Where(f => f.Role == FileRole.Transcript && f.Current.LinesLength > 0))
        {
            bool isThere = _work.Footprint.Files.Any(f => f.RelativePath == other.Path);
            if (isThere || FileComparison.Compare(source, other, full: false) is FileChange.Rewritten)
                continue;
            _hasChanges = true;
            _indexing.Move(other.Path, file.RelativePath);
            return _writer.Move(other.Path, file.RelativePath);
        }
        return null;
    }

    // A chat that goes on in another file is no transcript any more: what it says stands in the other one, too.
    private void Relabel(SourceFile file)
    {
        _writer.Relabel(file);
        _indexing.Reinterpret();
        _hasChanges = true;
    }

    private void Touch(MaskedSource source, ArchivedFile archived)
    {
        if (
            archived.Current.LastWriteUtc == source.LastWriteUtc
            && archived.Current.ChangeMark == EntryWriter.MarkOf(source.File)
        )
            return;
        _writer.Touch(source.File, source.LastWriteUtc);
        _hasChanges = true;
    }

    private void Take(MaskedSource source, ArchivedFile? archived, FileChange change)
    {
        bool isGrown = change == FileChange.Grown;
        FileVersion? current = archived?.Current;
        long from = isGrown ? current!.LinesLength : 0;
        bool isSettled = IsImported || _context.Now.UtcDateTime - source.LastWriteUtc >= TornTailAge;
        (long lines, long all) = source.Extent(from, isSettled);
        _isWaiting |= all < source.Length;
        if (isGrown && all == current!.Length && lines == from)
            return;

        _writer.BeginFile(source.File.Role);
        long masked = isGrown ? current!.Slices.Where(slice => !slice.IsTail).Sum(slice => (long)slice.Length) : 0;
        if (change == FileChange.Older)
            _indexing.Reinterpret();
        else
            _indexing.Begin(source.File, change, masked, current);
        _taken.Clear();
        bool isRewrittenDocument = change == FileChange.Rewritten && source.File.Shape == TextShape.Json;
        _growth = isRewrittenDocument ? new DocumentGrowth() : null;
        masked = Append(source, from, lines, masked, isTail: false);
        if (all > lines)
            Append(source, lines, all, masked, isTail: true);
        if (
            MayHaveChanged(source)
            && !(IsStillThere(source, from, lines, at: 0, out int read) && IsStillThere(source, lines, all, read, out _))
        )
            throw new SourceLostException("The file was rewritten while it was read.");
        var version = new FileVersion
        {
            // It was kept then, by somebody else.
            CapturedAt = IsImported ? new DateTimeOffset(source.LastWriteUtc, TimeSpan.Zero) : _context.Now,
            LastWriteUtc = source.LastWriteUtc,
            Mode = source.Mode is { } mode ? (int)mode : null,
            Length = all,
            SourceLength = source.Length,
            ChangeMark = EntryWriter.MarkOf(source.File),
            Edges = source.CompareEdges(lines),
            Slices = [],
        };
        if (isGrown)
            _writer.EndGrownFile(source.File, version);
        else if (change == FileChange.Older)
            _writer.EndOlderFile(source.File, version);
        else if (change == FileChange.GrownText || HasOnlyGrown(current))
            _writer.EndReplacedFile(source.File, version);
        else
            _writer.EndFile(source.File, version);
        if (change != FileChange.Older)
            _indexing.End(hasTail: all > lines);
        _read += all - from;
        _hasChanges = true;
    }

    private bool HasOnlyGrown(FileVersion? current) =>
        _growth is not null && _previous is not null && current is not null && _growth.HasAllOf(_previous.Read(current));

    private long Append(MaskedSource source, long from, long to, long masked, bool isTail)
    {
        if (from == to)
            return masked;
        source.Select(from, to, masked);
        while (source.Read(out MaskedBlock? block))
        {
            _context.Cancellation.ThrowIfCancellationRequested();
            string? comparison = block.HasFindings ? _context.Masker.Compare(block.HashOriginal()) : null;
            _writer.Append(block, comparison, isTail);
            _indexing.Add(block);
            _taken.Add(KeyHash.Of(block.Bytes));
            _growth?.Add(block);
            _context.Tally.Add(block);
            _context.Progress.Advance(block.OriginalLength);
            masked = block.Offset + block.Bytes.Length;
        }
        return masked;
    }

    private bool MayHaveChanged(MaskedSource source) =>
        !source.File.IsGathered
        && source.File.Held is null
        && (
            source.LastWriteUtc >= _context.Now.UtcDateTime - FreshAge
            || File.GetLastWriteTimeUtc(source.File.Path) != source.LastWriteUtc
        );

    // What is appended behind the part that was read does no harm. Where something was rewritten under it, the beginning of one
    // text and the end of another would be kept as a state that never was.
    private bool IsStillThere(MaskedSource source, long from, long to, int at, out int end)
    {
        end = at;
        if (from == to)
            return true;
        source.Select(from, to, maskedOffset: 0);
        while (source.Read(out MaskedBlock? block))
        {
            _context.Cancellation.ThrowIfCancellationRequested();
            if (end == _taken.Count || _taken[end++] != KeyHash.Of(block.Bytes))
                return false;
        }
        return true;
    }

    private void Skip(SourceFile file, string reason)
    {
        _context.Tally.Skip(file.Path, reason);
        _indexing.Lose(file);
    }

    public void Dispose()
    {
        _indexing.Dispose();
        _writer.Dispose();
    }
}

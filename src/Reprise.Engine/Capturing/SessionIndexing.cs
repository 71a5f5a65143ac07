using Reprise.Archiving;
using Reprise.Indexing;
using Reprise.Reading;
using Reprise.Sealing;

namespace Reprise.Capturing;

/// <summary>Brings one session into the index while it is captured: what is new is added where that gives the same result.</summary>
/// <remarks>
/// It does not when records were rewritten, when an earlier pass told something provisional, or when a file was lost half
/// way, or when the entry had to be made anew. The session is then indexed from the archive once its entry is complete, and what was sent before is replaced.
/// </remarks>
internal sealed class SessionIndexing : IDisposable
{
    private readonly CaptureContext _context;
    private readonly SessionWork _work;
    private readonly ArchiveEntry? _previous;
    private readonly SessionIndex _index;
    private readonly Action<IndexBatch> _send;
    private readonly Dictionary<string, byte[]> _states;
    private readonly List<string> _order;

    /// <summary>What the index knows of a session whose entry is lost; null when it is not.</summary>
    private readonly IndexedSession? _lost;
    private SessionFeed? _feed;
    private FileNormalizer? _file;
    private string? _path;

    public SessionIndexing(
        CaptureContext context,
        SessionWork work,
        ArchiveEntry? previous,
        SessionIndex index,
        Action<IndexBatch> send
    )
    {
        _context = context;
        _work = work;
        _previous = previous;
        _index = index;
        _send = send;
        _order = [.. previous?.Manifest.Files.Select(file => file.Path) ?? []];
        _states = work.Known is { } known ? index.LoadStates(known.Row.Id) : new(StringComparer.Ordinal);
        StartsOver = work.Known is { } row ? row.Row.Revision != previous?.Manifest.Revision : previous is not null;
        _lost = work.Known is not null && previous is null ? index.Load(work.Known.Row.Id) : null;
    }

    /// <summary>Whether the session is indexed from its archive entry in the end.</summary>
    public bool StartsOver { get; private set; }

    /// <summary>When the session started, as far as its records were read.</summary>
    public DateTimeOffset? StartedAt => _feed?.Session.StartedAt ?? _lost?.StartedAt;

    /// <summary>The folder it was started in, as far as its records were read.</summary>
    public string? Project => _feed?.Session.Project ?? _lost?.Project;

    /// <summary>Tells that a file lies in another place now.</summary>
    public void Move(string from, string to)
    {
        _order[_order.IndexOf(from)] = to;
        if (_states.Remove(from, out byte[]? state))
            _states[to] = state;
    }

    /// <summary>Begins a file that is new or changed.</summary>
    public void Begin(SourceFile file, FileChange change, long maskedOffset, FileVersion? current)
    {
        _file = null;
        _path = file.RelativePath;
        int ordinal = _order.IndexOf(_path);
        if (ordinal < 0)
        {
            ordinal = _order.Count;
            _order.Add(_path);
        }
        byte[] state = _states.GetValueOrDefault(_path) ?? [];
        _states[_path] = [];
        if (StartsOver)
            return;
        var place = new FilePlace(_work.Footprint.Key, _path, file.Role, file.Shape, ordinal);
        bool goesOn = change == FileChange.Grown && !FileState.IsProvisional(state);
        _file = FileNormalizer.Create(_work.Agent, place, goesOn ? state : [], maskedOffset, Feed(), _context.Redactions);
        // What is told once more would be there twice.
        if (_file is not null && change != FileChange.New && !goesOn)
            StartOver();
    }

    /// <summary>Reads the next block of the file.</summary>
    public void Add(MaskedBlock block)
    {
        _file?.Add(block);
    }

    /// <summary>Ends the file.</summary>
    public void End(bool hasTail)
    {
        if (_file is not null)
            _states[_path!] = _file.Complete(hasTail);
        _file = null;
    }

    /// <summary>Tells that a file was given up, perhaps after parts of it were read.</summary>
    public void Lose(SourceFile file)
    {
        _file = null;
        if (_path == file.RelativePath || !_order.Contains(file.RelativePath))
            StartOver();
    }

    /// <summary>Tells that a file that was read as one thing is another.</summary>
    public void Reinterpret() => StartOver();

    /// <summary>Stores the session as its entry now is.</summary>
    public void Complete(ArchiveEntry entry)
    {
        if (StartsOver)
        {
            EntryIndexer.Index(entry, _work.NewId, replaces: true, _context.Redactions, _send);
            return;
        }
        if (_previous is not null && entry.Manifest.Revision == _previous.Manifest.Revision)
            return;
        SessionFeed feed = Feed();
        EntryIndexer.Describe(feed.Session, entry, _context.Redactions);
        IndexedFile[] files =
        [
            .. entry.Manifest.Files.Select(file => EntryIndexer.FileOf(file, _states.GetValueOrDefault(file.Path) ?? [])),
        ];
        feed.Complete(files, EntryIndexer.FindingsOf(entry.Manifest));
    }

    /// <summary>Takes back what was sent of a session that did not come about; what was known of it before stays.</summary>
    public void Abandon()
    {
        if (_lost is not null)
            return;
        long id = _work.NewId;
        _context.Queue.Add(writer => writer.Delete(id));
    }

    private SessionFeed Feed()
    {
        if (_feed is not null)
            return _feed;
        IndexedSession? session = _work.Known is { } known ? _index.Load(known.Row.Id) : null;
        KnownContent? content = session is null ? null : _index.LoadContent(session.Id);
        session ??= new IndexedSession
        {
            Id = _work.NewId,
            Key = _work.Footprint.Key,
            Copy = _work.Copy,
        };
        return _feed = new SessionFeed(session, content, replaces: false, _send);
    }

    private void StartOver()
    {
        StartsOver = true;
        _file = null;
    }

    public void Dispose() => _feed?.Dispose();
}

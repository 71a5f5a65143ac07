using Reprise.Agents;
using Reprise.Discovery;
using Reprise.Protocol;
using Reprise.Reading;
using Reprise.Redacting;
using Reprise.Sealing;

namespace Reprise.Capturing;

/// <summary>What there is to do: what was found, compared with what earlier captures left.</summary>
internal sealed class CapturePlan
{
    private readonly CaptureRequest _request;
    private readonly KnownSessions _known;
    private readonly SourceMasker? _masker;
    private readonly RedactionSet _redactions;
    private readonly DateTime _now;
    private readonly Dictionary<SessionKey, List<SessionWork>> _work = [];
    private readonly HashSet<long> _found = [];
    private long _nextId;

    /// <param name="request">What the capture is to do.</param>
    /// <param name="known">What earlier captures left.</param>
    /// <param name="masker">Masks titles to compare them; null when they are not compared.</param>
    /// <param name="redactions">What the index does not have of a title.</param>
    /// <param name="nextId">The row for the first new session.</param>
    /// <param name="now">The time, UTC.</param>
    public CapturePlan(
        CaptureRequest request,
        KnownSessions known,
        SourceMasker? masker,
        RedactionSet redactions,
        long nextId,
        DateTime now
    )
    {
        _redactions = redactions;
        _request = request;
        _known = known;
        _masker = masker;
        _nextId = nextId;
        _now = now;
    }

    /// <summary>Sessions whose files have the lengths and times they were captured with.</summary>
    public int Unchanged { get; private set; }

    /// <summary>Sessions that changed too short a time ago.</summary>
    public int Deferred { get; private set; }

    /// <summary>The sessions to work on. Those with one key are for one worker, in this order.</summary>
    public IReadOnlyCollection<List<SessionWork>> Work => _work.Values;

    /// <summary>The sessions that were there before and are not now.</summary>
    public List<KnownSession> Gone { get; } = [];

    /// <summary>Sentences about what is not as expected.</summary>
    public List<string> Notices { get; } = [];

    /// <summary>Takes what was found.</summary>
    /// <param name="roots">The sessions.</param>
    /// <param name="problems">What could not be looked at: a session that lies there is not gone.</param>
    public void Add(IReadOnlyList<DiscoveredRoot> roots, IReadOnlyList<DiscoveryProblem> problems)
    {
        HashSet<string> hidden = problems.Select(problem => problem.Path).ToHashSet(StringComparer.Ordinal);
        foreach (DiscoveredRoot root in roots)
        {
            foreach (SessionFootprint footprint in root.Sessions)
                Add(root.Agent, footprint);
        }
        foreach (DiscoveredRoot root in roots)
        {
            if (root.IsHome)
                FindGone(root, hidden);
        }
        FindLost();
    }

    private void Add(IAgent agent, SessionFootprint footprint)
    {
        footprint = footprint with { Key = Masked(footprint.Key) };
        KnownSession? known = _known.Find(footprint.Key, footprint.Root);
        if (footprint.IsImported)
        {
            AddImported(agent, footprint, known ?? (_known.Copies(footprint.Key) is [var other, ..] ? other : null));
            return;
        }
        if (known is not null && !_found.Add(known.Row.Id))
            return;
        if (known is not null && !_request.Full && IsUnchanged(known, footprint))
        {
            Unchanged++;
            return;
        }
        var work = new SessionWork(agent, footprint, known, known?.Row.Id ?? _nextId++);
        if (_request.MinAge > TimeSpan.Zero && _now - work.LastWriteUtc < _request.MinAge)
        {
            Deferred++;
            return;
        }
        if (!_work.TryGetValue(footprint.Key, out List<SessionWork>? same))
            _work.Add(footprint.Key, same = []);
        same.Add(work);
    }

    // It belongs to the session wherever that was captured from, and all that was found of it is for one worker.
    private void AddImported(IAgent agent, SessionFootprint footprint, KnownSession? known)
    {
        if (_request.DryRun && known is not null && _masker is not null && known.FindEntry() is { } entry)
        {
            if (ImportComparison.HasAll(entry, footprint, _masker))
            {
                Unchanged++;
                return;
            }
        }
        if (!_work.TryGetValue(footprint.Key, out List<SessionWork>? same))
            _work.Add(footprint.Key, [new SessionWork(agent, footprint, known, known?.Row.Id ?? _nextId++)]);
        else
            same[0] = new SessionWork(agent, footprint.With(same[0].Footprint), known, same[0].NewId);
    }

    // Some ids are read from records, where a line can say anything; the id is written into archive and index as it stands.
    private SessionKey Masked(SessionKey key) =>
        _masker is null || Guid.TryParseExact(key.NativeId, "D", out _)
            ? key
            : key with
            {
                NativeId = _masker.Mask(new SourceText(key.NativeId)).Value,
            };

    private bool IsUnchanged(KnownSession known, SessionFootprint footprint)
    {
        // What was lost of the archive is taken again while the agent still has it.
        if (known.Row.IsDeleted || known.Row.Revision < 0 || !known.HasEntry)
            return false;
        foreach (SourceFile file in footprint.Files)
        {
            if (!known.IsUnchanged(file))
                return false;
        }
        // A title that was taken away is not followed: what was known once stays.
        if (footprint.Title is not { } title || _masker is null)
            return true;
        return EntryIndexer.NativeTitle(known.Key, _masker.Mask(title).Value, _redactions) == known.Row.NativeTitle;
    }

    private void FindGone(DiscoveredRoot root, HashSet<string> hidden)
    {
        KnownSession[] missing =
        [
            .. _known.All.Where(s =>
                s.Key.Agent == root.Agent.Id
                && s.Row.Root == root.Path
                && !s.Row.IsDeleted
                && !_found.Contains(s.Row.Id)
                && !IsHidden(s, hidden)
            ),
        ];
        KnownSession[] withoutFolder = _request.AcceptMissingFolders ? [] : [.. missing.Where(s => !HasFolder(s))];
        Gone.AddRange(missing.Except(withoutFolder));
        if (withoutFolder.Length == 0)
            return;
        string folders = string.Join(
            ", ",
            withoutFolder.Select(FolderOf).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Take(3)
        );
        Notices.Add(
            $"{withoutFolder.Length} known {root.Agent.Name} {(withoutFolder.Length == 1 ? "session was" : "sessions were")} not found because "
                + $"the folder is gone ({folders}): an unmounted disk or another home? Nothing was marked as deleted. "
                + "If you deleted them, run 'reprise capture --accept-missing'."
        );
    }

    private void FindLost()
    {
        string[] lost =
        [
            .. _known.All.Where(s => s.Row.IsDeleted && !_found.Contains(s.Row.Id) && !s.HasEntry).Select(s => s.Row.Entry),
        ];
        if (lost.Length > 0)
            Notices.Add(
                $"{lost.Length} {(lost.Length == 1 ? "entry is" : "entries are")} missing from the archive ({string.Join(", ", lost.Order(StringComparer.Ordinal).Take(3))}), "
                    + "and their agents have deleted the sessions. Put them back from a backup; 'reprise doctor' says more."
            );
    }

    // A folder that may not be read, or a link where a file was, says nothing about what is behind it.
    private static bool IsHidden(KnownSession session, HashSet<string> hidden)
    {
        if (hidden.Count == 0)
            return false;
        foreach (string file in session.Paths)
        {
            for (string? path = Path.Combine(session.Row.Root, file); path is { Length: > 0 }; path = Path.GetDirectoryName(path))
            {
                if (hidden.Contains(path))
                    return true;
            }
        }
        return false;
    }

    // For rows, it is their database.
    private static bool HasFolder(KnownSession session) => Path.Exists(FolderOf(session));

    private static string FolderOf(KnownSession session)
    {
        string path = session.Row.SourcePath ?? session.Paths.FirstOrDefault() ?? "";
        return Path.GetDirectoryName(Path.Combine(session.Row.Root, path)) ?? session.Row.Root;
    }
}

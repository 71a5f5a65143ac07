using Reprise.Databases;

namespace Reprise.Indexing;

/// <summary>Decides which session a response counts in that several hold, because one was forked from or resumed as another.</summary>
/// <remarks>
/// It depends on nothing but the sessions that hold it, so any order of captures gives the same answer: a session that was forked
/// from another holder has copies; of what remains the one that started first, or ended first, has the original.
/// </remarks>
internal sealed class ResponseOwners(SqliteDatabase database) : IDisposable
{
    private readonly SqliteStatement _holders = database.Prepare(
        """
        SELECT r.hash, o.session FROM responses r JOIN responses o ON o.hash = r.hash
        WHERE r.session = ?1 AND o.session <> ?1 ORDER BY r.hash
        """
    );

    private readonly SqliteStatement _session = database.Prepare(
        "SELECT agent, native_id, copy, started_at, last_active_at, forked_from FROM sessions WHERE id = ?1"
    );

    private readonly Dictionary<long, Holder?> _known = [];

    /// <summary>Forgets what is known of sessions, which may have changed.</summary>
    public void Forget() => _known.Clear();

    /// <summary>Finds the responses of a session that count in another one.</summary>
    /// <returns>The rows of those sessions, by the hash of the response.</returns>
    public Dictionary<long, long> FindCopies(long session)
    {
        var copies = new Dictionary<long, long>();
        var holders = new List<long> { session };
        long? hash = null;
        _holders.Integer(1, session);
        while (_holders.Step())
        {
            long next = _holders.Integer(0);
            if (hash is { } done && done != next)
                Decide(done);
            hash = next;
            holders.Add(_holders.Integer(1));
        }
        _holders.Reset();
        if (hash is { } last)
            Decide(last);
        return copies;

        void Decide(long shared)
        {
            long owner = OwnerOf(holders);
            if (owner != session)
                copies.Add(shared, owner);
            holders.RemoveRange(1, holders.Count - 1);
        }
    }

    private long OwnerOf(List<long> ids)
    {
        List<Holder> holders = [.. ids.Select(Load).OfType<Holder>()];
        // All of them can be forks of each other only when somebody made it up.
        List<Holder> originals = [.. holders.Where(h => !holders.Exists(h.IsForkOf))];
        return (originals.Count > 0 ? originals : holders)
            .OrderBy(h => h.Started ?? long.MaxValue)
            // A fork that says nothing of its origin begins with the records of that, and is gone on with later.
            .ThenBy(h => h.LastActive ?? long.MaxValue)
            .ThenBy(h => h.Agent, StringComparer.Ordinal)
            .ThenBy(h => h.NativeId, StringComparer.Ordinal)
            .ThenBy(h => h.Copy)
            .First()
            .Id;
    }

    private Holder? Load(long id)
    {
        if (_known.TryGetValue(id, out Holder? known))
            return known;
        _session.Integer(1, id);
        // A session that is still being read has no row, and is asked for again when it has.
        Holder? holder = _session.Step()
            ? new Holder(
                id,
                _session.Text(0)!,
                _session.Text(1)!,
                _session.Integer(2),
                _session.IntegerOrNull(3),
                _session.IntegerOrNull(4),
                _session.Text(5)
            )
            : null;
        _session.Reset();
        _known.Add(id, holder);
        return holder;
    }

    public void Dispose()
    {
        _holders.Dispose();
        _session.Dispose();
    }

    private sealed record Holder(
        long Id,
        string Agent,
        string NativeId,
        long Copy,
        long? Started,
        long? LastActive,
        string? ForkedFrom
    )
    {
        public bool IsForkOf(Holder other) =>
            other.Id != Id && other.Agent == Agent && other.NativeId == ForkedFrom && other.NativeId != NativeId;
    }
}

using Reprise.Databases;
using Reprise.Usage;

namespace Reprise.Indexing;

/// <summary>Keeps the ledger: for each session the slices of the responses that count in it.</summary>
/// <remarks>
/// A session that comes or goes can change what counts in those that hold the same responses. They are settled together, before the
/// transaction ends in which one of them changed.
/// </remarks>
internal sealed class LedgerWriter : IDisposable
{
    private readonly SessionResponses _responses;
    private readonly SqliteStatement _sharing;
    private readonly SqliteStatement _insert;
    private readonly SqliteStatement _delete;
    private readonly HashSet<long> _stale = [];

    public LedgerWriter(SqliteDatabase database)
    {
        _responses = new SessionResponses(database);
        _sharing = database.Prepare(
            "SELECT DISTINCT o.session FROM responses r JOIN responses o ON o.hash = r.hash WHERE r.session = ?1 AND o.session <> ?1"
        );
        _insert = database.Prepare("INSERT OR REPLACE INTO ledger VALUES (?1, ?2)");
        _delete = database.Prepare("DELETE FROM ledger WHERE session = ?1");
    }

    /// <summary>Notes that the responses of a session are complete, or are about to be deleted.</summary>
    public void Changed(long session)
    {
        _stale.Add(session);
        _sharing.Integer(1, session);
        while (_sharing.Step())
            _stale.Add(_sharing.Integer(0));
        _sharing.Reset();
    }

    /// <summary>Makes the ledger say what the responses say.</summary>
    public void Settle()
    {
        _responses.Forget();
        foreach (long session in _stale)
            Settle(session);
        _stale.Clear();
    }

    private void Settle(long session)
    {
        var sum = new SliceSum();
        foreach (LedgerResponse response in _responses.Read(session))
            sum.Add(response);
        byte[] packed = SliceWriter.Pack(sum.Slices);
        if (packed.Length == 0)
            _delete.Integer(1, session).Run();
        else
            _insert.Integer(1, session).Blob(2, packed).Run();
    }

    public void Dispose()
    {
        _responses.Dispose();
        _sharing.Dispose();
        _insert.Dispose();
        _delete.Dispose();
    }
}

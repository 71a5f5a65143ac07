using Reprise.Databases;
using Reprise.Usage;

namespace Reprise.Indexing;

/// <summary>Gives the responses that count in a session: those that it holds a copy of count elsewhere.</summary>
public sealed class SessionResponses : IDisposable
{
    private readonly ResponseOwners _owners;
    private readonly ResponseReader _reader;
    private readonly SqliteStatement _session;

    internal SessionResponses(SqliteDatabase database)
    {
        _owners = new ResponseOwners(database);
        _reader = new ResponseReader(database);
        _session = database.Prepare("SELECT last_active_at, parent_id IS NOT NULL FROM sessions WHERE id = ?1");
    }

    /// <summary>Reads the responses of an index.</summary>
    public SessionResponses(SessionIndex index)
        : this(index.Database) { }

    /// <summary>Lists what counts in a session; nothing when there is no such row.</summary>
    public IEnumerable<LedgerResponse> Read(long session) =>
        ReadAll(session).Where(held => held.Owner is null).Select(held => held.Response);

    /// <summary>Lists all that a session holds, copies too; nothing when there is no such row.</summary>
    internal IEnumerable<HeldResponse> ReadAll(long session)
    {
        _session.Integer(1, session);
        bool isThere = _session.Step();
        long? lastActive = isThere ? _session.IntegerOrNull(0) : null;
        bool isSubagent = isThere && _session.Integer(1) != 0;
        _session.Reset();
        return isThere ? _reader.Read(session, lastActive, isSubagent, _owners.FindCopies(session)) : [];
    }

    /// <summary>Forgets what is known of sessions, which may have changed.</summary>
    internal void Forget() => _owners.Forget();

    public void Dispose()
    {
        _owners.Dispose();
        _reader.Dispose();
        _session.Dispose();
    }
}

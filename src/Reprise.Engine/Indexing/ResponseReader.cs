using Reprise.Databases;
using Reprise.Usage;

namespace Reprise.Indexing;

/// <summary>Reads the responses of a session as they are counted.</summary>
internal sealed class ResponseReader(SqliteDatabase database) : IDisposable
{
    private readonly SqliteStatement _query = database.Prepare(
        """
        SELECT hash, model, provider, tier, subagent IS NOT NULL, side, at, input, output, cache_read, cache_write_5m,
            cache_write_1h, reasoning, searches, own_cost, quality, file, position
        FROM responses WHERE session = ?1
        """
    );

    private readonly Dictionary<(string, string, string), UsageLabel> _labels = [];

    /// <summary>Reads all responses.</summary>
    /// <param name="session">The session.</param>
    /// <param name="otherwise">When those came of which nothing says when, in milliseconds since 1970; null when that is not known either.</param>
    /// <param name="isSubagent">Whether the whole session is a subagent's.</param>
    /// <param name="copies">The rows of the sessions that copies count in, by the hash of the response.</param>
    public IEnumerable<HeldResponse> Read(long session, long? otherwise, bool isSubagent, Dictionary<long, long> copies)
    {
        _query.Integer(1, session);
        try
        {
            while (_query.Step())
            {
                long hash = _query.Integer(0);
                long? owner = copies.TryGetValue(hash, out long other) ? other : null;
                yield return new HeldResponse(
                    hash,
                    Response(otherwise, isSubagent),
                    owner,
                    (int)_query.Integer(16),
                    _query.Integer(17)
                );
            }
        }
        finally
        {
            _query.Reset();
        }
    }

    private LedgerResponse Response(long? otherwise, bool isSubagent) =>
        new()
        {
            Label = Label(_query.Text(1) ?? "", _query.Text(2) ?? "", _query.Text(3) ?? ""),
            Thread =
                _query.Integer(5) != 0 ? UsageThread.Side
                : isSubagent || _query.Integer(4) != 0 ? UsageThread.Subagent
                : UsageThread.Main,
            At = _query.IntegerOrNull(6) ?? otherwise,
            Tokens = SessionRows.ReadTokens(_query, 7),
            WebSearches = _query.Integer(13),
            OwnCost = _query.IntegerOrNull(14),
            IsDoubtful = _query.Integer(15) == (int)ResponseQuality.Doubtful,
        };

    private UsageLabel Label(string model, string provider, string tier)
    {
        if (!_labels.TryGetValue((model, provider, tier), out UsageLabel? label))
            _labels.Add((model, provider, tier), label = new UsageLabel(model, provider, tier));
        return label;
    }

    public void Dispose() => _query.Dispose();
}

/// <summary>A response that a session holds.</summary>
/// <param name="Hash">Stands for it in all sessions that hold it.</param>
/// <param name="Response">How it is counted.</param>
/// <param name="Owner">The row of the session that it counts in; null when that is this one.</param>
/// <param name="File">The place in the manifest of the file whose record counts.</param>
/// <param name="Position">That record's place in the file, in masked bytes.</param>
internal readonly record struct HeldResponse(long Hash, LedgerResponse Response, long? Owner, int File, long Position);

using Reprise.Databases;
using Reprise.Indexing;

namespace Reprise.Searching;

/// <summary>Lists sessions from the index.</summary>
public sealed class SessionList(SessionIndex index)
{
    /// <summary>Answers a filter.</summary>
    public SessionListing Find(SessionFilter filter)
    {
        (long shown, long hiddenDeleted, long hiddenEmpty) = Count(filter);
        var sql = new SqlConditions();
        FilterConditions.AddMeant(sql, filter);
        FilterConditions.AddHidden(sql, filter);
        string limit = filter.Limit > 0 ? $"LIMIT {sql.Value(filter.Limit)}" : "";
        string text = $"SELECT {SessionRows.Columns} FROM sessions s WHERE {sql} ORDER BY {Order(filter.Sort)} {limit}";
        using SqliteStatement query = index.Database.Prepare(text);
        sql.Bind(query);
        var sessions = new List<IndexedSession>();
        while (query.Step())
            sessions.Add(SessionRows.Read(query));
        return new SessionListing(sessions, shown, hiddenDeleted, hiddenEmpty);
    }

    private (long Shown, long HiddenDeleted, long HiddenEmpty) Count(SessionFilter filter)
    {
        var sql = new SqlConditions();
        FilterConditions.AddMeant(sql, filter);
        if (filter.Deleted == DeletedSessions.Only)
            sql.And(FilterConditions.IsDeleted);
        string isHiddenDeleted = filter.Deleted == DeletedSessions.Hide ? FilterConditions.IsDeleted : "0";
        string isHiddenEmpty = filter.IncludeEmpty ? "0" : FilterConditions.IsEmpty;
        using SqliteStatement query = index.Database.Prepare(
            $"""
            SELECT ifnull(sum({isHiddenDeleted}), 0), ifnull(sum(NOT ({isHiddenDeleted}) AND {isHiddenEmpty}), 0), count(*)
            FROM sessions s WHERE {sql}
            """
        );
        sql.Bind(query);
        query.Step();
        return (query.Integer(2) - query.Integer(0) - query.Integer(1), query.Integer(0), query.Integer(1));
    }

    // The last key makes the order the same each time.
    private static string Order(SessionSort sort) =>
        sort switch
        {
            SessionSort.LastUsed => "s.last_active_at DESC, s.id DESC",
            SessionSort.Started => "s.started_at DESC, s.id DESC",
            SessionSort.Oldest => "s.started_at IS NULL, s.started_at, s.id",
            SessionSort.Expiration => "s.deleted_at IS NOT NULL, s.last_active_at IS NULL, s.last_active_at, s.id",
            SessionSort.Messages => "s.messages DESC, s.last_active_at DESC, s.id DESC",
            SessionSort.Tokens =>
                "s.input + s.output + s.cache_read + s.cache_write_5m + s.cache_write_1h + s.reasoning DESC, s.last_active_at DESC, s.id DESC",
            SessionSort.Size => "s.source_bytes DESC, s.last_active_at DESC, s.id DESC",
            _ => throw new ArgumentOutOfRangeException(nameof(sort)),
        };
}

/// <summary>The answer to a filter.</summary>
/// <param name="Sessions">The sessions, no more than the limit.</param>
/// <param name="Total">How many there are without the limit.</param>
/// <param name="HiddenDeleted">How many more fit, but their source is gone.</param>
/// <param name="HiddenEmpty">How many more fit, but nothing was said in them.</param>
public sealed record SessionListing(IReadOnlyList<IndexedSession> Sessions, long Total, long HiddenDeleted, long HiddenEmpty);

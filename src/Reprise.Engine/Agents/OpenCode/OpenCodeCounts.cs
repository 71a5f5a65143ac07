using Reprise.Databases;
using Reprise.Reading;

namespace Reprise.Agents.OpenCode;

/// <summary>What tells that messages or parts of a session changed, from indexes and the newest rows alone.</summary>
internal sealed class OpenCodeCounts
{
    /// <summary>Rows that were written last may be written to again without any other trace.</summary>
    private const int NewestRows = 8;

    private static readonly string[] _tables = ["message", "part"];

    private readonly SqliteDatabase _database;
    private readonly List<(string Table, Dictionary<string, RowGroup> Groups)> _counted = [];

    public OpenCodeCounts(SqliteDatabase database, string path, DiscoveryContext context)
    {
        _database = database;
        foreach (string table in _tables)
        {
            HashSet<string> columns = database.ColumnsOf(table);
            if (!columns.Contains("session_id") || !columns.Contains("time_updated"))
                continue;
            try
            {
                _counted.Add((table, RowGroups.Of(database, table, "session_id")));
            }
            catch (SqliteException error) when (!error.IsBusy)
            {
                // Sessions whose own rows are whole can still be captured.
                context.Report(path, error);
                IsComplete = false;
            }
        }
    }

    /// <summary>Whether all could be counted: otherwise only reading shows what changed.</summary>
    public bool IsComplete { get; private set; } = true;

    /// <summary>Puts what is known of a session's rows into a mark.</summary>
    /// <returns>The number of rows.</returns>
    public long AddTo(ref ChangeMark mark, string session)
    {
        long rows = 0;
        foreach ((string table, Dictionary<string, RowGroup> groups) in _counted)
        {
            RowGroup group = groups.GetValueOrDefault(session);
            group.AddTo(ref mark);
            mark.Add(LastTime(table, session));
            rows += group.Count;
        }
        return rows;
    }

    private long LastTime(string table, string session)
    {
        using SqliteStatement query = _database.Prepare(
            $"""
            SELECT max(time_updated) FROM {table} WHERE rowid IN
                (SELECT rowid FROM {table} WHERE session_id = ?1 ORDER BY rowid DESC LIMIT {NewestRows})
            """
        );
        try
        {
            return query.Text(1, session).Step() ? query.Integer(0) : 0;
        }
        catch (SqliteException error) when (error.IsDamaged)
        {
            // Whoever reads the session meets the same, and says so.
            return 0;
        }
    }
}

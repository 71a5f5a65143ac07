using Reprise.Databases;

namespace Reprise.Reading;

/// <summary>What an index tells about the rows of each session, without a look at the rows.</summary>
public static class RowGroups
{
    /// <summary>Counts the rows of each session.</summary>
    /// <param name="database">The database.</param>
    /// <param name="table">A table with row ids.</param>
    /// <param name="column">The column that names the session; it should have an index.</param>
    /// <exception cref="SqliteException">The index is damaged, or there is no such column.</exception>
    public static Dictionary<string, RowGroup> Of(SqliteDatabase database, string table, string column)
    {
        var groups = new Dictionary<string, RowGroup>(StringComparer.Ordinal);
        using SqliteStatement query = database.Prepare(
            $"SELECT \"{column}\", count(*), min(rowid), max(rowid) FROM \"{table}\" GROUP BY \"{column}\""
        );
        while (query.Step())
        {
            if (query.Text(0) is { } session)
                groups[session] = new RowGroup(query.Integer(1), query.Integer(2), query.Integer(3));
        }
        return groups;
    }
}

/// <summary>Rows of one session.</summary>
/// <param name="Count">How many there are.</param>
/// <param name="FirstRowId">The lowest row id: another one when the oldest row went.</param>
/// <param name="LastRowId">The highest row id: another one when a row came.</param>
public readonly record struct RowGroup(long Count, long FirstRowId, long LastRowId)
{
    /// <summary>Puts all of it into a mark.</summary>
    public void AddTo(ref ChangeMark mark)
    {
        mark.Add(Count);
        mark.Add(FirstRowId);
        mark.Add(LastRowId);
    }
}

using Reprise.Databases;
using Reprise.Reading;

namespace Reprise.Agents;

/// <summary>What tells that rows of a session changed, from indexes and the newest rows alone.</summary>
internal sealed class RowCounts
{
    /// <summary>Rows that were written last may be written to again without any other trace.</summary>
    private const int NewestRows = 8;

    private readonly SqliteDatabase _database;
    private readonly string _column;
    private readonly List<(string Table, string? Newest, Dictionary<string, RowGroup> Groups)> _counted = [];

    /// <param name="database">The database.</param>
    /// <param name="path">Its path, to report it.</param>
    /// <param name="column">The column that names the session.</param>
    /// <param name="tables">The tables; one that is not there has no rows.</param>
    /// <param name="context">Where a damaged index is reported.</param>
    public RowCounts(
        SqliteDatabase database,
        string path,
        string column,
        IReadOnlyList<RowTable> tables,
        DiscoveryContext context
    )
    {
        _database = database;
        _column = column;
        foreach (RowTable table in tables)
        {
            HashSet<string> columns = database.ColumnsOf(table.Name);
            if (!columns.Contains(column))
                continue;
            string? newest =
                table.TimeColumn is { } time && columns.Contains(time) ? $"max(\"{time}\")"
                : table.ContentColumn is { } content && columns.Contains(content) ? $"sum(octet_length(\"{content}\"))"
                : null;
            try
            {
                _counted.Add((table.Name, newest, RowGroups.Of(database, table.Name, column)));
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
        foreach ((string table, string? newest, Dictionary<string, RowGroup> groups) in _counted)
        {
            RowGroup group = groups.GetValueOrDefault(session);
            group.AddTo(ref mark);
            if (newest is not null)
                mark.Add(Newest(table, newest, session));
            rows += group.Count;
        }
        return rows;
    }

    private long Newest(string table, string newest, string session)
    {
        using SqliteStatement query = _database.Prepare(
            $"""
            SELECT {newest} FROM "{table}" WHERE rowid IN
                (SELECT rowid FROM "{table}" WHERE "{_column}" = ?1 ORDER BY rowid DESC LIMIT {NewestRows})
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

/// <summary>A table with rows of sessions, and what of its newest rows tells that they were written again.</summary>
/// <param name="Name">Its name.</param>
/// <param name="TimeColumn">The column with the time of the last change; null when there is none.</param>
/// <param name="ContentColumn">The column whose length counts where there is no such time; null for none.</param>
internal sealed record RowTable(string Name, string? TimeColumn = null, string? ContentColumn = null);

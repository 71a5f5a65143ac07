using Reprise.Databases;

namespace Reprise.Reading;

/// <summary>Reads the rows of a session out of a database: one line of JSON for each, without loss. Source: docs/design/0004-rows.md.</summary>
internal static class RowDump
{
    /// <summary>The form that the first line names.</summary>
    public const string Format = "reprise-rows/1";

    /// <summary>A session with more than this is not captured: its rows are in memory while it is read.</summary>
    public const int MaxBytes = 512 * 1024 * 1024;

    // What a query gives before the columns of the row.
    private const int KeyColumn = 0;
    private const int OrderColumn = 1;
    private const int FirstColumn = 2;

    /// <summary>Reads all rows as they are at one moment.</summary>
    /// <exception cref="RowsUnavailableException">The database is locked, damaged or gone, or the session is too large.</exception>
    public static byte[] Read(SourceRows rows)
    {
        try
        {
            using SqliteDatabase database = SqliteDatabase.OpenForeign(rows.Database);
            database.Execute("SAVEPOINT one_moment");
            using var lines = new RowWriter();
            lines.WriteHead(rows.RelativePath, TablesOf(database, rows));
            if (rows.IsMerged)
                WriteMerged(database, rows.Queries, lines);
            else
                WriteInTurn(database, rows.Queries, lines);
            return lines.ToArray();
        }
        catch (SqliteException error)
        {
            throw new RowsUnavailableException($"its database {error.Explanation}", error);
        }
        catch (DatabaseTooLargeException error)
        {
            throw new RowsUnavailableException("its database is too large to be read together with its log", error);
        }
    }

    private static List<(string Name, string Sql)> TablesOf(SqliteDatabase database, SourceRows rows)
    {
        List<(string, string)> tables = [];
        foreach (string table in rows.Queries.Select(query => query.Table).Distinct(StringComparer.Ordinal))
        {
            if (database.SchemaOf(table) is { } sql)
                tables.Add((table, sql));
        }
        return tables;
    }

    private static void WriteInTurn(SqliteDatabase database, IReadOnlyList<RowQuery> queries, RowWriter lines)
    {
        foreach (RowQuery query in queries)
        {
            using SqliteStatement? rows = Open(database, query, order: "NULL");
            while (rows?.Step() == true)
                Write(query, rows, lines);
        }
    }

    // All queries are open at once, and the row that comes first is written: the rows wait in the database, not in memory.
    private static void WriteMerged(SqliteDatabase database, IReadOnlyList<RowQuery> queries, RowWriter lines)
    {
        List<(RowQuery Query, SqliteStatement Rows)> open = [];
        try
        {
            foreach (RowQuery query in queries)
            {
                if (Open(database, query, query.OrderBy) is not { } rows)
                    continue;
                open.Add((query, rows));
                if (!rows.Step())
                    Close(open, open.Count - 1);
            }
            while (open.Count > 0)
            {
                int first = FirstOf(open);
                Write(open[first].Query, open[first].Rows, lines);
                if (!open[first].Rows.Step())
                    Close(open, first);
            }
        }
        finally
        {
            foreach ((_, SqliteStatement rows) in open)
                rows.Dispose();
        }
    }

    private static int FirstOf(List<(RowQuery Query, SqliteStatement Rows)> open)
    {
        int first = 0;
        for (int i = 1; i < open.Count; i++)
        {
            if (open[i].Rows.Utf8(OrderColumn).SequenceCompareTo(open[first].Rows.Utf8(OrderColumn)) < 0)
                first = i;
        }
        return first;
    }

    private static void Close(List<(RowQuery Query, SqliteStatement Rows)> open, int index)
    {
        open[index].Rows.Dispose();
        open.RemoveAt(index);
    }

    private static SqliteStatement? Open(SqliteDatabase database, RowQuery query, string order)
    {
        if (database.SchemaOf(query.Table) is null)
            return null;
        string key = string.Join(" || '/' || ", query.Key.Select(column => $"t.\"{column}\""));
        SqliteStatement rows = database.Prepare(
            $"SELECT {key}, {order}, {query.Select ?? "t.*"} FROM \"{query.Table}\" AS t {query.Join} WHERE {query.Where} ORDER BY {query.OrderBy}"
        );
        for (int i = 0; i < query.Arguments.Count; i++)
            rows.Text(i + 1, query.Arguments[i]);
        return rows;
    }

    private static void Write(RowQuery query, SqliteStatement row, RowWriter lines)
    {
        lines.Write(query.Table, row, KeyColumn, FirstColumn);
        if (lines.Length > MaxBytes)
            throw new RowsUnavailableException("it has more rows than can be read at once");
    }
}

/// <summary>The rows of a session cannot be had now.</summary>
internal sealed class RowsUnavailableException(string reason, Exception? inner = null) : IOException(reason, inner);

namespace Reprise.Reading;

/// <summary>The rows of one session in an agent's database: what to read, not what was read.</summary>
/// <remarks>
/// An agent only says which rows they are. They are read by <c>SourceMasker</c> alone, as a text with one row on a line
/// (<c>docs/design/0004-rows.md</c>), which is then a source like any file.
/// </remarks>
public sealed record SourceRows
{
    /// <summary>The database file, absolute.</summary>
    public required string Database { get; init; }

    /// <summary>Its path below the agent's home, with <c>/</c> between its parts.</summary>
    public required string RelativePath { get; init; }

    /// <summary>The rows, table by table; what only grows first, so that a session that grew goes on where it was left.</summary>
    public required IReadOnlyList<RowQuery> Queries { get; init; }

    /// <summary>
    /// Whether the rows of all queries are put into one order, that of the texts which <see cref="RowQuery.OrderBy"/> gives:
    /// messages and their parts then follow each other, and what is new comes last.
    /// </summary>
    public bool IsMerged { get; init; }
}

/// <summary>Rows of one table, which is called <c>t</c> in the SQL of a query.</summary>
/// <param name="Table">The table; all of its columns are read, known or not. One that is not there has no rows.</param>
/// <param name="Key">The columns that tell a row from the others of the table.</param>
/// <param name="Where">A condition in SQL with ?1, ?2 … for the arguments.</param>
/// <param name="OrderBy">The order in SQL: the same rows are always read in the same order.</param>
/// <param name="Arguments">Texts for the parameters.</param>
public sealed record RowQuery(
    string Table,
    IReadOnlyList<string> Key,
    string Where,
    string OrderBy,
    params IReadOnlyList<string> Arguments
)
{
    /// <summary>A join in SQL that conditions and order need; null when there is none.</summary>
    public string? Join { get; init; }

    /// <summary>
    /// What is read in the place of all columns, in SQL: where one value holds many sessions, the part of one. Null for all columns.
    /// </summary>
    public string? Select { get; init; }

    /// <summary>Makes a query for all rows of a session, in the order of their keys.</summary>
    /// <param name="table">The table.</param>
    /// <param name="key">The columns of its key.</param>
    /// <param name="column">The column that names the session, which is the one argument.</param>
    public static RowQuery Of(string table, IReadOnlyList<string> key, string column) =>
        new(table, key, $"t.\"{column}\" = ?1", string.Join(", ", key.Select(part => $"t.\"{part}\"")));
}

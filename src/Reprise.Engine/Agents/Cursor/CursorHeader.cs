using Reprise.Databases;
using Reprise.Reading;

namespace Reprise.Agents.Cursor;

/// <summary>What the table of the side bar says of a conversation; releases before 3.12 have no such table.</summary>
/// <param name="LastUpdated">When it was changed, in milliseconds; 0 when unknown.</param>
/// <param name="IsArchived">Whether the person put it into the archive.</param>
/// <param name="Workspace">The folder of its workspace; null when unknown.</param>
/// <param name="Length">The length of what else there is.</param>
internal readonly record struct CursorHeader(long LastUpdated, bool IsArchived, string? Workspace, long Length)
{
    public void AddTo(ref ChangeMark mark)
    {
        mark.Add(LastUpdated);
        mark.Add(IsArchived ? 1 : 0);
        mark.Add(Workspace ?? "");
        mark.Add(Length);
    }

    /// <summary>Reads the table.</summary>
    public static Dictionary<string, CursorHeader> ReadAll(SqliteDatabase database)
    {
        var headers = new Dictionary<string, CursorHeader>(StringComparer.Ordinal);
        HashSet<string> columns = database.ColumnsOf(CursorQueries.Headers);
        if (!columns.Contains("composerId"))
            return headers;
        string Column(string name, string expression, string missing) => columns.Contains(name) ? expression : missing;
        using SqliteStatement query = database.Prepare(
            $"""
            SELECT composerId, {Column("lastUpdatedAt", "lastUpdatedAt", "0")}, {Column("isArchived", "isArchived", "0")},
                {Column("workspaceId", "workspaceId", "NULL")}, {Column("value", "octet_length(value)", "0")}
            FROM {CursorQueries.Headers}
            """
        );
        while (query.Step())
        {
            if (query.Text(0) is { } id)
                headers[id] = new CursorHeader(query.Integer(1), query.Integer(2) != 0, query.Text(3), query.Integer(4));
        }
        return headers;
    }
}

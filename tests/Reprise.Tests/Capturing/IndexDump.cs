using System.Globalization;
using Reprise.Databases;
using Reprise.Files;

namespace Reprise.Tests.Capturing;

/// <summary>Spells out all that an index says, without the numbers that depend on the order of work.</summary>
internal static class IndexDump
{
    /// <summary>Columns that tell how a session came into the archive, not what is in it.</summary>
    private static readonly string[] _history = ["entry", "revision", "archived_bytes"];

    /// <summary>Spells out all of it.</summary>
    public static List<string> Of(RepriseHome home) => Of(home, []);

    /// <summary>Spells out what is the same however often a session was captured on its way.</summary>
    public static List<string> OfContent(RepriseHome home) => Of(home, _history);

    private static List<string> Of(RepriseHome home, string[] without)
    {
        using SqliteDatabase database = SqliteDatabase.OpenReadOnly(home.Index);
        List<string> lines = [];
        List<string> columns = [];
        using (SqliteStatement names = database.Prepare("SELECT name FROM pragma_table_info('sessions') WHERE name <> 'id' ORDER BY cid"))
        {
            while (names.Step())
                columns.Add(names.Text(0)!);
        }
        string name = "(SELECT s.agent || ':' || s.native_id || '#' || s.copy FROM sessions s WHERE s.id = t.session)";
        Add("sessions", $"SELECT {string.Join(", ", columns.Except(without, StringComparer.Ordinal))} FROM sessions", skip: 0);
        foreach (string table in new[] { "files", "responses", "folders", "subagents", "findings" })
            Add(table, $"SELECT {name}, t.* FROM {table} t", skip: -2);
        string message = $"(SELECT {name} || '/' || t.file || '/' || t.position || '/' || (SELECT count(*) FROM messages o WHERE o.session = t.session AND o.file = t.file AND o.position = t.position AND o.id < t.id) FROM messages t WHERE t.id = m.id)";
        Add("messages", $"SELECT {message}, m.native_id, m.role, m.kind, m.continues, m.at, m.subagent, m.length FROM messages m", skip: 0);
        Add("tool_calls", $"SELECT {message.Replace("m.id", "c.message", StringComparison.Ordinal)}, c.call_id, c.name FROM tool_calls c", skip: 0);
        database.Execute("CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, fulltext, instance)");
        Add("words", $"SELECT {message.Replace("m.id", "w.doc", StringComparison.Ordinal)}, w.term, w.col, w.offset FROM temp.words w", skip: 0);
        lines.Sort(StringComparer.Ordinal);
        return lines;

        void Add(string table, string sql, int skip)
        {
            using SqliteStatement query = database.Prepare(sql);
            while (query.Step())
            {
                var fields = new List<string>();
                for (int i = 0; i < query.ColumnCount; i++)
                {
                    // The second column of a joined table is the session's number.
                    if (skip == -2 && i == 1)
                        continue;
                    fields.Add(query.IsNull(i) ? "-" : query.IsBlob(i) ? Convert.ToHexString(query.Blob(i)) : query.Text(i) ?? query.Integer(i).ToString(CultureInfo.InvariantCulture));
                }
                lines.Add($"{table}: {string.Join(" | ", fields)}");
            }
        }
    }
}

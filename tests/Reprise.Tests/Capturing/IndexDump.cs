using System.Globalization;
using Reprise.Databases;
using Reprise.Files;

namespace Reprise.Tests.Capturing;

/// <summary>Spells out all that an index says, without the numbers that depend on the order of work.</summary>
internal sealed class IndexDump
{
    /// <summary>Columns that tell how a session came into the archive, not what is in it.</summary>
    private static readonly string[] _history = ["entry", "revision", "archived_bytes"];

    private readonly SqliteDatabase _database;
    private readonly List<string> _lines = [];
    private readonly Dictionary<long, string> _sessions = [];
    private readonly Dictionary<long, string> _messages = [];

    private IndexDump(SqliteDatabase database) => _database = database;

    /// <summary>Spells out all of it.</summary>
    public static List<string> Of(RepriseHome home) => Of(home, []);

    /// <summary>Spells out what is the same however often a session was captured on its way.</summary>
    public static List<string> OfContent(RepriseHome home) => Of(home, _history);

    private static List<string> Of(RepriseHome home, string[] without)
    {
        using SqliteDatabase database = SqliteDatabase.OpenReadOnly(home.Index);
        var dump = new IndexDump(database);
        dump.AddSessions(without);
        dump.AddMessages();
        foreach (
            string table in new[]
            {
                "files",
                "responses",
                "ledger",
                "folders",
                "subagents",
                "skills",
                "findings",
                "redaction_hits",
            }
        )
            dump.Add(table, $"SELECT * FROM {table}", dump._sessions);
        dump.Add("tool_calls", "SELECT message, call_id, name, file FROM tool_calls", dump._messages);
        dump.Add(
            "finding_places",
            "SELECT message, place, call_id, kind, fingerprint, count FROM finding_places",
            dump._messages
        );
        database.Execute("CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, fulltext, instance)");
        dump.Add("words", "SELECT doc, term, col, offset FROM temp.words", dump._messages);
        dump._lines.Sort(StringComparer.Ordinal);
        return dump._lines;
    }

    private void AddSessions(string[] without)
    {
        List<string> columns = [];
        using (
            SqliteStatement names = _database.Prepare(
                "SELECT name FROM pragma_table_info('sessions') WHERE name <> 'id' ORDER BY cid"
            )
        )
        {
            while (names.Step())
                columns.Add(names.Text(0)!);
        }
        using (SqliteStatement ids = _database.Prepare("SELECT id, agent || ':' || native_id || '#' || copy FROM sessions"))
        {
            while (ids.Step())
                _sessions.Add(ids.Integer(0), ids.Text(1)!);
        }
        Add(
            "sessions",
            $"SELECT id, {string.Join(", ", columns.Except(without, StringComparer.Ordinal))} FROM sessions",
            _sessions
        );
    }

    // A message is named by its place, and by its number among those of one record.
    private void AddMessages()
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        using (SqliteStatement places = _database.Prepare("SELECT id, session, file, position FROM messages ORDER BY id"))
        {
            while (places.Step())
            {
                string place = $"{Name(_sessions, places.Integer(1))}/{places.Integer(2)}/{places.Integer(3)}";
                int number = seen.GetValueOrDefault(place);
                seen[place] = number + 1;
                _messages.Add(places.Integer(0), $"{place}/{number}");
            }
        }
        Add("messages", "SELECT id, native_id, role, kind, continues, at, subagent, length FROM messages", _messages);
    }

    /// <param name="table">What the lines are called.</param>
    /// <param name="sql">Gives a number first.</param>
    /// <param name="names">What stands for the number.</param>
    private void Add(string table, string sql, Dictionary<long, string> names)
    {
        using SqliteStatement query = _database.Prepare(sql);
        var fields = new List<string>();
        while (query.Step())
        {
            fields.Clear();
            fields.Add(Name(names, query.Integer(0)));
            for (int i = 1; i < query.ColumnCount; i++)
                fields.Add(
                    query.IsNull(i) ? "-"
                    : query.IsBlob(i) ? Convert.ToHexString(query.Blob(i))
                    : query.Text(i) ?? query.Integer(i).ToString(CultureInfo.InvariantCulture)
                );
            _lines.Add($"{table}: {string.Join(" | ", fields)}");
        }
    }

    private static string Name(Dictionary<long, string> names, long id) =>
        names.TryGetValue(id, out string? name) ? name : $"nobody's {id}";
}

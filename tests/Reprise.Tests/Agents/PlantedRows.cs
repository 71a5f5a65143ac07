using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Reprise.Databases;
using Reprise.Tests.Archiving;
using Reprise.Tests.Capturing;

namespace Reprise.Tests.Agents;

/// <summary>Copies of a fixture's session in one home, each with one secret in one text of one row at one depth of escaping.</summary>
internal sealed class PlantedRows(RowFixture fixture, CaptureHome home)
{
    private static readonly JsonSerializerOptions _plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly List<(string Token, string Place)> _planted = [];

    /// <summary>What was planted where.</summary>
    public IReadOnlyList<(string Token, string Place)> Planted => _planted;

    /// <summary>Writes all copies.</summary>
    public void Plant()
    {
        fixture.Write(home);
        foreach (string database in fixture.Databases.Keys)
        {
            // Each copy is made in a database of its own, and its rows are moved over.
            for (int place = 0; PlantOne(database, place); place++) { }
        }
        WriteFiles();
    }

    /// <summary>Writes copies without secrets.</summary>
    public void Repeat(int copies)
    {
        fixture.Write(home);
        for (int copy = 0; copy < copies; copy++)
        {
            foreach (string database in fixture.Databases.Keys)
                Copy(database, copy);
        }
    }

    private bool PlantOne(string database, int place)
    {
        bool isThere = false;
        foreach (int depth in new[] { 1, 2, 3 })
        {
            int copy = _planted.Count;
            string token = MadeUpToken.Of(200_000 + copy);
            using SqliteDatabase scratch = SqliteDatabase.Open(":memory:");
            // Rows are moved and changed one by one.
            scratch.Execute("PRAGMA foreign_keys = OFF");
            foreach (string step in fixture.Databases[database])
                scratch.Execute(PlantedSecrets.Of(copy, step));
            if (Change(scratch, place, Escaped(token, depth)) is not { } where)
                break;
            isThere = true;
            _planted.Add((token, $"{database} {where}, depth {depth}"));
            MoveTo(scratch, fixture.PathOf(home, database), copy);
            // What else the session has lies in the other databases.
            foreach (string other in fixture.Databases.Keys.Where(name => name != database))
                Copy(other, copy);
        }
        return isThere;
    }

    private void Copy(string database, int copy)
    {
        using SqliteDatabase whole = SqliteDatabase.Open(":memory:");
        whole.Execute("PRAGMA foreign_keys = OFF");
        foreach (string step in fixture.Databases[database])
            whole.Execute(PlantedSecrets.Of(copy, step));
        MoveTo(whole, fixture.PathOf(home, database), copy);
    }

    private static void MoveTo(SqliteDatabase from, string path, int copy)
    {
        from.Execute($"ATTACH '{path.Replace("'", "''", StringComparison.Ordinal)}' AS target");
        foreach (string table in RowCheck.Tables(from))
        {
            string any = string.Join(
                " OR ",
                from.ColumnsOf(table).Select(column => $"instr(\"{column}\", '{PlantedSecrets.Of(copy, AgentFixture.Id)}')")
            );
            // Keys that count rows are given anew.
            string columns = string.Join(
                ", ",
                from.ColumnsOf(table).Where(c => !IsRowId(from, table, c)).Select(c => $"\"{c}\"")
            );
            from.Execute($"INSERT INTO target.\"{table}\" ({columns}) SELECT {columns} FROM main.\"{table}\" WHERE {any}");
        }
    }

    private static bool IsRowId(SqliteDatabase database, string table, string column)
    {
        using SqliteStatement query = database.Prepare(
            "SELECT 1 FROM pragma_table_info(?1) WHERE name = ?2 AND pk = 1 AND type = 'INTEGER' COLLATE NOCASE"
        );
        return query.Text(1, table).Text(2, column).Step();
    }

    // Counts through all texts of all rows; a text that is JSON has its strings as places.
    private static string? Change(SqliteDatabase database, int place, string text)
    {
        foreach (string table in RowCheck.Tables(database))
        {
            foreach (string column in database.ColumnsOf(table).Order(StringComparer.Ordinal))
            {
                List<(long Row, string Value)> values = [];
                using (
                    SqliteStatement query = database.Prepare(
                        $"SELECT rowid, \"{column}\" FROM \"{table}\" WHERE typeof(\"{column}\") IN ('text', 'blob')"
                    )
                )
                {
                    while (query.Step())
                        values.Add((query.Integer(0), query.Text(1)!));
                }
                foreach ((long row, string value) in values)
                {
                    int count = Strings(value, -1, "", out _);
                    if (place >= count)
                    {
                        place -= count;
                        continue;
                    }
                    Strings(value, place, text, out string changed);
                    using SqliteStatement update = database.Prepare($"UPDATE \"{table}\" SET \"{column}\" = ?1 WHERE rowid = ?2");
                    update.Text(1, changed).Integer(2, row).Run();
                    return $"{table}.{column} row {row} string {place + 1}";
                }
            }
        }
        return null;
    }

    private static int Strings(string value, int place, string text, out string changed)
    {
        changed = $"{value} {text}";
        JsonNode? root = null;
        try
        {
            root = value.StartsWith('{') || value.StartsWith('[') ? JsonNode.Parse(value) : null;
        }
        catch (JsonException) { }
        if (root is null)
            return 1;
        int at = 0;
        List<JsonNode> found = [];
        Visit(
            root,
            node =>
            {
                if (at++ == place)
                    found.Add(node);
            }
        );
        foreach (JsonNode node in found)
        {
            // A string may itself be JSON, as agents keep inputs and outputs of tools.
            Strings(node.GetValue<string>(), 0, text, out string inner);
            node.ReplaceWith(JsonValue.Create(inner));
        }
        changed = root.ToJsonString(_plain);
        return at;
    }

    private static void Visit(JsonNode node, Action<JsonNode> visit)
    {
        if (node is JsonObject members)
        {
            foreach (JsonNode member in members.Select(member => member.Value).OfType<JsonNode>().ToArray())
                Visit(member, visit);
        }
        else if (node is JsonArray elements)
        {
            foreach (JsonNode element in elements.OfType<JsonNode>().ToArray())
                Visit(element, visit);
        }
        else if (node.GetValueKind() == JsonValueKind.String)
        {
            visit(node);
        }
    }

    // What programs print holds JSON in JSON in JSON.
    private static string Escaped(string token, int depth)
    {
        string text = token;
        for (int i = 1; i < depth; i++)
            text = JsonSerializer.Serialize(
                new Dictionary<string, string>(StringComparer.Ordinal) { ["k"] = "is " + text },
                _plain
            );
        return text;
    }

    private void WriteFiles()
    {
        foreach ((string name, string content) in fixture.Files)
        {
            for (int copy = 0; copy < _planted.Count; copy++)
            {
                string path = fixture.PathOf(home, PlantedSecrets.Of(copy, name));
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.WriteAllText(path, PlantedSecrets.Of(copy, content));
            }
        }
    }
}

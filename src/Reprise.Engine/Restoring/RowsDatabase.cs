using System.Globalization;
using System.Text;
using System.Text.Json;
using Reprise.Databases;
using Reprise.Files;
using Reprise.Sealing;
using Reprise.Zstandard;

namespace Reprise.Restoring;

/// <summary>A database that restored rows are written into. Source of the form of rows: docs/design/0004-rows.md.</summary>
/// <remarks>It is marked as ours, so that rows of further sessions can follow, and no database of an agent is ever written to.</remarks>
internal static class RowsDatabase
{
    /// <summary>The application id of such a database: RPRS.</summary>
    private const int ApplicationId = 0x52505253;

    /// <summary>Tells whether a file is a database that restoring has made.</summary>
    public static bool IsOurs(string path)
    {
        try
        {
            using SqliteDatabase database = SqliteDatabase.OpenReadOnly(path);
            return database.QueryNumber("PRAGMA application_id") == ApplicationId;
        }
        catch (SqliteException)
        {
            return false;
        }
    }

    /// <summary>Writes all rows; those that are there stay.</summary>
    /// <returns>Whether a row was new.</returns>
    /// <exception cref="RepriseException">The rows are not what a capture writes, or the database cannot be written.</exception>
    public static bool Write(string path, OriginalSource rows)
    {
        try
        {
            using SqliteDatabase database = SqliteDatabase.Open(path);
            // Rows refer to others that come later, or that belong to no session.
            database.Execute($"PRAGMA foreign_keys = OFF; PRAGMA application_id = {ApplicationId}; BEGIN");
            using var inserts = new Inserts(database);
            long written = 0;
            foreach (JsonDocument line in GatheredLines.Of(rows))
            {
                JsonElement root = line.RootElement;
                if (root.TryGetProperty("format", out _))
                    CreateTables(database, root);
                else
                    written += inserts.Add(root);
            }
            database.Execute("COMMIT");
            return written > 0;
        }
        catch (Exception error)
            when (error
                    is SqliteException
                        or JsonException
                        or InvalidOperationException
                        or KeyNotFoundException
                        or FormatException
            )
        {
            throw GatheredLines.Damaged(error);
        }
    }

    // What was archived may have been made to do harm: nothing but a table is made.
    private static void CreateTables(SqliteDatabase database, JsonElement head)
    {
        foreach (JsonElement table in head.GetProperty("tables").EnumerateArray())
        {
            string name = table.GetProperty("name").GetString() ?? "";
            string sql = table.GetProperty("sql").GetString() ?? "";
            if (!sql.StartsWith("CREATE TABLE ", StringComparison.OrdinalIgnoreCase) || HasTable(database, name))
                continue;
            using SqliteStatement create = database.Prepare(sql);
            create.Run();
        }
    }

    private static bool HasTable(SqliteDatabase database, string name)
    {
        using SqliteStatement query = database.Prepare("SELECT 1 FROM sqlite_schema WHERE name = ?1");
        return query.Text(1, name).Step();
    }

    private sealed class Inserts(SqliteDatabase database) : IDisposable
    {
        private readonly Dictionary<string, SqliteStatement> _statements = new(StringComparer.Ordinal);

        public int Add(JsonElement line)
        {
            string table = line.GetProperty("table").GetString() ?? "";
            JsonProperty[] columns = [.. line.GetProperty("row").EnumerateObject()];
            string sql =
                $"INSERT OR IGNORE INTO {Quoted(table)} ({string.Join(", ", columns.Select(column => Quoted(column.Name)))}) "
                + $"VALUES ({string.Join(", ", Enumerable.Range(1, columns.Length).Select(i => $"?{i}"))})";
            if (!_statements.TryGetValue(sql, out SqliteStatement? insert))
                _statements.Add(sql, insert = database.Prepare(sql));
            for (int i = 0; i < columns.Length; i++)
                Bind(insert, i + 1, columns[i].Value);
            insert.Run();
            return database.Changes;
        }

        private static void Bind(SqliteStatement insert, int parameter, JsonElement value)
        {
            switch (value.ValueKind)
            {
                case JsonValueKind.Number:
                    insert.Integer(parameter, value.GetInt64());
                    break;
                case JsonValueKind.String:
                    insert.Text(parameter, value.GetString());
                    break;
                case JsonValueKind.Object:
                    BindForm(insert, parameter, value.EnumerateObject().First());
                    break;
                default:
                    insert.Null(parameter);
                    break;
            }
        }

        private static void BindForm(SqliteStatement insert, int parameter, JsonProperty form)
        {
            if (form.NameEquals("real"u8))
                insert.Real(parameter, double.Parse(form.Value.GetString() ?? "", CultureInfo.InvariantCulture));
            else if (form.NameEquals("hex"u8))
                insert.Text(parameter, Convert.ToHexStringLower(Encoding.UTF8.GetBytes(form.Value.GetString() ?? "")));
            else if (form.NameEquals("zstd"u8))
                insert.Blob(parameter, ZstdFrame.Of(Encoding.UTF8.GetBytes(form.Value.GetString() ?? "")));
            else if (form.NameEquals("texts"u8))
                insert.Text(parameter, GatheredLines.Joined(form.Value));
            else if (form.NameEquals("blobs"u8))
                insert.Blob(parameter, GatheredLines.Joined(form.Value));
            else
                insert.Blob(parameter, Encoding.UTF8.GetBytes(form.Value.GetString() ?? ""));
        }

        private static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

        public void Dispose()
        {
            foreach (SqliteStatement statement in _statements.Values)
                statement.Dispose();
        }
    }
}

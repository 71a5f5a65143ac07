using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Reprise.Databases;

namespace Reprise.Reading;

/// <summary>Reads the rows of a session out of a database: one line of JSON for each, without loss. Source: docs/design/0004-rows.md.</summary>
internal static class RowDump
{
    /// <summary>The form that the first line names.</summary>
    public const string Format = "reprise-rows/1";

    /// <summary>A session with more than this is not captured: its rows are in memory while it is read.</summary>
    public const int MaxBytes = 512 * 1024 * 1024;

    private static readonly JsonWriterOptions _options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    /// <summary>Reads all rows as they are at one moment.</summary>
    /// <exception cref="RowsUnavailableException">The database is locked, damaged or gone, or the session is too large.</exception>
    public static byte[] Read(SourceRows rows)
    {
        try
        {
            using SqliteDatabase database = SqliteDatabase.OpenForeign(rows.Database);
            database.Execute("BEGIN");
            var output = new ArrayBufferWriter<byte>(64 * 1024);
            using var json = new Utf8JsonWriter(output, _options);
            WriteHead(database, rows, json);
            EndLine(json, output);
            foreach (RowQuery query in rows.Queries)
                WriteRows(database, query, json, output);
            return output.WrittenSpan.ToArray();
        }
        catch (SqliteException error)
        {
            throw new RowsUnavailableException(
                error.IsBusy ? "its database is locked by the program that owns it"
                    : error.IsDamaged ? "its database is damaged"
                    : "its database cannot be read",
                error
            );
        }
    }

    private static void WriteHead(SqliteDatabase database, SourceRows rows, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("format"u8, Format);
        json.WriteString("database"u8, rows.RelativePath);
        json.WriteStartArray("tables"u8);
        foreach (string table in rows.Queries.Select(query => query.Table).Distinct(StringComparer.Ordinal))
        {
            using SqliteStatement schema = database.Prepare("SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?1");
            schema.Text(1, table);
            if (!schema.Step())
                continue;
            json.WriteStartObject();
            json.WriteString("name"u8, table);
            json.WriteString("sql"u8, schema.Text(0));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteRows(SqliteDatabase database, RowQuery query, Utf8JsonWriter json, ArrayBufferWriter<byte> output)
    {
        if (!HasTable(database, query.Table))
            return;
        string key = string.Join(" || '/' || ", query.Key.Select(column => $"\"{column}\""));
        using SqliteStatement select = database.Prepare(
            $"SELECT {key}, * FROM \"{query.Table}\" WHERE {query.Where} ORDER BY {query.OrderBy}"
        );
        for (int i = 0; i < query.Arguments.Count; i++)
            select.Text(i + 1, query.Arguments[i]);
        while (select.Step())
        {
            json.WriteStartObject();
            json.WriteString("table"u8, query.Table);
            WriteText(json, "key"u8, select.Utf8(0));
            json.WriteStartObject("row"u8);
            for (int i = 1; i < select.ColumnCount; i++)
                WriteValue(json, select, i);
            json.WriteEndObject();
            json.WriteEndObject();
            EndLine(json, output);
            if (output.WrittenCount > MaxBytes)
                throw new RowsUnavailableException("it has more rows than can be read at once");
        }
    }

    private static bool HasTable(SqliteDatabase database, string table)
    {
        using SqliteStatement schema = database.Prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?1");
        return schema.Text(1, table).Step();
    }

    private static void WriteValue(Utf8JsonWriter json, SqliteStatement row, int column)
    {
        string name = row.ColumnName(column);
        switch (row.Type(column))
        {
            case SqliteType.Null:
                json.WriteNull(name);
                break;
            case SqliteType.Integer:
                json.WriteNumber(name, row.Integer(column));
                break;
            case SqliteType.Real:
                json.WriteStartObject(name);
                json.WriteString("real"u8, row.Real(column).ToString("R", System.Globalization.CultureInfo.InvariantCulture));
                json.WriteEndObject();
                break;
            case SqliteType.Text when Utf8.IsValid(row.Utf8(column)):
                json.WriteString(name, row.Utf8(column));
                break;
            case SqliteType.Text:
                WriteBytes(json, name, "text64"u8, row.Utf8(column));
                break;
            default:
                ReadOnlySpan<byte> bytes = row.Blob(column);
                if (!Utf8.IsValid(bytes))
                {
                    WriteBytes(json, name, "blob64"u8, bytes);
                    break;
                }
                // What is text under another name must be readable for the masker.
                json.WriteStartObject(name);
                json.WriteString("blob"u8, bytes);
                json.WriteEndObject();
                break;
        }
    }

    private static void WriteText(Utf8JsonWriter json, ReadOnlySpan<byte> name, ReadOnlySpan<byte> text)
    {
        if (Utf8.IsValid(text))
            json.WriteString(name, text);
        else
            json.WriteBase64String(name, text);
    }

    private static void WriteBytes(Utf8JsonWriter json, string name, ReadOnlySpan<byte> form, ReadOnlySpan<byte> bytes)
    {
        json.WriteStartObject(name);
        json.WriteBase64String(form, bytes);
        json.WriteEndObject();
    }

    private static void EndLine(Utf8JsonWriter json, ArrayBufferWriter<byte> output)
    {
        json.Flush();
        json.Reset();
        output.Write("\n"u8);
    }
}

/// <summary>The rows of a session cannot be had now.</summary>
internal sealed class RowsUnavailableException(string reason, Exception? inner = null) : IOException(reason, inner);

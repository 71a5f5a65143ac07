using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Reprise.Databases;
using Reprise.Zstandard;

namespace Reprise.Reading;

/// <summary>Writes rows as lines of JSON from which every value can be had again. Source: docs/design/0004-rows.md.</summary>
internal sealed class RowWriter : IDisposable
{
    /// <summary>A longer value is not written: escaped it could be longer than one value of JSON may be.</summary>
    private const int MaxValueBytes = 128 * 1024 * 1024;

    private static readonly JsonWriterOptions _options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    private readonly ArrayBufferWriter<byte> _output = new(64 * 1024);
    private readonly Utf8JsonWriter _json;

    public RowWriter() => _json = new Utf8JsonWriter(_output, _options);

    /// <summary>The bytes written.</summary>
    public int Length => _output.WrittenCount;

    /// <summary>All lines.</summary>
    public byte[] ToArray() => _output.WrittenSpan.ToArray();

    /// <summary>Writes the line that says what the others are.</summary>
    public void WriteHead(string database, IReadOnlyList<(string Name, string Sql)> tables)
    {
        _json.WriteStartObject();
        _json.WriteString("format"u8, RowDump.Format);
        _json.WriteString("database"u8, database);
        _json.WriteStartArray("tables"u8);
        foreach ((string name, string sql) in tables)
        {
            _json.WriteStartObject();
            _json.WriteString("name"u8, name);
            _json.WriteString("sql"u8, sql);
            _json.WriteEndObject();
        }
        _json.WriteEndArray();
        _json.WriteEndObject();
        EndLine();
    }

    /// <summary>Writes the line that says that the others are files.</summary>
    public void WriteHead()
    {
        _json.WriteStartObject();
        _json.WriteString("format"u8, BundleDump.Format);
        _json.WriteEndObject();
        EndLine();
    }

    /// <summary>Writes a file in the form of a row.</summary>
    public void WriteFile(string path, DateTime lastWriteUtc, UnixFileMode? mode, ReadOnlySpan<byte> content)
    {
        _json.WriteStartObject();
        _json.WriteString("table"u8, BundleDump.Table);
        _json.WriteString("id"u8, path);
        _json.WriteStartObject("row"u8);
        _json.WriteString("time"u8, lastWriteUtc);
        if (mode is { } permissions)
            _json.WriteNumber("mode"u8, (int)permissions);
        if (Utf8.IsValid(content))
            _json.WriteString("data"u8, content);
        else
            WritePieces("data", "blobs"u8, content);
        _json.WriteEndObject();
        _json.WriteEndObject();
        EndLine();
    }

    /// <summary>Writes a row.</summary>
    /// <param name="table">Its table.</param>
    /// <param name="row">A statement that stands on it.</param>
    /// <param name="key">The column with its key.</param>
    /// <param name="first">The first column that belongs to it.</param>
    public void Write(string table, SqliteStatement row, int key, int first)
    {
        _json.WriteStartObject();
        _json.WriteString("table"u8, table);
        if (Utf8.IsValid(row.Utf8(key)))
            _json.WriteString("id"u8, row.Utf8(key));
        else
            _json.WriteBase64String("id"u8, row.Utf8(key));
        _json.WriteStartObject("row"u8);
        for (int i = first; i < row.ColumnCount; i++)
            WriteValue(row, i);
        _json.WriteEndObject();
        _json.WriteEndObject();
        EndLine();
    }

    private void WriteValue(SqliteStatement row, int column)
    {
        string name = row.ColumnName(column);
        if (row.Type(column) is SqliteType.Text or SqliteType.Blob && row.Blob(column).Length > MaxValueBytes)
            throw new RowsUnavailableException("a value in it is larger than can be read at once");
        switch (row.Type(column))
        {
            case SqliteType.Null:
                _json.WriteNull(name);
                break;
            case SqliteType.Integer:
                _json.WriteNumber(name, row.Integer(column));
                break;
            case SqliteType.Real:
                _json.WriteStartObject(name);
                _json.WriteString("real"u8, row.Real(column).ToString("R", CultureInfo.InvariantCulture));
                _json.WriteEndObject();
                break;
            case SqliteType.Text when HexText.TryDecode(row.Utf8(column), out byte[] text):
                WriteForm(name, "hex"u8, text);
                break;
            case SqliteType.Text when Utf8.IsValid(row.Utf8(column)):
                _json.WriteString(name, row.Utf8(column));
                break;
            case SqliteType.Text:
                WritePieces(name, "texts"u8, row.Utf8(column));
                break;
            default:
                WriteBlob(name, row.Blob(column));
                break;
        }
    }

    private void WriteBlob(string name, ReadOnlySpan<byte> bytes)
    {
        // What is compressed could not be masked.
        if (ZstdFrame.IsFrame(bytes) && ZstdFrame.TryDecode(bytes, MaxValueBytes, out byte[] text) && Utf8.IsValid(text))
            WriteForm(name, "zstd"u8, text);
        else if (Utf8.IsValid(bytes))
            WriteForm(name, "blob"u8, bytes);
        else
            WritePieces(name, "blobs"u8, bytes);
    }

    private void WriteForm(string name, ReadOnlySpan<byte> form, ReadOnlySpan<byte> text)
    {
        _json.WriteStartObject(name);
        _json.WriteString(form, text);
        _json.WriteEndObject();
    }

    // What is text between other bytes must be readable for the masker: base64 of both would hide it.
    private void WritePieces(string name, ReadOnlySpan<byte> form, ReadOnlySpan<byte> bytes)
    {
        _json.WriteStartObject(name);
        _json.WriteStartArray(form);
        while (!bytes.IsEmpty)
        {
            int other = ReadableText.Find(bytes, out int length);
            _json.WriteBase64StringValue(bytes[..other]);
            if (length > 0)
                _json.WriteStringValue(bytes.Slice(other, length));
            bytes = bytes[(other + length)..];
        }
        _json.WriteEndArray();
        _json.WriteEndObject();
    }

    private void EndLine()
    {
        _json.Flush();
        _json.Reset();
        _output.Write("\n"u8);
    }

    public void Dispose() => _json.Dispose();
}

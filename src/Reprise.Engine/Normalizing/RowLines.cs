using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;

namespace Reprise.Normalizing;

/// <summary>Reads the lines of a text that was put together from rows or small files. Source: docs/design/0004-rows.md.</summary>
/// <remarks>A line and the values in it are valid until the next one is parsed. Not for several threads at once.</remarks>
internal sealed class RowLines
{
    private readonly JsonTape _line = new();
    private readonly JsonTape _value = new();

    /// <summary>Parses a line.</summary>
    /// <returns>False when it is none.</returns>
    public bool TryParse(ReadOnlySpan<byte> record, Utf8Scratch scratch, out RowLine line)
    {
        line = default;
        if (!_line.TryParse(record, out JsonValue root) || !root.IsObject)
            return false;
        line = new RowLine(root, scratch);
        return line.IsHead || (!line.Table.IsEmpty && root["row"u8].IsObject);
    }

    /// <summary>Parses the JSON text in a column; the one before is no longer valid then.</summary>
    /// <returns>False when the column holds no JSON.</returns>
    public bool TryParseJson(JsonValue column, Utf8Scratch scratch, out JsonValue value) =>
        _value.TryParse(RowLine.Text(column, scratch), out value);
}

/// <summary>A line: a row, a file in the form of one, or the head that says what the others are.</summary>
internal readonly ref struct RowLine
{
    private readonly JsonValue _row;

    public RowLine(JsonValue root, Utf8Scratch scratch)
    {
        IsHead = root["format"u8].IsString;
        Table = root["table"u8].Text(scratch);
        Id = root["id"u8].Text(scratch);
        _row = root["row"u8];
    }

    public bool IsHead { get; }

    /// <summary>The table; <c>files</c> for a file.</summary>
    public ReadOnlySpan<byte> Table { get; }

    /// <summary>The key columns joined by <c>/</c>; the path of a file.</summary>
    public ReadOnlySpan<byte> Id { get; }

    /// <summary>The value of a column as it stands in the line.</summary>
    public JsonValue this[ReadOnlySpan<byte> column] => _row[column];

    /// <summary>The text in a column, also where it is stored as bytes; empty when there is none.</summary>
    public static ReadOnlySpan<byte> Text(JsonValue column, Utf8Scratch scratch)
    {
        if (column.IsString)
            return column.Text(scratch);
        if (column["blob"u8].IsString)
            return column["blob"u8].Text(scratch);
        if (column["hex"u8].IsString)
            return column["hex"u8].Text(scratch);
        if (column["zstd"u8].IsString)
            return column["zstd"u8].Text(scratch);
        // Text that is none in places: what can be read of it.
        return column["texts"u8].IsArray ? JsonText.Decode(Bytes(column, scratch), isEscaped: false, scratch) : default;
    }

    /// <summary>The bytes in a column, whatever they are; empty when there are none.</summary>
    public static ReadOnlySpan<byte> Bytes(JsonValue column, Utf8Scratch scratch)
    {
        JsonValue pieces = column["blobs"u8].IsArray ? column["blobs"u8] : column["texts"u8];
        if (!pieces.IsArray)
            return Text(column, scratch);
        Span<byte> joined = scratch.Take(pieces.Raw.Length);
        int length = 0;
        bool isText = false;
        foreach (JsonValue piece in pieces.Elements)
        {
            if (isText)
            {
                ReadOnlySpan<byte> text = piece.Text(scratch);
                text.CopyTo(joined[length..]);
                length += text.Length;
            }
            else if (Base64.DecodeFromUtf8(piece.Raw, joined[length..], out _, out int decoded) == OperationStatus.Done)
            {
                length += decoded;
            }
            isText = !isText;
        }
        return joined[..length];
    }

    /// <summary>A time that is stored as a number of seconds or milliseconds, whole or not, or as ISO text.</summary>
    /// <returns>Null when there is none.</returns>
    public static DateTimeOffset? Time(JsonValue column)
    {
        JsonValue real = column["real"u8];
        if (!real.IsString)
            return RecordTime.Of(column);
        return
            Utf8Parser.TryParse(real.Raw, out double number, out int used) && used == real.Raw.Length && Math.Abs(number) < 1e18
            ? RecordTime.FromUnix((long)number)
            : null;
    }

    /// <summary>A whole number; 0 when there is none.</summary>
    public static long Number(JsonValue column) => column.Kind == JsonTokenType.Number ? column.Long() : 0;
}

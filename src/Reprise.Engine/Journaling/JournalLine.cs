using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Reprise.Journaling;

/// <summary>Reads and writes one line of a journal. Source: docs/design/0003-journal-and-redaction.md.</summary>
internal static class JournalLine
{
    public const int Format = 1;

    /// <summary>A longer line is not read.</summary>
    public const int MaxBytes = 1024 * 1024;

    public const string Torn = "it is not complete";
    public const string Newer = "it was written by a newer version";

    private const int CheckDigits = 16;
    private const int MaxNameLength = 200;
    private static readonly JsonReaderOptions _reading = new() { MaxDepth = 32 };
    private static readonly JsonWriterOptions _writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static ReadOnlySpan<byte> CheckMember => ",\"check\":\""u8;

    /// <summary>Writes an event as a line with its line end.</summary>
    public static byte[] Write(JournalEvent written)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, _writing))
        {
            json.WriteStartObject();
            json.WriteNumber("format"u8, Format);
            json.WriteString("id"u8, written.Id);
            json.WriteString("device"u8, written.Device);
            json.WriteStartArray("clock"u8);
            json.WriteNumberValue(written.Time.Milliseconds);
            json.WriteNumberValue(written.Time.Counter);
            json.WriteEndArray();
            json.WriteString("at"u8, written.At.UtcDateTime);
            json.WriteString("user"u8, written.User);
            json.WriteString("type"u8, written.Type);
            json.WriteStartObject("body"u8);
            json.WriteString("id"u8, written.Entity);
            if (written.Undoes is { } undone)
                json.WriteString("undoes"u8, undone);
            json.WriteStartObject("set"u8);
            foreach ((string name, string value) in written.Fields)
            {
                json.WritePropertyName(name);
                json.WriteRawValue(value);
            }
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
        }
        ReadOnlySpan<byte> members = buffer.WrittenSpan[..^1];
        return [.. members, .. CheckMember, .. Check(members), .. "\"}\n"u8];
    }

    /// <summary>Reads a line without its line end.</summary>
    /// <param name="line">The bytes, whoever wrote them.</param>
    /// <param name="problem">Why it is no event, in plain words and without content.</param>
    /// <returns>Null when it is no event that can be used.</returns>
    public static JournalEvent? Read(ReadOnlySpan<byte> line, out string problem)
    {
        problem = "";
        if (line.EndsWith("\r"u8))
            line = line[..^1];
        int check = line.LastIndexOf(CheckMember);
        if (check < 0 || line.Length - check != CheckMember.Length + CheckDigits + "\"}".Length)
        {
            problem = Torn;
            return null;
        }
        if (!line.Slice(check + CheckMember.Length, CheckDigits).SequenceEqual(Check(line[..check])))
        {
            problem = "its checksum is wrong";
            return null;
        }
        try
        {
            using JsonDocument document = Parse(line);
            return Read(document.RootElement, out problem) is { } written
                ? written with
                {
                    Check = Encoding.ASCII.GetString(line.Slice(check + CheckMember.Length, CheckDigits)),
                }
                : null;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            problem = "it is no JSON";
            return null;
        }
    }

    private static JsonDocument Parse(ReadOnlySpan<byte> line)
    {
        // Half a surrogate pair is JSON and no text: whoever reads the field later must not find that out.
        var texts = new Utf8JsonReader(line, _reading);
        while (texts.Read())
        {
            if (texts.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
                _ = texts.GetString();
        }
        var reader = new Utf8JsonReader(line, _reading);
        return JsonDocument.ParseValue(ref reader);
    }

    private static JournalEvent? Read(JsonElement line, out string problem)
    {
        problem = Newer;
        if (line.ValueKind != JsonValueKind.Object || Number(line, "format") is not { } format)
        {
            problem = "it is no event";
            return null;
        }
        if (format > Format)
            return null;
        problem = "it is no event";
        if (
            Name(line, "id") is not { } id
            || Name(line, "device") is not { } device
            || Name(line, "type") is not { } type
            || Name(line, "user") is not { } user
            || ReadTime(line) is not { } time
            || !line.TryGetProperty("at", out JsonElement at)
            || !at.TryGetDateTimeOffset(out DateTimeOffset written)
            || !line.TryGetProperty("body", out JsonElement body)
        )
            return null;
        problem = "its time is out of reach";
        if (time.Milliseconds < 0 || time.Counter < 0 || time >= JournalTime.Last)
            return null;
        problem = "";
        var fields = new SortedDictionary<string, string>(StringComparer.Ordinal);
        string? entity = ReadBody(body, fields);
        return new JournalEvent
        {
            Id = id,
            Device = device,
            Time = time,
            At = written.ToUniversalTime(),
            User = user,
            Type = type,
            Entity = entity,
            Fields = fields,
            Undoes = Name(body, "undoes"),
        };
    }

    // A body of another form is kept in its file for the version that knows it.
    private static string? ReadBody(JsonElement body, SortedDictionary<string, string> fields)
    {
        if (
            Name(body, "id", JournalEntryLimits.MaxId) is not { } id
            || !body.TryGetProperty("set", out JsonElement set)
            || set.ValueKind != JsonValueKind.Object
        )
            return null;
        foreach (JsonProperty field in set.EnumerateObject())
            fields[field.Name] = field.Value.GetRawText();
        return id;
    }

    private static JournalTime? ReadTime(JsonElement line)
    {
        if (
            !line.TryGetProperty("clock", out JsonElement clock)
            || clock.ValueKind != JsonValueKind.Array
            || clock.GetArrayLength() != 2
        )
            return null;
        return
            clock[0].ValueKind == JsonValueKind.Number
            && clock[0].TryGetInt64(out long milliseconds)
            && clock[1].ValueKind == JsonValueKind.Number
            && clock[1].TryGetInt32(out int counter)
            ? new JournalTime(milliseconds, counter)
            : null;
    }

    private static long? Number(JsonElement line, string name) =>
        line.TryGetProperty(name, out JsonElement value)
        && value.ValueKind == JsonValueKind.Number
        && value.TryGetInt64(out long number)
            ? number
            : null;

    private static string? Name(JsonElement line, string name, int max = MaxNameLength) =>
        line.ValueKind == JsonValueKind.Object
        && line.TryGetProperty(name, out JsonElement value)
        && value.ValueKind == JsonValueKind.String
        && value.GetString() is { Length: > 0 } text
        && text.Length <= max
            ? text
            : null;

    private static byte[] Check(ReadOnlySpan<byte> members) =>
        Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA256.HashData(members))[..CheckDigits]);
}

/// <summary>What an entry may hold at most.</summary>
internal static class JournalEntryLimits
{
    /// <summary>The longest id, in UTF-16 characters: that of a session and that of a message in it.</summary>
    public const int MaxId = 2000;
}

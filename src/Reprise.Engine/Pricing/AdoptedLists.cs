using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Reprise.Pricing;

/// <summary>Which price lists were ever in force, and since when.</summary>
/// <param name="Entries">In the order in which they came into force.</param>
internal sealed record AdoptedLists(IReadOnlyList<AdoptedList> Entries)
{
    private const int Format = 1;
    private const int HashLength = 64;
    private static readonly SearchValues<char> HashDigits = SearchValues.Create("0123456789abcdef");
    private const string TimeForm = "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'";

    /// <summary>Reads what <see cref="ToJson"/> has written.</summary>
    /// <exception cref="FormatException">It is something else; the message says what, as the end of a sentence.</exception>
    public static AdoptedLists Parse(ReadOnlySpan<byte> json)
    {
        List<AdoptedList> entries = [];
        int format = 0;
        var reader = new Utf8JsonReader(json);
        try
        {
            reader.Read();
            Expect(reader.TokenType == JsonTokenType.StartObject, "is no JSON object");
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("version"u8))
                {
                    reader.Read();
                    Expect(reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out format), "has no version");
                }
                else if (reader.ValueTextEquals("lists"u8))
                    ReadEntries(ref reader, entries);
                else
                    reader.Skip();
            }
            while (reader.Read()) { }
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new FormatException("is no JSON", error);
        }
        Expect(format <= Format, "was written by a newer version of Reprise");
        Expect(format == Format && entries.Count > 0, "names no list");
        return new AdoptedLists(entries);
    }

    public byte[] ToJson()
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteNumber("version"u8, Format);
            json.WriteStartArray("lists"u8);
            foreach (AdoptedList entry in Entries)
            {
                json.WriteStartObject();
                json.WriteString("since"u8, entry.Since.UtcDateTime.ToString(TimeForm, CultureInfo.InvariantCulture));
                json.WriteString("list"u8, entry.Hash);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return [.. buffer.ToArray(), (byte)'\n'];
    }

    private static void ReadEntries(ref Utf8JsonReader reader, List<AdoptedList> entries)
    {
        reader.Read();
        Expect(reader.TokenType == JsonTokenType.StartArray, "has no list of lists");
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            Expect(reader.TokenType == JsonTokenType.StartObject, "has an entry that is no object");
            string since = "";
            string hash = "";
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                bool isSince = reader.ValueTextEquals("since"u8);
                bool isHash = reader.ValueTextEquals("list"u8);
                reader.Read();
                if (reader.TokenType == JsonTokenType.String && isSince)
                    since = reader.GetString() ?? "";
                else if (reader.TokenType == JsonTokenType.String && isHash)
                    hash = reader.GetString() ?? "";
                reader.Skip();
            }
            // The hash becomes a file name.
            Expect(hash.Length == HashLength && !hash.AsSpan().ContainsAnyExcept(HashDigits), "names no list");
            const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
            bool isTime = DateTimeOffset.TryParseExact(
                since,
                TimeForm,
                CultureInfo.InvariantCulture,
                Utc,
                out DateTimeOffset time
            );
            Expect(isTime, "has a list without the time since when it holds");
            Expect(entries.Count == 0 || entries[^1].Since <= time, "has lists that are not in order");
            entries.Add(new AdoptedList(time, hash));
        }
    }

    private static void Expect(bool isSo, string otherwise)
    {
        if (!isSo)
            throw new FormatException(otherwise);
    }
}

/// <summary>A price list that was in force.</summary>
/// <param name="Since">From when on.</param>
/// <param name="Hash">The name of its content.</param>
internal sealed record AdoptedList(DateTimeOffset Since, string Hash);

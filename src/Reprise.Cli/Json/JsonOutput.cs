using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Reprise.Cli.Json;

/// <summary>Writes values as JSON for scripts.</summary>
internal static class JsonOutput
{
    /// <summary>Marks that turn text around: the encoder lets them pass, and on a terminal they make it lie.</summary>
    private static readonly SearchValues<char> Turning = SearchValues.Create(
        "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    );

    /// <summary>Writes one document and a line end.</summary>
    public static void Write<T>(TextWriter writer, T value, JsonTypeInfo<T> type, bool indented)
    {
        using var buffer = new MemoryStream();
        var options = new JsonWriterOptions
        {
            // It escapes every control character; the letters that it leaves alone matter in HTML only.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            Indented = indented,
            NewLine = "\n",
        };
        using (var json = new Utf8JsonWriter(buffer, options))
            JsonSerializer.Serialize(json, value, type);
        string text = Encoding.UTF8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
        writer.WriteLine(text.AsSpan().ContainsAny(Turning) ? EscapeTurning(text) : text);
    }

    private static string EscapeTurning(string text)
    {
        var escaped = new StringBuilder(text.Length + 16);
        foreach (char c in text)
        {
            if (Turning.Contains(c))
                escaped.Append($"\\u{(int)c:x4}");
            else
                escaped.Append(c);
        }
        return escaped.ToString();
    }
}

/// <summary>Writes times as RFC 3339 in UTC, to the millisecond.</summary>
internal sealed class UtcTimeConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetDateTimeOffset().ToUniversalTime();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'"));
}

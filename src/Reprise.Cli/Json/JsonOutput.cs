using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Reprise.Cli.Json;

/// <summary>Writes values as JSON for scripts.</summary>
internal static class JsonOutput
{
    /// <summary>Writes one document and a line end.</summary>
    public static void Write<T>(TextWriter writer, T value, JsonTypeInfo<T> type, bool indented)
    {
        // The generated code is called itself: the serializer would first describe all types to itself, which takes longer at
        // the start of the program than the commands do.
        if (type.SerializeHandler is not { } serialize)
            throw new InvalidOperationException($"{typeof(T).Name} is not made for writing.");
        Write(writer, json => serialize(json, value), indented);
    }

    /// <summary>Writes one document that has no shape of its own, and a line end.</summary>
    public static void Write(TextWriter writer, Action<Utf8JsonWriter> write, bool indented)
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
            write(json);
        string text = Encoding.UTF8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
        writer.WriteLine(EscapeTurning(text));
    }

    /// <summary>Escapes marks that turn text around: the encoder lets them pass, and on a terminal they make it lie.</summary>
    private static string EscapeTurning(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\u061c', '\u2069'))
            return text;
        var escaped = new StringBuilder(text.Length + 16);
        foreach (char c in text)
        {
            if (c is '\u061c' or '\u200e' or '\u200f' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069'))
                escaped.Append($"\\u{(int)c:x4}");
            else
                escaped.Append(c);
        }
        return escaped.ToString();
    }
}

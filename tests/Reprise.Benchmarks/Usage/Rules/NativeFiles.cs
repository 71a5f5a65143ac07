using System.Globalization;
using System.Text.Json;

namespace Reprise.Benchmarks.Usage.Rules;

/// <summary>Reads native files as plainly as can be: speed does not matter here, being independent of the engine does.</summary>
internal static class NativeFiles
{
    /// <summary>Names the files below a folder, in their order.</summary>
    public static IEnumerable<string> Below(string folder, string pattern) =>
        Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            : [];

    /// <summary>Reads the records of a file of lines that hold a word; damaged ones are left out.</summary>
    public static IEnumerable<(string Line, JsonElement Record)> Lines(string path, params string[] words)
    {
        foreach (string line in File.ReadLines(path))
        {
            if (!words.Any(word => line.Contains(word, StringComparison.Ordinal)) || Parse(line) is not { } record)
                continue;
            yield return (line, record);
        }
    }

    /// <summary>Reads a file that is one document; null when it is none.</summary>
    public static JsonElement? Document(string path) => Parse(File.ReadAllText(path));

    public static string Text(this JsonElement record, string name) =>
        record.ValueKind == JsonValueKind.Object
        && record.TryGetProperty(name, out JsonElement value)
        && value.ValueKind == JsonValueKind.String
            ? value.GetString() ?? ""
            : "";

    public static long Number(this JsonElement record, string name) =>
        record.ValueKind == JsonValueKind.Object
        && record.TryGetProperty(name, out JsonElement value)
        && value.ValueKind == JsonValueKind.Number
            ? (long)value.GetDouble()
            : 0;

    /// <summary>Returns a member that is an object; null when it is something else or missing.</summary>
    public static JsonElement? Member(this JsonElement record, string name) =>
        record.ValueKind == JsonValueKind.Object
        && record.TryGetProperty(name, out JsonElement value)
        && value.ValueKind == JsonValueKind.Object
            ? value
            : null;

    public static bool IsTrue(this JsonElement record, string name) =>
        record.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.True;

    public static bool IsNull(this JsonElement record, string name) =>
        record.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Null;

    public static DateTimeOffset? Time(this JsonElement record, string name) =>
        DateTimeOffset.TryParse(
            record.Text(name),
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out DateTimeOffset time
        )
            ? time
            : null;

    private static JsonElement? Parse(string text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

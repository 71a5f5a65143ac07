using System.Globalization;
using System.Text.Json;

namespace Reprise.Importing.Sessionkeep;

/// <summary>What stands beside an archived session of sessionkeep. Source: sessionkeep 0.4.0, archiver.py, schema_version 1.</summary>
/// <param name="Source">The path that the session was archived from; null when it is not said.</param>
/// <param name="SessionId">The session's id, or only the end of it; null when it is not said.</param>
/// <param name="ArchivedAt">When it was archived, or last changed; null when it is not said.</param>
internal sealed record SessionkeepEntry(string? Source, string? SessionId, DateTime? ArchivedAt)
{
    /// <summary>How an archived session's name ends.</summary>
    public const string Ending = ".jsonl.gz";

    private const string FactsEnding = ".meta.json";
    private const int MaxFactsBytes = 1024 * 1024;

    /// <summary>Reads what is said of an archived session; nothing when there is nothing, or it cannot be read.</summary>
    /// <param name="path">The archived session.</param>
    public static SessionkeepEntry Of(string path)
    {
        var nothing = new SessionkeepEntry(null, null, null);
        var file = new FileInfo(path[..^Ending.Length] + FactsEnding);
        try
        {
            if (!file.Exists || file.LinkTarget is not null || file.Length > MaxFactsBytes)
                return nothing;
            using var facts = JsonDocument.Parse(File.ReadAllBytes(file.FullName));
            JsonElement root = facts.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
                return nothing;
            return new SessionkeepEntry(Text(root, "source"u8), Text(root, "session_id"u8), Time(Text(root, "archived_at"u8)));
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
        {
            return nothing;
        }
    }

    private static string? Text(JsonElement root, ReadOnlySpan<byte> name)
    {
        if (!root.TryGetProperty(name, out JsonElement value) || value.ValueKind != JsonValueKind.String)
            return null;
        try
        {
            return value.GetString() is { Length: > 0 } text ? text : null;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair.
            return null;
        }
    }

    // A local time without its zone: which one is not known any more, so it is taken as it stands.
    private static DateTime? Time(string? text) =>
        DateTime.TryParse(
            text,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out DateTime time
        )
            ? time
            : null;
}

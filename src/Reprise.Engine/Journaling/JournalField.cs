using System.Text.Json;

namespace Reprise.Journaling;

/// <summary>The current value of a field, and who set it when.</summary>
/// <param name="Json">The value as JSON.</param>
/// <param name="Event">The event that set it.</param>
public sealed record JournalField(string Json, JournalEvent Event)
{
    /// <summary>The text; null when the value is none.</summary>
    public string? Text => Read() is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    /// <summary>Whether the value is true.</summary>
    public bool IsTrue => Json == "true";

    /// <summary>The whole number; null when the value is none.</summary>
    public long? Number =>
        Read() is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out long number) ? number : null;

    /// <summary>The encrypted text in base64; null when the value is none.</summary>
    public string? Sealed =>
        Read() is { ValueKind: JsonValueKind.Object } value
        && value.TryGetProperty(SealedText.Member, out JsonElement text)
        && text.ValueKind == JsonValueKind.String
            ? text.GetString()
            : null;

    private JsonElement Read()
    {
        using var document = JsonDocument.Parse(Json);
        return document.RootElement.Clone();
    }
}

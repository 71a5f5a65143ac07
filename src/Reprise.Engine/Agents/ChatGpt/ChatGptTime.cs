using System.Buffers.Text;
using System.Text.Json;
using Reprise.Normalizing;

namespace Reprise.Agents.ChatGpt;

/// <summary>Reads times that are written as seconds with a fraction.</summary>
internal static class ChatGptTime
{
    private const double MaxSeconds = 253_402_300_800;

    /// <summary>Takes a number of seconds since 1970.</summary>
    /// <returns>Null when it is no time.</returns>
    public static DateTimeOffset? Of(double seconds) =>
        seconds is > 0 and < MaxSeconds ? DateTimeOffset.FromUnixTimeMilliseconds((long)(seconds * 1000)) : null;

    /// <summary>Reads a value.</summary>
    /// <returns>Null when it is no time.</returns>
    public static DateTimeOffset? Of(JsonValue value) =>
        value.Kind == JsonTokenType.Number
        && Utf8Parser.TryParse(value.Raw, out double seconds, out int used)
        && used == value.Raw.Length
            ? Of(seconds)
            : RecordTime.Of(value);
}

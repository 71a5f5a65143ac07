using System.Buffers;

namespace Reprise.Redacting;

/// <summary>The word in a placeholder: <c>[redacted:client-name]</c>.</summary>
public static class RedactionLabel
{
    /// <summary>The longest label.</summary>
    public const int MaxLength = 40;

    private static readonly SearchValues<char> _characters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    /// <summary>Whether a text can be a label: lower-case letters, digits and dashes.</summary>
    public static bool IsOne(ReadOnlySpan<char> text) =>
        text.Length is > 0 and <= MaxLength && !text.ContainsAnyExcept(_characters);

    /// <summary>Returns the label of a redaction for which none was chosen.</summary>
    public static string Usual(RedactionKind kind) =>
        kind switch
        {
            RedactionKind.Regex => "pattern",
            RedactionKind.Marker => "marked",
            RedactionKind.Manual => "message",
            _ => "text",
        };
}

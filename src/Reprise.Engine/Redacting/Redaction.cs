using Reprise.Protocol;

namespace Reprise.Redacting;

/// <summary>How a redaction finds what it hides.</summary>
public enum RedactionKind : byte
{
    /// <summary>A text, wherever it stands.</summary>
    Literal,

    /// <summary>A regular expression.</summary>
    Regex,

    /// <summary>Everything from one text to the next occurrence of another, both included.</summary>
    Marker,

    /// <summary>A message, a session, or texts in one: what a person picked by hand.</summary>
    Manual,
}

/// <summary>Something that is not to be shown, exported or sent, and who wanted that when and why.</summary>
public sealed record Redaction
{
    /// <summary>A short random id.</summary>
    public required string Id { get; init; }

    /// <summary>How it finds what it hides.</summary>
    public required RedactionKind Kind { get; init; }

    /// <summary>The one field it looks at; null for all.</summary>
    public RedactionField? Field { get; init; }

    /// <summary>What stands in the placeholder: lower-case letters, digits and dashes.</summary>
    public required string Label { get; init; }

    /// <summary>
    /// The text, the expression, or the two texts of a marker; of a manual one the texts in the session or message, none when all of
    /// it is hidden. Null when the journal's key does not open them.
    /// </summary>
    public required IReadOnlyList<string>? Texts { get; init; }

    /// <summary>Whether upper and lower case differ.</summary>
    public bool MatchesCase { get; init; }

    /// <summary>Whether a literal stands for whole words only.</summary>
    public bool IsWholeWord { get; init; }

    /// <summary>Whether it is in force.</summary>
    public bool IsEnabled { get; init; } = true;

    /// <summary>Whether it was removed; it is kept for its history.</summary>
    public bool IsRemoved { get; init; }

    /// <summary>Rules are applied in this order, each to what the ones before have left.</summary>
    public long Order { get; init; }

    /// <summary>The session of a manual redaction; null for a rule.</summary>
    public SessionKey? Session { get; init; }

    /// <summary>The native id of the message; null for the whole session, and for a rule.</summary>
    public string? Message { get; init; }

    /// <summary>Why; null when nothing was said.</summary>
    public string? Reason { get; init; }

    /// <summary>Who made it.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Who changed it last.</summary>
    public required string ChangedBy { get; init; }

    /// <summary>When it was changed last, UTC.</summary>
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>Another text for each other meaning: sessions that were indexed under another one are to be indexed again.</summary>
    public required string Version { get; init; }

    /// <summary>What stands in the place of what it hides.</summary>
    public string Placeholder => $"[redacted:{Label}]";

    /// <summary>Whether it hides something now.</summary>
    public bool IsInForce => IsEnabled && !IsRemoved;

    /// <summary>Whether it looks at a field.</summary>
    public bool Covers(RedactionField field) => Field is not { } only || only == field;
}

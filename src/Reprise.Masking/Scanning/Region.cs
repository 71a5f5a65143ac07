namespace Reprise.Masking.Scanning;

/// <summary>A stretch of bytes that is to be masked.</summary>
/// <param name="Start">The index of the first byte.</param>
/// <param name="End">The index after the last byte.</param>
/// <param name="Kind">The kind, as named in the rules.</param>
/// <param name="Grade">How sure the rule is.</param>
/// <param name="Form">How the value is brought to the form that is fingerprinted.</param>
/// <param name="Fingerprint">The fingerprint of the value when it is known; null to make it from the bytes.</param>
internal readonly record struct Region(
    int Start,
    int End,
    string Kind,
    Grade Grade,
    Form Form = Form.Plain,
    string? Fingerprint = null
)
{
    /// <summary>The index of the rule that found it: of two that are as good, the one listed first names the region.</summary>
    public int Rule { get; init; }
}

/// <summary>How a value is normalised before it is fingerprinted, so that every spelling gives the same fingerprint.</summary>
internal enum Form : byte
{
    /// <summary>JSON escapes are undone.</summary>
    Plain,

    /// <summary>Percent escapes are undone as well.</summary>
    Percent,

    /// <summary>Only the lines of base64 count: line ends, what viewers put before lines, and marks do not.</summary>
    Armour,
}

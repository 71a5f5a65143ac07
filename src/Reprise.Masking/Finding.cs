namespace Reprise.Masking;

/// <summary>A secret that was found.</summary>
/// <param name="Start">Where it starts in the source, in bytes from the first byte the masker was given.</param>
/// <param name="Length">Its length in bytes as spelled, escapes included.</param>
/// <param name="Kind">The kind, as named in the rules.</param>
/// <param name="Grade">How sure the rule is.</param>
/// <param name="Fingerprint">The keyed fingerprint of the decoded value: 12 base32 characters.</param>
public readonly record struct Finding(long Start, int Length, string Kind, Grade Grade, string Fingerprint);

/// <summary>How sure a rule is that it found a secret.</summary>
public enum Grade : byte
{
    /// <summary>A checksum, a signed structure, or an unmistakable prefix with the exact length.</summary>
    Certain,

    /// <summary>Prefix, length and alphabet fit.</summary>
    Strong,

    /// <summary>A sensitive name, a separator and a plausible value.</summary>
    Contextual,

    /// <summary>Words around it make it likely.</summary>
    Weak,
}

namespace Reprise.Masking;

/// <summary>A rule that a user adds: a literal or a pattern.</summary>
public sealed record UserRule
{
    /// <summary>A .NET regular expression without look-around and back-references; null when <see cref="Literal"/> is set.</summary>
    public string? Pattern { get; init; }

    /// <summary>A text that is a secret wherever it stands, at least 3 characters; null when <see cref="Pattern"/> is set.</summary>
    public string? Literal { get; init; }

    /// <summary>The kind to name in placeholders: lower-case letters, digits and dashes.</summary>
    public string Kind { get; init; } = "custom";

    /// <summary>Whether upper and lower case are the same.</summary>
    public bool IgnoreCase { get; init; }
}

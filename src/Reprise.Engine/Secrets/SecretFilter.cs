using Reprise.Searching;

namespace Reprise.Secrets;

/// <summary>Which secrets are meant, and in which order.</summary>
public sealed record SecretFilter
{
    /// <summary>The sessions; their times hold for the places too. Sessions whose source is gone count as any other.</summary>
    public SessionFilter Sessions { get; init; } = new() { Deleted = DeletedSessions.Include, IncludeEmpty = true };

    /// <summary>A kind, or how its name starts; null means all.</summary>
    public string? Kind { get; init; }

    /// <summary>The roles; empty means all.</summary>
    public IReadOnlyList<SecretRole> Roles { get; init; } = [];

    /// <summary>Whether those are included that were rotated and not seen since.</summary>
    public bool IncludeRotated { get; init; }

    /// <summary>The order.</summary>
    public SecretSort Sort { get; init; }
}

/// <summary>The order of a list of secrets.</summary>
public enum SecretSort : byte
{
    /// <summary>The gravest first, then by kind, and of those the one that was seen last first.</summary>
    Severity,

    /// <summary>The one that was seen last first.</summary>
    LastSeen,

    /// <summary>The one that was seen first first.</summary>
    FirstSeen,

    /// <summary>The one that was seen most often first.</summary>
    Count,

    /// <summary>The one in most sessions first.</summary>
    Sessions,

    /// <summary>By the name of the kind.</summary>
    Kind,
}

using Reprise.Protocol;

namespace Reprise.Secrets;

/// <summary>A secret that leaked into sessions, without its value.</summary>
public sealed record SecretSummary
{
    /// <summary>The kind; of several the one that it was masked as most often.</summary>
    public required string Kind { get; init; }

    /// <summary>The keyed fingerprint, which is the same wherever the secret stands.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The other kinds that it was masked as in other surroundings.</summary>
    public required IReadOnlyList<string> OtherKinds { get; init; }

    /// <summary>How often it stands in messages, and in files that show no message.</summary>
    public required long Count { get; init; }

    /// <summary>When it was seen first, UTC; null when no place has a time.</summary>
    public required DateTimeOffset? FirstSeen { get; init; }

    /// <summary>When it was seen last, UTC; null when no place has a time.</summary>
    public required DateTimeOffset? LastSeen { get; init; }

    /// <summary>The number of sessions that it stands in.</summary>
    public required int Sessions { get; init; }

    /// <summary>The working folders of those sessions.</summary>
    public required IReadOnlyList<string> Projects { get; init; }

    /// <summary>The agents of those sessions.</summary>
    public required IReadOnlyList<AgentId> Agents { get; init; }

    /// <summary>How often it stands where, the most frequent first.</summary>
    public required IReadOnlyList<(SecretRole Role, long Count)> Roles { get; init; }

    /// <summary>That it was rotated; null when nobody said so.</summary>
    public required SecretRotation? Rotation { get; init; }

    /// <summary>How grave it is.</summary>
    public SecretSeverity Severity => SecretKinds.SeverityOf(Kind);

    /// <summary>What stands in its place.</summary>
    public string Placeholder => $"[masked:{Kind}:{Fingerprint}]";

    /// <summary>Whether it was seen after it was said to be rotated: then that may not be so.</summary>
    public bool IsSeenSinceRotation => Rotation is { } rotation && LastSeen > rotation.At;

    /// <summary>Whether there is nothing left to do about it.</summary>
    public bool IsSettled => Rotation is not null && !IsSeenSinceRotation;
}

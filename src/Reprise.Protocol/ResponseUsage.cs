namespace Reprise.Protocol;

/// <summary>The usage of one API response as one record tells it.</summary>
/// <remarks>A response may be told by many records. The last complete one counts: a sink asks for the order of records, not of calls.</remarks>
public readonly ref struct ResponseUsage
{
    /// <summary>What identifies the response wherever it is copied to; calls with the same key are one response.</summary>
    public ReadOnlySpan<byte> Key { get; init; }

    /// <summary>Whether the key names the response only within its session, as a number or a time in milliseconds does.</summary>
    public bool IsLocalKey { get; init; }

    /// <summary>The model that answered; empty when the record does not say.</summary>
    public ReadOnlySpan<byte> Model { get; init; }

    /// <summary>Who ran the model, as the agent spells it; empty when the record does not say.</summary>
    public ReadOnlySpan<byte> Provider { get; init; }

    /// <summary>What makes the price differ: <c>fast</c>, <c>priority</c>, <c>flex</c>, <c>batch</c>; empty for the standard service.</summary>
    public ReadOnlySpan<byte> Tier { get; init; }

    /// <summary>The subagent it was spent in; empty in the main thread.</summary>
    public ReadOnlySpan<byte> Subagent { get; init; }

    /// <summary>Whether the agent asked for itself, to find a title or to sum up, and not for the person.</summary>
    public bool IsSideCall { get; init; }

    /// <summary>Whether the record was written while the response was still coming.</summary>
    public bool IsPartial { get; init; }

    /// <summary>When the response came, UTC; null when unknown.</summary>
    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>The tokens. A negative member stands for a number that makes no sense.</summary>
    public TokenUsage Tokens { get; init; }

    /// <summary>Searches of the web that the provider ran and charges for.</summary>
    public long WebSearches { get; init; }

    /// <summary>What the agent itself says that it cost, in 10^-9 USD; null when it does not say.</summary>
    public long? OwnCost { get; init; }
}

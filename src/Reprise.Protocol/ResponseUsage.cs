namespace Reprise.Protocol;

/// <summary>The usage of one API response as one record tells it.</summary>
public readonly ref struct ResponseUsage
{
    /// <summary>What identifies the response wherever it is copied to; calls with the same key are one response.</summary>
    public ReadOnlySpan<byte> Key { get; init; }

    /// <summary>The model that answered; empty when the record does not say.</summary>
    public ReadOnlySpan<byte> Model { get; init; }

    /// <summary>The subagent it was spent in; empty in the main thread.</summary>
    public ReadOnlySpan<byte> Subagent { get; init; }

    /// <summary>When the response came, UTC; null when unknown.</summary>
    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>The tokens; a sink keeps the largest value told of each member for one key.</summary>
    public TokenUsage Tokens { get; init; }
}

using Reprise.Protocol;

namespace Reprise.Tests.Agents;

/// <summary>A response as a reader told it.</summary>
internal sealed record ToldResponse
{
    public required string Key { get; init; }

    public required bool IsLocalKey { get; init; }

    public required string Model { get; init; }

    public required string Provider { get; init; }

    public required string Tier { get; init; }

    public required string Subagent { get; init; }

    public required bool IsSideCall { get; init; }

    public required bool IsPartial { get; init; }

    public required DateTimeOffset? Timestamp { get; init; }

    public required TokenUsage Tokens { get; init; }

    public required long WebSearches { get; init; }

    /// <summary>In 10^-9 USD.</summary>
    public required long? OwnCost { get; init; }

    /// <summary>Whether a figure of it makes no sense.</summary>
    public bool IsDoubtful =>
        Tokens.Input < 0
        || Tokens.Output < 0
        || Tokens.CacheRead < 0
        || Tokens.CacheWrite5Minutes < 0
        || Tokens.CacheWrite1Hour < 0
        || Tokens.Reasoning < 0
        || WebSearches < 0
        || OwnCost < 0;
}

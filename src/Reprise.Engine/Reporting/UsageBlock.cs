using Reprise.Usage;

namespace Reprise.Reporting;

/// <summary>The hours for which a subscription counts usage together, from the hour of the first response on; or a gap between two.</summary>
public sealed record UsageBlock
{
    /// <summary>When it begins: a full hour, UTC, or the end of the time after the last response before a gap.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>When it ends.</summary>
    public required DateTimeOffset End { get; init; }

    /// <summary>When its last response came; null in a gap.</summary>
    public DateTimeOffset? Last { get; init; }

    /// <summary>When its first response came; null in a gap.</summary>
    public DateTimeOffset? First { get; init; }

    /// <summary>Whether nothing was used in it.</summary>
    public bool IsGap => First is null;

    /// <summary>What was used.</summary>
    public UsageTotal Total { get; init; } = new();

    /// <summary>The models, in the order of first use.</summary>
    public IReadOnlyList<string> Models { get; init; } = [];

    /// <summary>Whether it runs: one that a clock gone wrong has put into the future does not.</summary>
    public bool IsActive(DateTimeOffset now) => Last is { } last && Start <= now && now < End && now - last < End - Start;
}

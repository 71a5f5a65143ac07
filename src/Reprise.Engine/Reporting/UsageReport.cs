using Reprise.Protocol;
using Reprise.Usage;

namespace Reprise.Reporting;

/// <summary>The answer to a question about usage. The sum of its rows is its total, exactly.</summary>
/// <param name="By">What a row stands for.</param>
/// <param name="From">When the first response came; null when there is none, or nothing says when.</param>
/// <param name="To">When the last response came; null when there is none, or nothing says when.</param>
/// <param name="Rows">Times in their order, all else by cost, the highest first.</param>
/// <param name="Total">The sum.</param>
public sealed record UsageReport(
    UsageBy By,
    DateTimeOffset? From,
    DateTimeOffset? To,
    IReadOnlyList<UsageRow> Rows,
    UsageRow Total
);

/// <summary>What was used by one thing, or at one time.</summary>
public sealed record UsageRow
{
    /// <summary>
    /// What it stands for: a local time such as <c>2026-06-01</c>, <c>2026-06</c> or <c>2026-06-01T14:00+02:00</c>, a path, a name, the id
    /// of a session; empty when that is not known.
    /// </summary>
    public required string Key { get; init; }

    public required TokenUsage Tokens { get; init; }

    /// <summary>The known part of the cost; null when nothing of it is known.</summary>
    public required Money? Cost { get; init; }

    /// <summary>What has no price, so that the cost is not all.</summary>
    public IReadOnlyCollection<UsageLabel> Unpriced { get; init; } = [];

    /// <summary>The number of API responses; 0 where a row is a part of each response.</summary>
    public long Responses { get; init; }

    /// <summary>How many of them have figures that make no sense and were left out.</summary>
    public long Doubtful { get; init; }

    /// <summary>Searches of the web that providers charge for.</summary>
    public long WebSearches { get; init; }

    /// <summary>The same by model, the most expensive first; null when that was not asked for.</summary>
    public IReadOnlyList<UsageRow>? Models { get; init; }

    /// <summary>The number of the session's row in the index; null in rows that are no sessions.</summary>
    public long? Session { get; init; }

    /// <summary>Makes a row of a sum.</summary>
    public static UsageRow Of(string key, UsageTotal total, IReadOnlyList<UsageRow>? models = null) =>
        new()
        {
            Key = key,
            Tokens = total.Tokens,
            Cost = total.Cost,
            Unpriced = total.Unpriced,
            Responses = total.Responses,
            Doubtful = total.Doubtful,
            WebSearches = total.WebSearches,
            Models = models,
        };
}

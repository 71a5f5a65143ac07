using Reprise.Protocol;
using Reprise.Usage;

namespace Reprise.Reporting;

/// <summary>What became of all records of a session that tell usage.</summary>
public sealed record ToldSummary
{
    private ToldSummary() { }

    /// <summary>The number of responses that count here.</summary>
    public required int Counted { get; init; }

    /// <summary>The records that repeat a response.</summary>
    public required int Repeated { get; init; }

    /// <summary>The responses that count in other sessions.</summary>
    public required int Copied { get; init; }

    /// <summary>The responses of which figures make no sense and were left out.</summary>
    public required int Doubtful { get; init; }

    /// <summary>What counts here.</summary>
    public required TokenUsage Tokens { get; init; }

    /// <summary>The known part of its cost; null when nothing of it is known.</summary>
    public required Money? Cost { get; init; }

    /// <summary>Whether it cost more than what is known.</summary>
    public required bool IsPartial { get; init; }

    /// <summary>Sums records up.</summary>
    public static ToldSummary Of(IReadOnlyCollection<ToldUsage> told)
    {
        ToldUsage[] counted = [.. told.Where(t => t.Counts)];
        bool isKnown = counted.Length == 0 || Array.Exists(counted, t => t.Cost.IsKnown);
        return new ToldSummary
        {
            Counted = counted.Length,
            Repeated = told.Count(t => t.Fate == UsageFate.Repeated),
            Copied = told.Count(t => t.Fate == UsageFate.Copied),
            Doubtful = told.Count(t => t.Fate == UsageFate.Doubtful),
            Tokens = counted.Aggregate(default(TokenUsage), (sum, usage) => sum + usage.Tokens),
            Cost = isKnown ? counted.Aggregate(Money.Zero, (sum, usage) => sum + usage.Cost.Total) : null,
            IsPartial = Array.Exists(counted, t => !t.Cost.IsKnown),
        };
    }
}

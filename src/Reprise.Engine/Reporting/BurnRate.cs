using Reprise.Usage;

namespace Reprise.Reporting;

/// <summary>How fast a block is used up, and where that leads.</summary>
/// <param name="TokensPerMinute">All tokens.</param>
/// <param name="FreshTokensPerMinute">Without what came from caches and went there.</param>
/// <param name="CostPerHour">The known part of the cost; null when unknown.</param>
public sealed record BurnRate(double TokensPerMinute, double FreshTokensPerMinute, Money? CostPerHour)
{
    /// <summary>Returns the rate of a block from its first to its last response; null when that is no time at all.</summary>
    public static BurnRate? Of(UsageBlock block)
    {
        if (block.Last - block.First is not { TotalMinutes: > 0 } span)
            return null;
        UsageTotal total = block.Total;
        double minutes = span.TotalMinutes;
        long fresh = total.Tokens.Input + total.Tokens.Output + total.Tokens.Reasoning;
        Money? cost = total.Cost is { } known ? Money.FromUsd(known.Usd / (decimal)span.TotalHours) : null;
        return new BurnRate(total.Tokens.Total / minutes, fresh / minutes, cost);
    }

    /// <summary>Returns what a block will have used at its end if it goes on like that.</summary>
    public (long Tokens, Money? Cost, TimeSpan Left) Project(UsageBlock block, DateTimeOffset now)
    {
        TimeSpan left = block.End > now ? block.End - now : TimeSpan.Zero;
        long tokens = block.Total.Tokens.Total + (long)(TokensPerMinute * left.TotalMinutes);
        Money? cost =
            block.Total.Cost is { } known && CostPerHour is { } rate
                ? known + Money.FromUsd(rate.Usd * (decimal)left.TotalHours)
                : null;
        return (tokens, cost, left);
    }
}

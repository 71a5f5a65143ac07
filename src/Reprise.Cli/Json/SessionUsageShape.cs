using Reprise.Reporting;
using Reprise.Usage;

namespace Reprise.Cli.Json;

/// <summary>What a model used in a part of a session.</summary>
internal sealed record UsageShape(
    string Model,
    string Thread,
    bool InSubagents,
    long Responses,
    TokensShape Tokens,
    CostShape? Cost,
    bool CostIsPartial
)
{
    public static UsageShape Of(ModelPart part) =>
        new(
            part.Model,
            part.Thread.ToString().ToLowerInvariant(),
            part.Thread == UsageThread.Subagent,
            part.Total.Responses,
            TokensShape.Of(part.Total.Tokens),
            CostShape.Of(part.Total.Cost),
            part.Total.Unpriced.Count > 0
        );
}

/// <summary>A session's usage from other sides.</summary>
internal sealed record UsageDetailsShape
{
    /// <summary>The part of all prompts that came from a cache, from 0 to 1.</summary>
    public required double? CacheHitRate { get; init; }
    public required PeakShape? ContextPeak { get; init; }
    public required PartialUsageShape[] SubagentSessions { get; init; }
    public required CopiesShape[] Copies { get; init; }

    /// <summary>By quarters of an hour.</summary>
    public required TimeUsageShape[] Times { get; init; }

    public static UsageDetailsShape Of(SessionUsage usage) =>
        new()
        {
            CacheHitRate = usage.CacheHitRate,
            ContextPeak =
                usage.ContextPeak.Tokens == 0 ? null : new PeakShape(usage.ContextPeak.Tokens, usage.ContextPeak.At?.UtcDateTime),
            SubagentSessions =
            [
                .. usage.Children.Select(child => new PartialUsageShape(
                    child.Session.ToString(),
                    TokensShape.Of(child.Total.Tokens),
                    CostShape.Of(child.Total.Cost)
                )),
            ],
            Copies = [.. usage.Copies.Select(copy => new CopiesShape(copy.Session.ToString(), copy.Responses, copy.Tokens))],
            Times =
            [
                .. usage.Times.Select(time => new TimeUsageShape(
                    time.Start.UtcDateTime,
                    TokensShape.Of(time.Total.Tokens),
                    CostShape.Of(time.Total.Cost)
                )),
            ],
        };
}

/// <summary>The longest prompt of the main thread.</summary>
internal sealed record PeakShape(long Tokens, DateTime? At);

internal sealed record PartialUsageShape(string Session, TokensShape Tokens, CostShape? Cost);

/// <summary>Responses that are copies and count in another session.</summary>
internal sealed record CopiesShape(string Session, long Responses, long Tokens);

internal sealed record TimeUsageShape(DateTime Start, TokensShape Tokens, CostShape? Cost);

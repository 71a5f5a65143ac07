using Reprise.Protocol;
using Reprise.Usage;

namespace Reprise.Reporting;

/// <summary>What one session used, from several sides.</summary>
public sealed record SessionUsage
{
    /// <summary>By part of the session and model, the most expensive first within each part.</summary>
    public required IReadOnlyList<ModelPart> Parts { get; init; }

    /// <summary>The sum of what counts in the session.</summary>
    public required UsageTotal Total { get; init; }

    /// <summary>What counts in sessions that subagents of this one ran in.</summary>
    public required IReadOnlyList<(SessionKey Session, UsageTotal Total)> Children { get; init; }

    /// <summary>What was used in each quarter of an hour in which anything was, in order.</summary>
    public required IReadOnlyList<(DateTimeOffset Start, UsageTotal Total)> Times { get; init; }

    /// <summary>The longest prompt of the main thread, in tokens, and when it was sent; 0 when nothing is known.</summary>
    public required (long Tokens, DateTimeOffset? At) ContextPeak { get; init; }

    /// <summary>Responses that it has copies of and that count in other sessions, with their tokens.</summary>
    public required IReadOnlyList<(SessionKey Session, long Responses, long Tokens)> Copies { get; init; }

    /// <summary>The part of all prompts that came from a cache, from 0 to 1; null when there were none.</summary>
    public double? CacheHitRate =>
        Total.Tokens is var tokens && tokens.Input + tokens.CacheRead + tokens.CacheWrite is > 0 and { } prompt
            ? (double)tokens.CacheRead / prompt
            : null;
}

/// <summary>What a model used in a part of a session.</summary>
/// <param name="Thread">The part.</param>
/// <param name="Model">The model; empty when unknown.</param>
/// <param name="Total">The sum.</param>
public sealed record ModelPart(UsageThread Thread, string Model, UsageTotal Total);

using Reprise.Protocol;

namespace Reprise.Usage;

/// <summary>Says which figures of a response are believed.</summary>
public static class ResponseFigures
{
    /// <summary>The most tokens believed of one response. Agents that tell the sum of a session alone stay far below it.</summary>
    public const long MaxTokens = 10_000_000_000;

    /// <summary>The most searches believed of one response.</summary>
    public const long MaxSearches = 1_000_000;

    /// <summary>The highest cost believed of one response, in 10^-9 USD: a million USD.</summary>
    public const long MaxCost = 1_000_000_000_000_000;

    /// <summary>Puts 0 in the place of what makes no sense.</summary>
    public static TokenUsage Believed(TokenUsage told) =>
        new(
            Believed(told.Input),
            Believed(told.Output),
            Believed(told.CacheRead),
            Believed(told.CacheWrite5Minutes),
            Believed(told.CacheWrite1Hour),
            Believed(told.Reasoning)
        );

    private static long Believed(long told) => told is >= 0 and <= MaxTokens ? told : 0;
}

using Reprise.Protocol;

namespace Reprise.Usage;

/// <summary>What a token costs, in picodollars (10^-12 US dollars).</summary>
/// <param name="Input">A token that the model read and that no cache held.</param>
/// <param name="Output">A token that the model wrote.</param>
/// <param name="CacheRead">A token that a cache held.</param>
/// <param name="CacheWrite5Minutes">A token that was put into a cache for five minutes, or for an untold time.</param>
/// <param name="CacheWrite1Hour">A token that was put into a cache for an hour.</param>
/// <param name="Reasoning">A token of the model's reasoning.</param>
public readonly record struct TokenPrices(
    long Input,
    long Output,
    long CacheRead,
    long CacheWrite5Minutes,
    long CacheWrite1Hour,
    long Reasoning
)
{
    /// <summary>What tokens cost, exactly.</summary>
    public Money Of(TokenUsage tokens) => Split(tokens).Total;

    /// <summary>What tokens cost, each kind by itself.</summary>
    public TokenCosts Split(TokenUsage tokens) =>
        new(
            Money.Times(tokens.Input, Input),
            Money.Times(tokens.Output, Output),
            Money.Times(tokens.CacheRead, CacheRead),
            Money.Times(tokens.CacheWrite5Minutes, CacheWrite5Minutes),
            Money.Times(tokens.CacheWrite1Hour, CacheWrite1Hour),
            Money.Times(tokens.Reasoning, Reasoning)
        );

    /// <summary>The same prices times a factor, each rounded to a whole picodollar.</summary>
    public TokenPrices Times(decimal factor) =>
        factor == 1m
            ? this
            : new(
                Scale(Input, factor),
                Scale(Output, factor),
                Scale(CacheRead, factor),
                Scale(CacheWrite5Minutes, factor),
                Scale(CacheWrite1Hour, factor),
                Scale(Reasoning, factor)
            );

    private static long Scale(long price, decimal factor) => (long)decimal.Round(price * factor, MidpointRounding.AwayFromZero);
}

/// <summary>What tokens cost, each kind by itself.</summary>
/// <param name="Input">For <see cref="TokenUsage.Input"/>.</param>
/// <param name="Output">For <see cref="TokenUsage.Output"/>.</param>
/// <param name="CacheRead">For <see cref="TokenUsage.CacheRead"/>.</param>
/// <param name="CacheWrite5Minutes">For <see cref="TokenUsage.CacheWrite5Minutes"/>.</param>
/// <param name="CacheWrite1Hour">For <see cref="TokenUsage.CacheWrite1Hour"/>.</param>
/// <param name="Reasoning">For <see cref="TokenUsage.Reasoning"/>.</param>
public readonly record struct TokenCosts(
    Money Input,
    Money Output,
    Money CacheRead,
    Money CacheWrite5Minutes,
    Money CacheWrite1Hour,
    Money Reasoning
)
{
    /// <summary>The sum of all members.</summary>
    public Money Total => Input + Output + CacheRead + CacheWrite5Minutes + CacheWrite1Hour + Reasoning;

    public static TokenCosts operator +(TokenCosts a, TokenCosts b) =>
        new(
            a.Input + b.Input,
            a.Output + b.Output,
            a.CacheRead + b.CacheRead,
            a.CacheWrite5Minutes + b.CacheWrite5Minutes,
            a.CacheWrite1Hour + b.CacheWrite1Hour,
            a.Reasoning + b.Reasoning
        );
}

namespace Reprise.Protocol;

/// <summary>Tokens of one or more API responses. No token is counted in two members.</summary>
/// <param name="Input">Tokens read by the model and not taken from a cache.</param>
/// <param name="Output">Tokens written by the model, reasoning excluded where it is told apart.</param>
/// <param name="CacheRead">Input tokens taken from a cache.</param>
/// <param name="CacheWrite5Minutes">Input tokens written to a cache for five minutes, or for an untold time.</param>
/// <param name="CacheWrite1Hour">Input tokens written to a cache for an hour.</param>
/// <param name="Reasoning">Output tokens spent on reasoning, where the agent tells them apart.</param>
public readonly record struct TokenUsage(
    long Input,
    long Output,
    long CacheRead,
    long CacheWrite5Minutes,
    long CacheWrite1Hour,
    long Reasoning
)
{
    /// <summary>All tokens written to a cache.</summary>
    public long CacheWrite => CacheWrite5Minutes + CacheWrite1Hour;

    /// <summary>The sum of all members.</summary>
    public long Total => Input + Output + CacheRead + CacheWrite + Reasoning;

    public static TokenUsage operator +(TokenUsage a, TokenUsage b) =>
        new(
            a.Input + b.Input,
            a.Output + b.Output,
            a.CacheRead + b.CacheRead,
            a.CacheWrite5Minutes + b.CacheWrite5Minutes,
            a.CacheWrite1Hour + b.CacheWrite1Hour,
            a.Reasoning + b.Reasoning
        );

    /// <summary>Takes the larger value of each member: a response whose usage is repeated while it streams grows.</summary>
    public static TokenUsage Max(TokenUsage a, TokenUsage b) =>
        new(
            Math.Max(a.Input, b.Input),
            Math.Max(a.Output, b.Output),
            Math.Max(a.CacheRead, b.CacheRead),
            Math.Max(a.CacheWrite5Minutes, b.CacheWrite5Minutes),
            Math.Max(a.CacheWrite1Hour, b.CacheWrite1Hour),
            Math.Max(a.Reasoning, b.Reasoning)
        );
}

namespace Reprise.Benchmarks.Usage;

/// <summary>Tokens as all three programs can be compared: what is written is one figure, whether or not reasoning is told apart.</summary>
/// <param name="Input">Tokens read and not taken from a cache.</param>
/// <param name="Output">Tokens written, with reasoning.</param>
/// <param name="CacheRead">Tokens taken from a cache.</param>
/// <param name="CacheWrite">Tokens put into a cache, for however long.</param>
internal readonly record struct Spent(long Input, long Output, long CacheRead, long CacheWrite)
{
    public long Total => Input + Output + CacheRead + CacheWrite;

    public static Spent operator +(Spent a, Spent b) =>
        new(a.Input + b.Input, a.Output + b.Output, a.CacheRead + b.CacheRead, a.CacheWrite + b.CacheWrite);

    public static Spent operator -(Spent a, Spent b) =>
        new(a.Input - b.Input, a.Output - b.Output, a.CacheRead - b.CacheRead, a.CacheWrite - b.CacheWrite);
}

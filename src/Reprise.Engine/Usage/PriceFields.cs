namespace Reprise.Usage;

/// <summary>Prices in picodollars per token as they stand in a list, where some may be missing.</summary>
internal sealed class PriceFields
{
    /// <summary>The tokens of a prompt above which they hold; 0 for those of every prompt.</summary>
    public long Above { get; set; }
    public long? Input { get; set; }
    public long? Output { get; set; }
    public long? CacheRead { get; set; }
    public long? CacheWrite5Minutes { get; set; }
    public long? CacheWrite1Hour { get; set; }
    public long? Reasoning { get; set; }

    /// <summary>
    /// Fills in what is missing: a vendor that names no price for a cache takes that of input, and reasoning is output.
    /// </summary>
    /// <param name="lower">For a tier, the prices below it, which hold where the tier names none; null for those themselves.</param>
    /// <returns>Null when input or output is missing.</returns>
    public TokenPrices? Complete(PriceFields? lower)
    {
        if ((Input ?? lower?.Input) is not { } input || (Output ?? lower?.Output) is not { } output)
            return null;
        long write = CacheWrite5Minutes ?? lower?.CacheWrite5Minutes ?? input;
        return new TokenPrices(
            input,
            output,
            CacheRead ?? lower?.CacheRead ?? input,
            write,
            CacheWrite1Hour ?? lower?.CacheWrite1Hour ?? write,
            Reasoning ?? lower?.Reasoning ?? output
        );
    }
}

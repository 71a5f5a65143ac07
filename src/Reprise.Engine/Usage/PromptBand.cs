namespace Reprise.Usage;

/// <summary>Tells prompts apart as far as prices do: vendors charge more for all of a request whose prompt is above a bound.</summary>
/// <remarks>
/// Sums of tokens are kept by band, so a price can only depend on these bounds. Adding one means that every index is made anew.
/// </remarks>
public static class PromptBand
{
    /// <summary>The tokens up to which each band goes, in ascending order; the last band has no bound.</summary>
    public static ReadOnlySpan<long> Bounds => [100_000, 128_000, 200_000, 256_000, 272_000, 512_000, 1_000_000];

    /// <summary>The number of bands.</summary>
    public static int Count => Bounds.Length + 1;

    /// <summary>Finds the band of a request: above the bound before it, and up to its own.</summary>
    /// <param name="promptTokens">All tokens of the prompt: not cached, read from a cache and written to one.</param>
    /// <returns>From 0 to <see cref="Count"/> - 1.</returns>
    public static int Of(long promptTokens)
    {
        int band = 0;
        while (band < Bounds.Length && promptTokens > Bounds[band])
            band++;
        return band;
    }

    /// <summary>A prompt that costs what every prompt of the band costs.</summary>
    /// <param name="band">From 0 to <see cref="Count"/> - 1.</param>
    /// <returns>Tokens.</returns>
    public static long SizeOf(int band) => band < Bounds.Length ? Bounds[band] : Bounds[^1] + 1;

    /// <summary>Whether bands tell prompts above a number of tokens from those up to it.</summary>
    public static bool HasBound(long tokens)
    {
        foreach (long bound in Bounds)
        {
            if (bound == tokens)
                return true;
        }
        return false;
    }
}

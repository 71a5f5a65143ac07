using System.Globalization;
using Reprise.Usage;

namespace Reprise.Cli.Commands.Prices;

/// <summary>Prices as people read them.</summary>
internal static class PriceText
{
    private const int PicodollarsPerUnit = 1_000_000;

    /// <summary>Dollars per 1,000,000 tokens.</summary>
    /// <param name="picodollars">For one token.</param>
    public static decimal Units(long picodollars) => (decimal)picodollars / PicodollarsPerUnit;

    public static string Usd(long picodollars) => Units(picodollars).ToString("0.00####", CultureInfo.InvariantCulture);

    public static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>What changes a price: <c>×2 fast, dearer above 272k</c>.</summary>
    public static string More(PriceRow row)
    {
        List<string> parts = [];
        foreach (PriceTier tier in row.Tiers)
            parts.Add($"{Usd(tier.Prices.Input)}/{Usd(tier.Prices.Output)} above {tier.Above / 1000}k");
        if (row.Factors.Fast is { } fast)
            parts.Add($"fast x{fast.ToString("0.##", CultureInfo.InvariantCulture)}");
        return string.Join(", ", parts);
    }
}

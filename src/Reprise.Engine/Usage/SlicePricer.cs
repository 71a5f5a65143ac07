namespace Reprise.Usage;

/// <summary>Tells what slices cost.</summary>
/// <remarks>For one thread at a time.</remarks>
/// <param name="prices">The price lists.</param>
/// <param name="mode">Where a cost is taken from.</param>
public sealed class SlicePricer(PriceHistory prices, CostMode mode)
{
    /// <summary>10^-12 USD in 10^-9 USD.</summary>
    private const long PicoPerNano = 1000;

    private static readonly long _minTime = DateTimeOffset.MinValue.ToUnixTimeMilliseconds();
    private static readonly long _maxTime = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    private readonly Dictionary<UsageLabel, Known> _known = new(ReferenceEqualityComparer.Instance);

    /// <summary>Where a cost is taken from.</summary>
    public CostMode Mode => mode;

    /// <summary>The price lists.</summary>
    public PriceHistory Prices => prices;

    /// <summary>Returns what a slice cost.</summary>
    public SliceCost Of(in UsageSlice slice)
    {
        bool takesOwn = mode != CostMode.Calculate && slice.OwnCostKind == OwnCostKind.Given;
        if (takesOwn || (mode == CostMode.Display && slice.OwnCostKind == OwnCostKind.Zero))
            return new SliceCost { IsKnown = true, Own = Money.Times(slice.OwnCost, PicoPerNano) };
        if (mode == CostMode.Display)
            return default;
        // What an agent runs for nothing has no list price.
        bool isFree = mode == CostMode.Auto && slice.OwnCostKind == OwnCostKind.Zero;
        if (slice.Label.Model.Length == 0 || RowOf(slice) is not { } row)
            return new SliceCost { IsKnown = isFree };
        Money searches = slice.WebSearches == 0 ? default : (row.WebSearch ?? default).Times(slice.WebSearches);
        TokenPrices each = PricesOf(row, slice);
        return new SliceCost
        {
            IsKnown = true,
            LacksSearches = slice.WebSearches > 0 && row.WebSearch is null,
            Tokens = each.Split(slice.Tokens),
            Searches = searches,
        };
    }

    private static TokenPrices PricesOf(PriceRow row, in UsageSlice slice)
    {
        long prompt = PromptBand.SizeOf(slice.Band);
        string tier = slice.Label.Tier;
        if (tier.Length == 0)
            return row.At(prompt);
        return tier == "fast" ? row.At(prompt, speed: tier) : row.At(prompt, serviceTier: tier);
    }

    private PriceRow? RowOf(in UsageSlice slice)
    {
        if (!_known.TryGetValue(slice.Label, out Known? known))
        {
            known = new Known(prices.For(slice.Label.Model, NullWhenEmpty(slice.Label.Provider)));
            _known.Add(slice.Label, known);
        }
        if (known.IsAsked && known.Slot == slice.Slot)
            return known.Row;
        DateTimeOffset at =
            slice.Slot == UsageSlice.NoSlot
                ? DateTimeOffset.MaxValue
                : DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(UsageSlice.StartOf(slice.Slot), _minTime, _maxTime));
        PriceRow? row = known.Lookup.At(at);
        if (row is not null && IsUnknown(row.Factors, slice.Label.Tier))
            row = null;
        (known.IsAsked, known.Slot, known.Row) = (true, slice.Slot, row);
        return row;
    }

    private static bool IsUnknown(PriceFactors factors, string tier) =>
        tier.Length > 0 && (tier == "fast" ? factors.IsUnknown(tier, null) : factors.IsUnknown(null, tier));

    private static string? NullWhenEmpty(string text) => text.Length == 0 ? null : text;

    // A class: code over structs of ours is compiled anew at every start of the program.
    private sealed class Known(PriceLookup lookup)
    {
        public PriceLookup Lookup { get; } = lookup;
        public bool IsAsked { get; set; }
        public int Slot { get; set; }
        public PriceRow? Row { get; set; }
    }
}

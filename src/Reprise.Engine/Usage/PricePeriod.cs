namespace Reprise.Usage;

/// <summary>A price list and the time from which on it was in force.</summary>
/// <param name="since">When it came into force.</param>
/// <param name="load">Reads the list; called once, when a price of that time is first asked for.</param>
public sealed class PricePeriod(DateTimeOffset since, Func<PriceList> load)
{
    private readonly Lazy<PriceList> _list = new(load, LazyThreadSafetyMode.ExecutionAndPublication);

    /// <summary>Makes a period of a list that is at hand.</summary>
    public PricePeriod(DateTimeOffset since, PriceList list)
        : this(since, () => list) { }

    /// <summary>When the list came into force.</summary>
    public DateTimeOffset Since { get; } = since;

    /// <summary>The list.</summary>
    public PriceList List => _list.Value;
}

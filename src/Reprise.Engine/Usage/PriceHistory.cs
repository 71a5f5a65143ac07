namespace Reprise.Usage;

/// <summary>All price lists that were ever in force: what is past keeps the price that it was told with.</summary>
/// <remarks>For one thread at a time.</remarks>
public sealed class PriceHistory
{
    private readonly Dictionary<string, List<PriceLookup>> _lookups = new(StringComparer.Ordinal);

    /// <param name="periods">At least one, in the order in which they came into force.</param>
    public PriceHistory(IReadOnlyList<PricePeriod> periods)
    {
        if (periods.Count == 0)
            throw new ArgumentException("A history has at least one list.", nameof(periods));
        Periods = periods;
    }

    /// <summary>Makes a history of one list, which prices everything.</summary>
    public PriceHistory(PriceList only)
        : this([new PricePeriod(DateTimeOffset.MinValue, only)]) { }

    /// <summary>The lists in the order in which they came into force; the first also holds for all that was before it.</summary>
    public IReadOnlyList<PricePeriod> Periods { get; }

    /// <summary>The list that is in force now.</summary>
    public PriceList Current => Periods[^1].List;

    /// <summary>The list that was in force at a time.</summary>
    public PriceList ListAt(DateTimeOffset time) => Periods[IndexAt(time)].List;

    /// <summary>Finds the price of a model at a time; null when no list knows it.</summary>
    /// <param name="model">Its name as a session tells it.</param>
    /// <param name="provider">Who ran it; null when the session does not say.</param>
    /// <param name="at">When the response came.</param>
    public PriceRow? Find(string model, string? provider, DateTimeOffset at) => For(model, provider).At(at);

    /// <summary>Finds all prices of a model; the same model is looked up once.</summary>
    /// <param name="model">Its name as a session tells it.</param>
    /// <param name="provider">Who ran it; null when the session does not say.</param>
    public PriceLookup For(string model, string? provider)
    {
        if (!_lookups.TryGetValue(model, out List<PriceLookup>? lookups))
            _lookups.Add(model, lookups = []);
        foreach (PriceLookup known in lookups)
        {
            if (known.Provider == provider)
                return known;
        }
        var lookup = new PriceLookup(this, model, provider);
        lookups.Add(lookup);
        return lookup;
    }

    internal int IndexAt(DateTimeOffset time)
    {
        for (int i = Periods.Count - 1; i > 0; i--)
        {
            if (Periods[i].Since <= time)
                return i;
        }
        return 0;
    }
}

namespace Reprise.Usage;

/// <summary>The prices of one model at any time.</summary>
public sealed class PriceLookup
{
    private readonly PriceHistory _history;
    private readonly PriceMatch?[] _matches;

    internal PriceLookup(PriceHistory history, string model, string? provider)
    {
        _history = history;
        _matches = new PriceMatch?[history.Periods.Count];
        Model = model;
        Provider = provider;
    }

    /// <summary>The model's name as a session tells it.</summary>
    public string Model { get; }

    /// <summary>Who runs it; null when the session does not say.</summary>
    public string? Provider { get; }

    /// <summary>
    /// The row of the list that was in force at a time, or of the next one that has a price for that time; null when none has.
    /// </summary>
    public PriceRow? At(DateTimeOffset time)
    {
        var day = DateOnly.FromDateTime(time.UtcDateTime);
        for (int i = _history.IndexAt(time); i < _matches.Length; i++)
        {
            PriceMatch match = _matches[i] ??= _history.Periods[i].List.Match(Model, Provider);
            if (match.On(day) is { } row)
                return row;
        }
        return null;
    }
}

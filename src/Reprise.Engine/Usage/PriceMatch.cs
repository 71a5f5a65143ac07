namespace Reprise.Usage;

/// <summary>The rows of a list that may price a model: the best match first, and for each of them every day's price.</summary>
public sealed class PriceMatch
{
    private readonly PriceRow[][] _groups;

    internal PriceMatch(PriceRow[][] groups) => _groups = groups;

    /// <summary>Whether the list knows nothing of the model.</summary>
    public bool IsEmpty => _groups.Length == 0;

    /// <summary>The row that holds on a day; null when none does.</summary>
    /// <param name="day">A day, UTC.</param>
    public PriceRow? On(DateOnly day)
    {
        foreach (PriceRow[] group in _groups)
        {
            for (int i = group.Length - 1; i >= 0; i--)
            {
                if (group[i].FromDay <= day.DayNumber)
                    return group[i];
            }
        }
        return null;
    }
}

namespace Reprise.Usage;

/// <summary>Makes the list that prices everything now: what came with the program, what was imported, and what the user wrote.</summary>
public static class PriceLayers
{
    /// <summary>Puts lists on top of each other.</summary>
    /// <param name="builtIn">What came with the program.</param>
    /// <param name="imported">What was imported; null when nothing was.</param>
    /// <param name="own">The user's own rows.</param>
    public static PriceList Combine(PriceList builtIn, PriceList? imported, IReadOnlyList<PriceRow> own)
    {
        if (imported is null && own.Count == 0)
            return builtIn;
        IReadOnlyList<PriceRow> rows = builtIn.Rows;
        string version = builtIn.Version;
        if (imported is not null)
        {
            rows = Over(rows, Completed(rows, Dated(rows, imported.Rows)), untilChecked: true);
            version = $"{version} + {imported.Version}";
        }
        if (own.Count > 0)
        {
            rows = Over(rows, Completed(rows, own), untilChecked: false);
            version += " + own";
        }
        return new PriceList(version, rows);
    }

    /// <summary>
    /// An imported price without a day is the one of the day it was looked up on: it takes the place of what holds on that day, and
    /// earlier prices stay.
    /// </summary>
    private static List<PriceRow> Dated(IReadOnlyList<PriceRow> lower, IReadOnlyList<PriceRow> imported)
    {
        ILookup<string, PriceRow> known = lower.ToLookup(KeyOf, StringComparer.Ordinal);
        List<PriceRow> dated = [];
        foreach (IGrouping<string, PriceRow> same in imported.GroupBy(KeyOf, StringComparer.Ordinal))
        {
            PriceRow[] rows = [.. same];
            if (rows is [{ From: null, Checked: { } day } only])
                dated.Add(only with { From = known[same.Key].LastOrDefault(row => IsBy(row, day))?.From });
            else
                dated.AddRange(rows);
        }
        return dated;
    }

    /// <summary>What a row does not say of fast answers, batches and searches still holds as the price before it had it.</summary>
    private static List<PriceRow> Completed(IReadOnlyList<PriceRow> lower, IReadOnlyList<PriceRow> upper)
    {
        ILookup<string, PriceRow> known = lower.ToLookup(KeyOf, StringComparer.Ordinal);
        List<PriceRow> completed = [];
        foreach (PriceRow row in upper)
        {
            DateOnly day = row.From ?? DateOnly.MaxValue;
            if (known[KeyOf(row)].LastOrDefault(other => IsBy(other, day)) is not { } before)
                completed.Add(row);
            else
                completed.Add(
                    row with
                    {
                        Factors = row.Factors.Or(before.Factors),
                        WebSearch = row.WebSearch ?? before.WebSearch,
                    }
                );
        }
        return completed;
    }

    /// <summary>From its day on, a row takes the place of what lower lists say of the same model and provider.</summary>
    /// <param name="lower">In order of days for each model and provider.</param>
    /// <param name="upper">What is put on top.</param>
    /// <param name="untilChecked">Whether a price that began after the upper one was looked up stays.</param>
    private static List<PriceRow> Over(IReadOnlyList<PriceRow> lower, IReadOnlyList<PriceRow> upper, bool untilChecked)
    {
        Dictionary<string, Cover> covers = new(StringComparer.Ordinal);
        foreach (PriceRow row in upper)
        {
            int until = untilChecked && row.Checked is { } day ? day.DayNumber : int.MaxValue;
            if (!covers.TryGetValue(KeyOf(row), out Cover? cover))
                covers.Add(KeyOf(row), cover = new Cover { From = row.FromDay, Until = until });
            cover.From = Math.Min(cover.From, row.FromDay);
            cover.Until = Math.Max(cover.Until, until);
        }
        List<PriceRow> rows = [.. upper];
        foreach (PriceRow row in lower)
        {
            if (!covers.TryGetValue(KeyOf(row), out Cover? cover) || row.FromDay < cover.From || row.FromDay > cover.Until)
                rows.Add(row);
        }
        // The next layer looks for the last price before a day.
        rows.Sort(PriceList.Compare);
        return rows;
    }

    private static bool IsBy(PriceRow row, DateOnly day) => row.From is not { } from || from <= day;

    private static string KeyOf(PriceRow row) => $"{row.Model}\n{row.Provider}";

    /// <summary>The days on which lower rows have to begin to be replaced. A class, since code over structs is compiled at each start.</summary>
    private sealed class Cover
    {
        public int From { get; set; }
        public int Until { get; set; }
    }
}

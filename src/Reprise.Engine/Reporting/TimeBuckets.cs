using System.Globalization;
using Reprise.Usage;

namespace Reprise.Reporting;

/// <summary>Puts slots into the hours, days, weeks or months of a time zone.</summary>
internal sealed class TimeBuckets(UsageQuery query)
{
    private readonly Dictionary<int, string> _known = [];
    private int _lastSlot = UsageSlice.NoSlot;
    private string _lastKey = "";

    /// <summary>Returns the key of the time that a slot lies in; empty when its time is not known.</summary>
    public string Of(int slot)
    {
        if (slot == _lastSlot)
            return _lastKey;
        if (!_known.TryGetValue(slot, out string? key))
            _known.Add(slot, key = KeyOf(DateTimeOffset.FromUnixTimeMilliseconds(UsageSlice.StartOf(slot))));
        _lastSlot = slot;
        return _lastKey = key;
    }

    /// <summary>Returns the key of the time that an instant lies in.</summary>
    public string KeyOf(DateTimeOffset time)
    {
        DateTimeOffset local = TimeZoneInfo.ConvertTime(time, query.Zone);
        return query.By switch
        {
            // The hour that is repeated in autumn differs in its offset.
            UsageBy.Hour => local.ToString("yyyy-MM-dd'T'HH':00'zzz", CultureInfo.InvariantCulture),
            UsageBy.Week => Text(WeekOf(local)),
            UsageBy.Month => local.ToString("yyyy-MM", CultureInfo.InvariantCulture),
            _ => Text(local.Date),
        };
    }

    // The first week that there is may lack its first days.
    private DateTime WeekOf(DateTimeOffset local)
    {
        int days = ((int)local.DayOfWeek - (int)query.WeekStart + 7) % 7;
        return local.Date - DateTime.MinValue < TimeSpan.FromDays(days) ? DateTime.MinValue : local.Date.AddDays(-days);
    }

    private static string Text(DateTime day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

namespace Reprise.Reporting;

/// <summary>Lists the times that a period is made of, those without usage too.</summary>
public static class UsageTimes
{
    /// <summary>The most times that are listed; of more the last ones.</summary>
    public const int Most = 2_000;

    private static readonly TimeSpan _skew = TimeSpan.FromDays(1);

    private static readonly TimeSpan _step = TimeSpan.FromMinutes(15);

    /// <summary>Lists the keys of rows, in order, from the first to the last of what was asked for, or else of what was used.</summary>
    /// <param name="query">What was asked.</param>
    /// <param name="report">The answer.</param>
    /// <param name="now">The end of what began at a time that was asked for, and has no end.</param>
    public static IReadOnlyList<string> Between(UsageQuery query, UsageReport report, DateTimeOffset now)
    {
        // What a clock gone wrong has put far into the future would leave no room for the present.
        DateTimeOffset? used = report.To > now + _skew ? now : report.To;
        DateTimeOffset? last = query.Until - _step ?? (query.Since is null || now < used ? used : now);
        if ((query.Since ?? report.From) is not { } time || last is not { } end)
            return [];
        TimeSpan span = (Most - 2) * LengthOf(query.By);
        if (end - time > span)
            time = end - span;
        var buckets = new TimeBuckets(query);
        var keys = new List<string>();
        // Steps of a quarter never miss an hour, whatever clocks are put to; longer times are passed at a stride.
        TimeSpan stride = query.By switch
        {
            UsageBy.Hour => _step,
            UsageBy.Day => TimeSpan.FromHours(6),
            _ => TimeSpan.FromDays(1),
        };
        string lastKey = buckets.KeyOf(end);
        for (; keys.Count < Most; time += stride)
        {
            string key = time >= end ? lastKey : buckets.KeyOf(time);
            if (keys.Count == 0 || keys[^1] != key)
                keys.Add(key);
            if (time >= end)
                break;
        }
        return keys;
    }

    private static TimeSpan LengthOf(UsageBy by) =>
        by switch
        {
            UsageBy.Hour => TimeSpan.FromHours(1),
            UsageBy.Week => TimeSpan.FromDays(7),
            UsageBy.Month => TimeSpan.FromDays(28),
            _ => TimeSpan.FromDays(1),
        };
}

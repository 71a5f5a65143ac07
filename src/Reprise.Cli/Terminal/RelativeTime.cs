using System.Globalization;

namespace Reprise.Cli.Terminal;

/// <summary>Times as people read them: how long ago, or the local date when that is long.</summary>
internal static class RelativeTime
{
    private const int LongestDays = 14;

    public static string Of(DateTimeOffset time, DateTimeOffset now, TimeZoneInfo zone)
    {
        TimeSpan ago = now - time;
        // Clocks of two machines differ a little; a session from the near future is from now.
        if (ago < TimeSpan.FromMinutes(-5) || ago >= TimeSpan.FromDays(LongestDays))
            return Local(time, zone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (ago < TimeSpan.FromMinutes(1))
            return "just now";
        if (ago < TimeSpan.FromHours(1))
            return Count.Of((long)ago.TotalMinutes, "minute") + " ago";
        if (ago < TimeSpan.FromDays(1))
            return Count.Of((long)ago.TotalHours, "hour") + " ago";
        return Count.Of((long)ago.TotalDays, "day") + " ago";
    }

    /// <summary>The full local time to the minute: <c>2026-06-05 14:30</c>.</summary>
    public static string Full(DateTimeOffset time, TimeZoneInfo zone) =>
        Local(time, zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>A length of time: <c>340 ms</c>, <c>4.2 s</c>, <c>3 min 20 s</c>, <c>2 h 5 min</c>, <c>3 d 4 h</c>.</summary>
    public static string Length(TimeSpan span)
    {
        if (span.TotalMilliseconds < 999.5)
            return $"{span.TotalMilliseconds:0} ms";
        if (span.TotalSeconds < 9.95)
            return $"{span.TotalSeconds:0.0} s";
        span = TimeSpan.FromSeconds(Math.Round(span.TotalSeconds));
        return span switch
        {
            { TotalMinutes: < 1 } => $"{span.Seconds} s",
            { TotalHours: < 1 } => $"{span.Minutes} min {span.Seconds} s",
            { TotalDays: < 1 } => $"{span.Hours} h {span.Minutes} min",
            _ => $"{span.Days} d {span.Hours} h",
        };
    }

    private static DateTimeOffset Local(DateTimeOffset time, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(time, zone);
}

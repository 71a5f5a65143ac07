using System.Globalization;

namespace Reprise.Cli.Commands.Options;

/// <summary>Understands a time as people type it: how long ago, a local date, or a full time.</summary>
internal static class TimeArgument
{
    public const string Forms =
        "Write 30m, 24h, 7d, 2w, today, yesterday, 2026-06-01, '2026-06-01 14:30' or 2026-06-01T14:30:00Z.";

    private static readonly string[] LocalForms =
    [
        "yyyy-MM-dd HH:mm",
        "yyyy-MM-dd HH:mm:ss",
        "yyyy-MM-dd'T'HH:mm",
        "yyyy-MM-dd'T'HH:mm:ss",
    ];

    private static readonly string[] ZonedForms =
    [
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'",
        "yyyy-MM-dd'T'HH:mmzzz",
        "yyyy-MM-dd'T'HH:mm'Z'",
    ];

    /// <summary>Returns the instant in UTC; null when the text is no time.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="now">The present.</param>
    /// <param name="zone">The zone of dates and times that name none.</param>
    /// <param name="isEnd">Whether it ends a period: a date then means the end of that day.</param>
    public static DateTimeOffset? Parse(string text, DateTimeOffset now, TimeZoneInfo zone, bool isEnd)
    {
        text = text.Trim();
        CultureInfo culture = CultureInfo.InvariantCulture;
        if (ParseSpan(text) is { } ago)
            return now.UtcDateTime - DateTime.MinValue > ago ? now.ToUniversalTime() - ago : null;
        if (ParseDay(text, now, zone) is { } day)
            return Utc(isEnd ? day.AddDays(1) : day, zone);
        if (DateTime.TryParseExact(text, LocalForms, culture, DateTimeStyles.None, out DateTime local))
            return Utc(local, zone);
        DateTimeStyles style = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return DateTimeOffset.TryParseExact(text, ZonedForms, culture, style, out DateTimeOffset full) ? full : null;
    }

    /// <summary>Returns a length of time such as <c>7d</c>; null when the text is none.</summary>
    public static TimeSpan? ParseSpan(string text)
    {
        int digits = text.AsSpan().IndexOfAnyExceptInRange('0', '9');
        if (digits <= 0 || digits > 6)
            return null;
        int count = int.Parse(text.AsSpan(0, digits), CultureInfo.InvariantCulture);
        return text.AsSpan(digits) switch
        {
            "s" => TimeSpan.FromSeconds(count),
            "m" or "min" => TimeSpan.FromMinutes(count),
            "h" => TimeSpan.FromHours(count),
            "d" => TimeSpan.FromDays(count),
            "w" => TimeSpan.FromDays(7L * count),
            _ => null,
        };
    }

    private static DateTime? ParseDay(string text, DateTimeOffset now, TimeZoneInfo zone)
    {
        DateTime today = TimeZoneInfo.ConvertTime(now, zone).Date;
        if (text.Equals("today", StringComparison.OrdinalIgnoreCase))
            return today;
        if (text.Equals("yesterday", StringComparison.OrdinalIgnoreCase))
            return today.AddDays(-1);
        bool isDay = DateTime.TryParseExact(
            text,
            ["yyyy-MM-dd", "yyyyMMdd"],
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out DateTime day
        );
        return isDay && day < DateTime.MaxValue.Date ? day : null;
    }

    private static DateTimeOffset? Utc(DateTime local, TimeZoneInfo zone)
    {
        // An hour that daylight saving skips is taken as the same instant an hour later on the clock.
        if (zone.IsInvalidTime(local))
            local = local.AddHours(1);
        TimeSpan offset = zone.GetUtcOffset(local);
        long ticks = local.Ticks - offset.Ticks;
        return ticks < 0 || ticks > DateTime.MaxValue.Ticks ? null : new DateTimeOffset(ticks, TimeSpan.Zero);
    }
}

namespace Reprise.Normalizing;

/// <summary>Reads the times that agents write.</summary>
internal static class RecordTime
{
    private const long FirstMilliseconds = 100_000_000_000;

    /// <summary>Reads ISO 8601 text, or a number of seconds or milliseconds since 1970.</summary>
    /// <returns>The time in UTC; null when there is none.</returns>
    public static DateTimeOffset? Of(JsonValue value) =>
        value.IsString ? Parse(value.Raw)
        : value.Kind == System.Text.Json.JsonTokenType.Number ? FromUnix(value.Long())
        : null;

    /// <summary>Takes seconds for years up to 5138 and milliseconds from 1973 on.</summary>
    public static DateTimeOffset? FromUnix(long value)
    {
        long milliseconds = value >= FirstMilliseconds ? value : value * 1000;
        return value > 0 && milliseconds < 253_402_300_800_000 ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;
    }

    /// <summary>Reads <c>2026-01-02T03:04:05.678Z</c>: any number of digits in the fraction, Z, an offset or nothing for UTC.</summary>
    public static DateTimeOffset? Parse(ReadOnlySpan<byte> text)
    {
        if (text.Length < 19 || text[4] != '-' || text[7] != '-' || text[10] is not ((byte)'T' or (byte)' ' or (byte)'t'))
            return null;
        int year = Digits(text, 0, 4);
        int month = Digits(text, 5, 2);
        int day = Digits(text, 8, 2);
        int hour = Digits(text, 11, 2);
        int minute = Digits(text, 14, 2);
        int second = Digits(text, 17, 2);
        if (year < 1 || month is < 1 or > 12 || day < 1 || hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 60)
            return null;
        if (text[13] != ':' || text[16] != ':' || day > DateTime.DaysInMonth(year, month))
            return null;
        long ticks = new DateTime(year, month, day, hour, minute, Math.Min(second, 59), DateTimeKind.Utc).Ticks;
        ReadOnlySpan<byte> rest = text[19..];
        ticks += Fraction(ref rest);
        if (Offset(rest) is not { } offset)
            return null;
        ticks -= offset;
        return ticks < 0 || ticks > DateTime.MaxValue.Ticks ? null : new DateTimeOffset(ticks, TimeSpan.Zero);
    }

    private static long Fraction(ref ReadOnlySpan<byte> rest)
    {
        if (rest.IsEmpty || rest[0] is not ((byte)'.' or (byte)','))
            return 0;
        long ticks = 0;
        long unit = TimeSpan.TicksPerSecond / 10;
        int at = 1;
        for (; at < rest.Length && rest[at] is >= (byte)'0' and <= (byte)'9'; at++, unit /= 10)
            ticks += (rest[at] - '0') * unit;
        rest = rest[at..];
        return ticks;
    }

    private static long? Offset(ReadOnlySpan<byte> rest)
    {
        if (rest.IsEmpty || rest.SequenceEqual("Z"u8) || rest.SequenceEqual("z"u8))
            return 0;
        if (rest[0] is not ((byte)'+' or (byte)'-') || rest.Length is not (3 or 5 or 6))
            return null;
        int hours = Digits(rest, 1, 2);
        int minutes = rest.Length == 3 ? 0 : Digits(rest, rest.Length - 2, 2);
        if (hours < 0 || minutes < 0)
            return null;
        long ticks = hours * TimeSpan.TicksPerHour + minutes * TimeSpan.TicksPerMinute;
        return rest[0] == '-' ? -ticks : ticks;
    }

    private static int Digits(ReadOnlySpan<byte> text, int from, int count)
    {
        int value = 0;
        for (int i = from; i < from + count; i++)
        {
            if (text[i] is < (byte)'0' or > (byte)'9')
                return -1;
            value = value * 10 + (text[i] - '0');
        }
        return value;
    }
}

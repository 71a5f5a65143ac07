namespace Reprise.Journaling;

/// <summary>
/// The time of an event on a hybrid logical clock: the wall clock where that goes forward, and a counter where it does not. An
/// event always has a later time than all that its device had seen when it was written.
/// </summary>
/// <param name="Milliseconds">Milliseconds since 1970, UTC.</param>
/// <param name="Counter">Tells events of one millisecond apart.</param>
public readonly record struct JournalTime(long Milliseconds, int Counter) : IComparable<JournalTime>
{
    /// <summary>The last time that is believed; a file that tells a later one would win over all that is written after it.</summary>
    public static JournalTime Last { get; } =
        new(new DateTimeOffset(2200, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds(), 0);

    /// <summary>Returns a time after this one, and not before the wall clock.</summary>
    public JournalTime Next(DateTimeOffset now)
    {
        long wall = now.ToUnixTimeMilliseconds();
        if (wall > Milliseconds)
            return new JournalTime(wall, 0);
        return Counter == int.MaxValue ? new JournalTime(Milliseconds + 1, 0) : this with { Counter = Counter + 1 };
    }

    public int CompareTo(JournalTime other)
    {
        int order = Milliseconds.CompareTo(other.Milliseconds);
        return order != 0 ? order : Counter.CompareTo(other.Counter);
    }

    public static bool operator <(JournalTime left, JournalTime right) => left.CompareTo(right) < 0;

    public static bool operator >(JournalTime left, JournalTime right) => left.CompareTo(right) > 0;

    public static bool operator <=(JournalTime left, JournalTime right) => left.CompareTo(right) <= 0;

    public static bool operator >=(JournalTime left, JournalTime right) => left.CompareTo(right) >= 0;
}

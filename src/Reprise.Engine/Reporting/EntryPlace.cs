namespace Reprise.Reporting;

/// <summary>Where an entry was put, and where it belongs.</summary>
internal readonly record struct EntryPlace
{
    /// <summary>In ticks; the largest when nothing says.</summary>
    public required long Time { get; init; }

    /// <summary>The session's place among the sessions.</summary>
    public required int Rank { get; init; }

    /// <summary>The entry's place in its session.</summary>
    public required int Ordinal { get; init; }

    public required long Offset { get; init; }

    public required int Length { get; init; }

    /// <summary>The same for entries that say the same at the same time; null when that cannot be told.</summary>
    public required UInt128? Content { get; init; }

    /// <summary>When it was asked, UTC; null when nothing says.</summary>
    public DateTimeOffset? At => Time == long.MaxValue ? null : new DateTimeOffset(Time, TimeSpan.Zero);

    /// <summary>Compares by time; of the same time, by session and by place in it.</summary>
    public static int Compare(EntryPlace left, EntryPlace right)
    {
        int order = left.Time.CompareTo(right.Time);
        if (order == 0)
            order = left.Rank.CompareTo(right.Rank);
        return order != 0 ? order : left.Ordinal.CompareTo(right.Ordinal);
    }
}

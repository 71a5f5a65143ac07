namespace Reprise.Journaling;

/// <summary>One thing that a person did: it sets fields of something that is known by a type and an id.</summary>
public sealed record JournalEvent
{
    /// <summary>A random id: 16 hexadecimal digits. The same event in two files is one.</summary>
    public required string Id { get; init; }

    /// <summary>The device that it was written on.</summary>
    public required string Device { get; init; }

    /// <summary>Its place in the order of all events.</summary>
    public required JournalTime Time { get; init; }

    /// <summary>When it was written by the wall clock, UTC; for people, never for the order.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who did it.</summary>
    public required string User { get; init; }

    /// <summary>What it is about, such as <c>secret</c> or <c>redaction</c>.</summary>
    public required string Type { get; init; }

    /// <summary>Which one of that type; null when the body is of a form that this version does not know.</summary>
    public required string? Entity { get; init; }

    /// <summary>The fields that it sets, as JSON.</summary>
    public required IReadOnlyDictionary<string, string> Fields { get; init; }

    /// <summary>The event that this one takes back; null when it takes back none.</summary>
    public string? Undoes { get; init; }

    /// <summary>The checksum of its line; empty when it was not read from one.</summary>
    internal string Check { get; init; } = "";

    /// <summary>
    /// Orders events by their time. Device and id decide between events that knew nothing of each other, and the checksum
    /// between two that claim to be the same one.
    /// </summary>
    internal static Comparer<JournalEvent> Order { get; } = Comparer<JournalEvent>.Create(Compare);

    private static int Compare(JournalEvent a, JournalEvent b)
    {
        int order = a.Time.CompareTo(b.Time);
        if (order == 0)
            order = string.CompareOrdinal(a.Device, b.Device);
        if (order == 0)
            order = string.CompareOrdinal(a.Id, b.Id);
        return order != 0 ? order : string.CompareOrdinal(a.Check, b.Check);
    }
}

using Reprise.Indexing;
using Reprise.Searching;

namespace Reprise.Reporting;

/// <summary>The entries of a report in the order of time, and what can be said of all of them.</summary>
public sealed class CollectedReport : IDisposable
{
    private readonly EntrySpool _spool;
    private readonly List<EntryPlace> _places;

    private CollectedReport(EntrySpool spool, List<EntryPlace> places, ReportSummary summary)
    {
        _spool = spool;
        _places = places;
        Summary = summary;
    }

    /// <summary>What can be said of all entries.</summary>
    public ReportSummary Summary { get; }

    /// <summary>Reads the entries one by one, the earliest first; those without a time come last.</summary>
    /// <exception cref="IOException">The disk is broken.</exception>
    public IEnumerable<ReportEntry> Entries => Read(_spool, _places);

    /// <summary>Counts the entries of each day, the earliest first; null stands for those without a time.</summary>
    /// <param name="zone">Whose days.</param>
    public IReadOnlyList<(DateOnly? Day, int Entries)> CountByDay(TimeZoneInfo zone)
    {
        var days = new List<(DateOnly? Day, int Entries)>();
        foreach (EntryPlace place in _places)
        {
            DateOnly? day = place.At is { } at ? DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime) : null;
            if (days.Count > 0 && days[^1].Day == day)
                days[^1] = (day, days[^1].Entries + 1);
            else
                days.Add((day, 1));
        }
        return days;
    }

    internal static CollectedReport Make(
        ReportQuery query,
        IndexedSession[] sessions,
        RecordReaders readers,
        SessionIndex index,
        EntrySpool spool,
        List<EntryPlace> places,
        List<SearchProblem> problems
    )
    {
        places.Sort(EntryPlace.Compare);
        int found = places.Count;
        RemoveCopies(places);
        int copies = found - places.Count;
        int older = query.Limit > 0 ? Math.Max(0, places.Count - query.Limit) : 0;
        places.RemoveRange(0, older);
        var counted = new SummaryCounter(index, sessions, readers);
        foreach (ReportEntry entry in Read(spool, places))
            counted.Add(entry);
        return new CollectedReport(spool, places, counted.ToSummary(copies, older, problems));
    }

    /// <summary>Leaves of entries that say the same at the same time the one of the session that was started first.</summary>
    private static void RemoveCopies(List<EntryPlace> places)
    {
        var seen = new HashSet<UInt128>();
        places.RemoveAll(place => place.Content is { } content && !seen.Add(content));
    }

    private static IEnumerable<ReportEntry> Read(EntrySpool spool, List<EntryPlace> places)
    {
        byte[] buffer = [];
        foreach (EntryPlace place in places)
        {
            if (buffer.Length < place.Length)
                buffer = new byte[Math.Max(place.Length, 2 * buffer.Length)];
            spool.Read(place.Offset, buffer.AsSpan(0, place.Length));
            yield return EntryFormat.Read(buffer, place.Length);
        }
    }

    public void Dispose() => _spool.Dispose();
}

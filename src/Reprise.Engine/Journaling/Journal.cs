using Reprise.Files;

namespace Reprise.Journaling;

/// <summary>What people add to a home: an append-only file for each device, folded to what holds now.</summary>
/// <param name="home">The home; it need not exist.</param>
public sealed class Journal(RepriseHome home)
{
    /// <summary>Reads all files.</summary>
    public JournalContent Read()
    {
        List<JournalEvent> events = [];
        List<JournalProblem> problems = [];
        foreach (FileInfo file in JournalFile.All(home.Journal))
            JournalFile.Read(file.FullName, events, problems);
        events.Sort(JournalEvent.Order);
        // The same event may stand in several files, where somebody has copied one into another.
        JournalEvent? last = null;
        events.RemoveAll(written =>
        {
            bool isCopy = last is not null && JournalEvent.Order.Compare(last, written) == 0;
            last = written;
            return isCopy;
        });
        return new JournalContent(events, problems);
    }

    /// <summary>Returns a text that changes whenever one of the files does, without reading them.</summary>
    public string Stamp() =>
        string.Join(
            '\n',
            JournalFile.All(home.Journal).Select(file => $"{file.Name} {file.Length} {file.LastWriteTimeUtc.Ticks}")
        );
}

/// <summary>What stands in a journal.</summary>
/// <param name="Events">All events in their order, each once.</param>
/// <param name="Problems">What could not be read.</param>
public sealed record JournalContent(IReadOnlyList<JournalEvent> Events, IReadOnlyList<JournalProblem> Problems)
{
    /// <summary>What all of it together says.</summary>
    public JournalState State { get; } = JournalState.Fold(Events);

    /// <summary>The events about one thing, the first one first.</summary>
    public IEnumerable<JournalEvent> History(string type, string id) =>
        Events.Where(written => written.Type == type && written.Entity == id);
}

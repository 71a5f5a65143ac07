using Reprise.Files;

namespace Reprise.Archiving;

/// <summary>Entries that become visible together, after one wait for the disk. Any thread may add to it.</summary>
/// <remarks>
/// Until <see cref="Complete"/> everything lies under names that no manifest mentions, so a kill leaves the last complete
/// captures. What a new manifest makes obsolete is deleted last, when the new one is on disk.
/// </remarks>
public sealed class CommitBatch : IDisposable
{
    private readonly SessionArchive _archive;
    private readonly Lock _adding = new();
    private readonly List<PreparedEntry> _entries = [];

    internal CommitBatch(SessionArchive archive) => _archive = archive;

    /// <summary>The number of entries that wait.</summary>
    public int Count
    {
        get
        {
            lock (_adding)
                return _entries.Count;
        }
    }

    internal void Add(PreparedEntry entry)
    {
        lock (_adding)
            _entries.Add(entry);
    }

    /// <summary>Makes all entries visible and waits until they are on disk. The batch is empty afterwards.</summary>
    /// <exception cref="IOException">The disk is full or broken; entries that were not published are dropped.</exception>
    public void Complete()
    {
        lock (_adding)
        {
            var flush = new FlushSet();
            foreach (PreparedEntry entry in _entries)
                entry.AddWritten(flush);
            _archive.Flush(flush);
            foreach (PreparedEntry entry in _entries)
                entry.Publish(flush);
            _archive.Flush(flush);
            foreach (PreparedEntry entry in _entries)
                entry.DeleteObsolete();
            _entries.Clear();
        }
    }

    /// <summary>Drops what was not completed.</summary>
    public void Dispose()
    {
        lock (_adding)
        {
            foreach (PreparedEntry entry in _entries)
                entry.Abandon();
            _entries.Clear();
        }
    }
}

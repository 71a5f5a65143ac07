using Reprise.Archiving;
using Reprise.Files;
using Reprise.Indexing;

namespace Reprise.Capturing;

/// <summary>Brings the index up to the archive before a capture: after a kill, or when there is none that can be used.</summary>
internal sealed class IndexRepair(RepriseHome home, int workers)
{
    /// <summary>Does what is needed, which is nothing as a rule.</summary>
    public void Run(CaptureProgress progress, CancellationToken cancellation)
    {
        var archive = new SessionArchive(home);
        bool wasKilled = File.Exists(home.CaptureMark);
        if (wasKilled)
            archive.DeleteUnfinished();
        if (!SessionIndex.IsUsable(home.Index))
        {
            if (archive.Names().Any())
                progress.Notice("The index is missing or of another version and is made again from the archive.");
            new Reindexer(home, workers).Run(progress, cancellation);
        }
        else if (wasKilled)
        {
            CatchUp(archive, cancellation);
        }
    }

    // An entry is complete before the index has it. What the kill left between the two is found by the revisions.
    private void CatchUp(SessionArchive archive, CancellationToken cancellation)
    {
        var index = SessionIndex.OpenWrite(home.Index);
        using var queue = new IndexQueue(index);
        index.DeleteOrphans();
        Dictionary<string, RememberedSession> known = index.LoadSessions().ToDictionary(s => s.Entry, StringComparer.Ordinal);
        long nextId = index.NextSessionId();
        foreach (string name in archive.Names())
        {
            cancellation.ThrowIfCancellationRequested();
            bool isKnown = known.Remove(name, out RememberedSession? row);
            try
            {
                ArchiveEntry entry = archive.Open(name);
                if (row?.Revision != entry.Manifest.Revision)
                    EntryIndexer.Index(entry, isKnown ? row!.Id : nextId++, isKnown, batch => queue.Add(writer => writer.Write(batch)));
            }
            catch (RepriseException error) when (error.Kind == "damaged")
            {
                // 'verify' names it; the other sessions must not wait for it.
            }
        }
        foreach (RememberedSession lost in known.Values)
            queue.Add(writer => writer.Delete(lost.Id));
        queue.Complete();
    }
}

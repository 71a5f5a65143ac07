using Reprise.Archiving;
using Reprise.Files;
using Reprise.Indexing;
using Reprise.Journaling;
using Reprise.Redacting;

namespace Reprise.Capturing;

/// <summary>Brings the index up to the archive before a capture: after a kill, or when there is none that can be used.</summary>
internal sealed class IndexRepair(RepriseHome home, int workers)
{
    /// <summary>What the mark of a capture holds once something is masked in the archive that the index has in clear.</summary>
    public static ReadOnlySpan<byte> RebuildMark => "remask"u8;

    /// <summary>Does what is needed, which is nothing as a rule.</summary>
    /// <returns>The redactions that the index has been brought up to.</returns>
    public RedactionSet Run(CaptureProgress progress, CancellationToken cancellation)
    {
        var archive = new SessionArchive(home);
        bool wasKilled = File.Exists(home.CaptureMark);
        bool isUsable = SessionIndex.IsUsable(home.Index);
        if (wasKilled)
            archive.DeleteUnfinished();
        if (!isUsable || (wasKilled && File.ReadAllBytes(home.CaptureMark).AsSpan().SequenceEqual(RebuildMark)))
        {
            if (!isUsable && archive.Names().Any())
                progress.Notice("The index is missing or of another version and is made again from the archive.");
            if (wasKilled)
                DeleteStrays(archive);
            new Reindexer(home, workers).Run(progress, cancellation);
        }
        else if (wasKilled)
        {
            CatchUp(archive, cancellation);
        }
        return new RedactionUpdate(home, workers).Run(cancellation, out _);
    }

    private static void DeleteStrays(SessionArchive archive)
    {
        foreach (string name in archive.Names())
        {
            try
            {
                SessionArchive.DeleteStrays(archive.Open(name));
            }
            catch (RepriseException error) when (error.Kind == "damaged")
            {
                // What it should hold is not known.
            }
        }
    }

    // An entry is complete before the index has it. What the kill left between the two is found by the revisions.
    private void CatchUp(SessionArchive archive, CancellationToken cancellation)
    {
        SessionIndex index = SessionIndex.OpenWrite(home.Index);
        Dictionary<string, RememberedSession> known;
        long nextId;
        try
        {
            index.DeleteOrphans();
            known = index.LoadSessions().ToDictionary(s => s.Entry, StringComparer.Ordinal);
            nextId = index.NextSessionId();
        }
        catch
        {
            index.Dispose();
            throw;
        }
        // From here on the connection is the queue's: it is for one thread alone.
        using var queue = new IndexQueue(index);
        RedactionSet redactions = RedactionSet.LoadReadable(new Journal(home).Read().State, home);
        foreach (string name in archive.Names())
        {
            cancellation.ThrowIfCancellationRequested();
            bool isKnown = known.Remove(name, out RememberedSession? row);
            long id = row?.Id ?? nextId;
            try
            {
                ArchiveEntry entry = archive.Open(name);
                SessionArchive.DeleteStrays(entry);
                if (row?.Revision == entry.Manifest.Revision)
                    continue;
                EntryIndexer.Index(entry, id, isKnown, redactions, batch => queue.Add(writer => writer.Write(batch)));
                nextId = Math.Max(nextId, id + 1);
            }
            catch (RepriseException error) when (error.Kind == "damaged")
            {
                // 'verify' names it; the other sessions must not wait for it, nor get the rows it has left.
                if (!isKnown)
                    queue.Add(writer => writer.Delete(id));
            }
        }
        foreach (RememberedSession lost in known.Values)
            queue.Add(writer => writer.Delete(lost.Id));
        queue.Complete();
    }
}

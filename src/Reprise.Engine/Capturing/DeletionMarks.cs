using Reprise.Archiving;
using Reprise.Files;
using Reprise.Indexing;

namespace Reprise.Capturing;

/// <summary>Notes in archive and index that sessions are gone from their agent's home. Their content stays.</summary>
internal static class DeletionMarks
{
    /// <summary>Marks sessions as deleted.</summary>
    /// <returns>The number of sessions that were marked.</returns>
    public static int Set(CaptureContext context, SessionIndex index, IReadOnlyList<KnownSession> gone)
    {
        int marked = 0;
        using CommitBatch batch = context.Archive.BeginBatch();
        foreach (KnownSession session in gone)
        {
            try
            {
                ArchiveEntry entry = context.Archive.Open(session.Row.Entry);
                entry = context.Archive.Rewrite(entry, entry.Manifest with { DeletedAt = context.Now }, batch);
                if (entry.Manifest.Revision - 1 == session.Row.Revision && index.Load(session.Row.Id) is { } row)
                {
                    EntryIndexer.Describe(row, entry, context.Redactions);
                    context.Queue.Add(writer => writer.Write(row));
                }
                else
                {
                    EntryIndexer.Index(entry, session.Row.Id, replaces: true, context.Redactions, context.Send);
                }
                marked++;
            }
            catch (RepriseException error) when (error.Kind == "damaged")
            {
                context.Tally.Skip(session.Row.Entry, $"its archive entry is damaged: {error.Message}");
            }
        }
        batch.Complete();
        return marked;
    }
}

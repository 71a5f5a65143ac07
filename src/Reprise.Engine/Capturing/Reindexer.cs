using Reprise.Archiving;
using Reprise.Files;
using Reprise.Indexing;
using Reprise.Journaling;
using Reprise.Redacting;

namespace Reprise.Capturing;

/// <summary>Makes the index again from the archive, deleted sessions included, while the old one still answers.</summary>
/// <param name="home">The home.</param>
/// <param name="workers">The number of sessions worked on at a time.</param>
public sealed class Reindexer(RepriseHome home, int workers)
{
    /// <summary>Takes the lock and makes the index again.</summary>
    /// <param name="wait">How long to wait for a capture to end.</param>
    /// <param name="progress">Hears how far it is.</param>
    /// <param name="cancellation">Ends it; the old index stays.</param>
    /// <returns>The sessions that were indexed, and the entries that are damaged.</returns>
    /// <exception cref="RepriseException">Kind <c>locked</c> when a capture did not end in time; <c>empty</c> when there is no archive.</exception>
    public ReindexReport RunLocked(TimeSpan wait, CaptureProgress progress, CancellationToken cancellation)
    {
        if (!home.Exists)
            throw new RepriseException("empty", $"Nothing has been captured into {home.Folder} yet.", "Run 'reprise capture'.");
        try
        {
            using HomeLock held = HomeLock.Take(home.Folder, wait, cancellation);
            return Run(progress, cancellation);
        }
        catch (Exception error) when (DiskFailure.IsOne(error))
        {
            throw DiskFailure.Explain(error, home.Folder);
        }
    }

    internal ReindexReport Run(CaptureProgress progress, CancellationToken cancellation)
    {
        string unfinished = home.Index + AtomicFile.UnfinishedEnding;
        SessionIndex.Delete(unfinished);
        var archive = new SessionArchive(home);
        string[] names = [.. archive.Names()];
        RedactionSet redactions = RedactionSet.LoadReadable(new Journal(home).Read().State, home);
        var damaged = new List<string>();
        long sessions = 0;
        using (var queue = new IndexQueue(SessionIndex.OpenWrite(unfinished)))
        {
            progress.Begin(names.Length, names.Length);
            var options = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, workers), CancellationToken = cancellation };
            Parallel.For(
                0,
                names.Length,
                options,
                i =>
                {
                    try
                    {
                        EntryIndexer.Index(
                            archive.Open(names[i]),
                            i + 1,
                            replaces: false,
                            redactions,
                            batch => queue.Add(writer => writer.Write(batch))
                        );
                        Interlocked.Increment(ref sessions);
                    }
                    catch (RepriseException error) when (error.Kind == "damaged")
                    {
                        queue.Add(writer => writer.Delete(i + 1));
                        lock (damaged)
                            damaged.Add(names[i]);
                    }
                    progress.Advance(1);
                }
            );
            queue.Complete();
        }
        using (SessionIndex index = SessionIndex.OpenWrite(unfinished))
        {
            JournalRows.Update(home, index);
            index.SetFact(IndexFact.Redactions, redactions.Version);
            index.Shrink();
        }
        SessionIndex.Replace(home.Index, unfinished);
        damaged.Sort(StringComparer.Ordinal);
        return new ReindexReport(sessions, damaged);
    }
}

/// <summary>What a reindexing did.</summary>
/// <param name="Sessions">The number of sessions in the new index.</param>
/// <param name="Damaged">The entries that could not be read.</param>
public sealed record ReindexReport(long Sessions, IReadOnlyList<string> Damaged);

using Reprise.Archiving;
using Reprise.Files;
using Reprise.Indexing;
using Reprise.Protocol;
using Reprise.Redacting;

namespace Reprise.Capturing;

/// <summary>Brings the index up to the redactions of the journal: sessions that a change touches are indexed again, the others stay.</summary>
/// <param name="home">The home.</param>
/// <param name="workers">The number of sessions worked on at a time.</param>
public sealed class RedactionUpdate(RepriseHome home, int workers)
{
    /// <summary>Whether an index was made with other redactions.</summary>
    public static bool IsNeeded(SessionIndex index, RedactionSet redactions) =>
        (index.Fact(IndexFact.Redactions) ?? "") != redactions.Version;

    /// <summary>Takes the lock of captures and does what is needed.</summary>
    /// <param name="wait">How long to wait for a capture to end.</param>
    /// <param name="cancellation">Ends it; what is left is done by the next one.</param>
    /// <returns>The number of sessions that were indexed again; null when a capture did not end in time, which does it next time.</returns>
    public int? RunLocked(TimeSpan wait, CancellationToken cancellation)
    {
        try
        {
            using HomeLock? held = HomeLock.TryTake(home.Folder, wait, cancellation);
            if (held is null)
                return null;
            // A killed capture left more to do than this; without an index there is nothing to bring up to date.
            if (File.Exists(home.CaptureMark) || !SessionIndex.IsUsable(home.Index))
            {
                new IndexRepair(home, workers).Run(CaptureProgress.None, cancellation);
                File.Delete(home.CaptureMark);
                return 0;
            }
            Run(cancellation, out int updated);
            return updated;
        }
        catch (Exception error) when (DiskFailure.IsOne(error))
        {
            throw DiskFailure.Explain(error, home.Folder);
        }
    }

    /// <summary>Does what is needed, which is nothing as a rule. For the holder of the lock, with an index that can be used.</summary>
    /// <returns>The redactions that the index has been brought up to.</returns>
    internal RedactionSet Run(CancellationToken cancellation, out int updated)
    {
        updated = 0;
        RedactionSet redactions;
        List<RememberedSession> touched;
        using (SessionIndex index = SessionIndex.OpenWrite(home.Index))
        {
            JournalRows.Update(home, index);
            redactions = RedactionSet.LoadReadable(JournalRows.Load(home, index), home);
            if (!IsNeeded(index, redactions))
                return redactions;
            touched = FindTouched(index, redactions, index.Fact(IndexFact.Redactions) ?? "", cancellation);
        }
        updated = touched.Count;
        if (touched.Count > 0)
        {
            // After a kill the next capture finds rows that are not complete.
            AtomicFile.Write(home.CaptureMark, default, durable: false);
            IndexAgain(touched, redactions, cancellation);
            File.Delete(home.CaptureMark);
        }
        using (SessionIndex index = SessionIndex.OpenWrite(home.Index))
            index.SetFact(IndexFact.Redactions, redactions.Version);
        return redactions;
    }

    /// <summary>Counts what a redaction would hide, without changing anything.</summary>
    /// <exception cref="RepriseException">There is no index.</exception>
    public RedactionReach Measure(Redaction redaction, CancellationToken cancellation)
    {
        using SessionIndex index = SessionIndex.OpenRead(home);
        long parts = 0;
        int sessions = 0;
        ForEach(
            [.. index.LoadSessions().Where(session => redaction.Session is not { } only || session.Key == only)],
            entry =>
            {
                long count = RedactionScan.Count(entry, RedactionSet.Of([redaction]), isFirstEnough: false, cancellation);
                Interlocked.Add(ref parts, count);
                if (count > 0)
                    Interlocked.Increment(ref sessions);
            },
            cancellation
        );
        return new RedactionReach(parts, sessions);
    }

    private List<RememberedSession> FindTouched(
        SessionIndex index,
        RedactionSet redactions,
        string before,
        CancellationToken cancellation
    )
    {
        HashSet<string> known = before.Split('\n', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
        HashSet<string> now = redactions.Version.Split('\n').ToHashSet(StringComparer.Ordinal);
        string[] gone = [.. known.Except(now, StringComparer.Ordinal).Select(line => line.Split(' ')[0])];
        Redaction[] added = [.. redactions.Redactions.Where(redaction => !known.Contains($"{redaction.Id} {redaction.Version}"))];

        IReadOnlyList<RememberedSession> sessions = index.LoadSessions();
        HashSet<long> touched = gone.Length == 0 ? [] : index.LoadRedacted(gone);
        HashSet<SessionKey> picked =
        [
            .. added.Where(redaction => redaction.Kind == RedactionKind.Manual).Select(r => r.Session.GetValueOrDefault()),
        ];
        touched.UnionWith(sessions.Where(session => picked.Contains(session.Key)).Select(session => session.Id));
        RedactionSet rules = RedactionSet.Of([.. added.Where(redaction => redaction.Kind != RedactionKind.Manual)]);
        if (!rules.IsEmpty)
        {
            Dictionary<string, long> rest = sessions
                .Where(session => !touched.Contains(session.Id))
                .ToDictionary(session => session.Entry, session => session.Id, StringComparer.Ordinal);
            ForEach(
                [.. sessions.Where(session => rest.ContainsKey(session.Entry))],
                entry =>
                {
                    if (RedactionScan.Count(entry, rules, isFirstEnough: true, cancellation) == 0)
                        return;
                    lock (touched)
                        touched.Add(rest[entry.Name]);
                },
                cancellation
            );
        }
        return [.. sessions.Where(session => touched.Contains(session.Id))];
    }

    private void IndexAgain(List<RememberedSession> touched, RedactionSet redactions, CancellationToken cancellation)
    {
        Dictionary<string, long> ids = touched.ToDictionary(s => s.Entry, s => s.Id, StringComparer.Ordinal);
        using var queue = new IndexQueue(SessionIndex.OpenWrite(home.Index));
        ForEach(
            touched,
            entry =>
                EntryIndexer.Index(
                    entry,
                    ids[entry.Name],
                    replaces: true,
                    redactions,
                    batch => queue.Add(writer => writer.Write(batch))
                ),
            cancellation
        );
        queue.Complete();
    }

    private void ForEach(IReadOnlyList<RememberedSession> sessions, Action<ArchiveEntry> work, CancellationToken cancellation)
    {
        var archive = new SessionArchive(home);
        var options = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, workers), CancellationToken = cancellation };
        Parallel.ForEach(
            sessions,
            options,
            session =>
            {
                try
                {
                    work(archive.Open(session.Entry));
                }
                catch (RepriseException error) when (error.Kind == "damaged")
                {
                    // 'verify' names it; of what cannot be read nothing can be shown.
                }
            }
        );
    }
}

/// <summary>How much a redaction hides.</summary>
/// <param name="Parts">The number of parts.</param>
/// <param name="Sessions">The number of sessions that they stand in.</param>
public sealed record RedactionReach(long Parts, int Sessions);

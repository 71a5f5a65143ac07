using System.Collections.Concurrent;
using Reprise.Archiving;
using Reprise.Databases;
using Reprise.Files;
using Reprise.Indexing;

namespace Reprise.Searching;

/// <summary>Looks through the masked archive for what the full text cannot answer, the sessions that were active last first.</summary>
internal sealed class ArchiveScan(RepriseHome home, SessionIndex index, RecordReaders readers)
{
    /// <summary>Sessions that are looked through ahead of the one whose hits are given.</summary>
    private static readonly int _ahead = Environment.ProcessorCount * 8;

    private readonly SessionArchive _archive = new(home);

    /// <summary>Finds the hits.</summary>
    /// <param name="query">What is asked.</param>
    /// <param name="pattern">What is looked for.</param>
    /// <param name="report">Told which entries could not be read.</param>
    /// <param name="cancellation">Ends the search.</param>
    public IEnumerable<SearchHit> Run(
        SearchQuery query,
        ScanPattern pattern,
        Action<SearchProblem> report,
        CancellationToken cancellation
    )
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        // A connection serves one thread at a time, and opening one costs more than many a session.
        var indexes = new ConcurrentBag<SessionIndex>();
        var running = new Queue<Task<SessionHits>>();
        int given = 0;
        try
        {
            using IEnumerator<IndexedSession> sessions = Sessions(query, pattern).GetEnumerator();
            while (given < query.Max)
            {
                while (running.Count < _ahead && sessions.MoveNext())
                {
                    IndexedSession session = sessions.Current;
                    running.Enqueue(Task.Run(() => Scan(query, pattern, session, indexes, stop.Token), stop.Token));
                }
                if (!running.TryDequeue(out Task<SessionHits>? first))
                    break;
                SessionHits found = first.GetAwaiter().GetResult();
                if (found.Problem is { } problem)
                    report(problem);
                foreach (SearchHit hit in found.Hits)
                {
                    if (given++ < query.Max)
                        yield return hit;
                }
            }
        }
        finally
        {
            stop.Cancel();
            // The connections must not be closed under a thread that still reads.
            foreach (Task<SessionHits> task in running)
                task.ContinueWith(
                        static _ => { },
                        CancellationToken.None,
                        TaskContinuationOptions.ExecuteSynchronously,
                        TaskScheduler.Default
                    )
                    .Wait(CancellationToken.None);
            foreach (SessionIndex opened in indexes)
                opened.Dispose();
        }
    }

    private IEnumerable<IndexedSession> Sessions(SearchQuery query, ScanPattern pattern)
    {
        var sql = new SqlConditions();
        FilterConditions.AddMeant(sql, query.Sessions);
        FilterConditions.AddHidden(sql, query.Sessions);
        if (pattern.Prefilter is { } prefilter)
        {
            // Most of a home is ruled out by the words that whole messages must have.
            sql.And(
                $"""
                s.id IN (
                    SELECT m.session FROM fulltext CROSS JOIN messages m ON m.id = fulltext.rowid
                    WHERE fulltext MATCH {sql.Value(prefilter)}
                )
                """
            );
        }
        using SqliteStatement statement = index.Database.Prepare(
            $"SELECT {SessionRows.Columns} FROM sessions s WHERE {sql} ORDER BY s.last_active_at DESC, s.id DESC"
        );
        sql.Bind(statement);
        while (statement.Step())
            yield return SessionRows.Read(statement);
    }

    private SessionHits Scan(
        SearchQuery query,
        ScanPattern pattern,
        IndexedSession session,
        ConcurrentBag<SessionIndex> indexes,
        CancellationToken stop
    )
    {
        if (!indexes.TryTake(out SessionIndex? opened))
            opened = SessionIndex.OpenRead(home);
        try
        {
            using MessageMatcher matcher = pattern.CreateMatcher();
            HitFinder finder = HitFinder.Open(query, session, _archive, readers, matcher);
            var scan = new SessionScan(query, pattern.Needle, finder, session, opened, readers);
            return new SessionHits(scan.Run(stop), null);
        }
        catch (RepriseException error) when (error.Kind != "usage")
        {
            return new SessionHits([], new SearchProblem(session.Key, error.Message));
        }
        finally
        {
            indexes.Add(opened);
        }
    }

    private sealed record SessionHits(IReadOnlyList<SearchHit> Hits, SearchProblem? Problem);
}

/// <summary>What a scan looks for.</summary>
/// <param name="Needle">What the native bytes must contain; null when nothing is known.</param>
/// <param name="Prefilter">What the full text must match in a message that fits; null when nothing is known.</param>
/// <param name="CreateMatcher">Makes what decides, for one thread.</param>
internal sealed record ScanPattern(RawNeedle? Needle, string? Prefilter, Func<MessageMatcher> CreateMatcher);

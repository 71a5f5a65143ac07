using System.Collections.Concurrent;
using Reprise.Archiving;
using Reprise.Databases;
using Reprise.Files;
using Reprise.Indexing;

namespace Reprise.Searching;

/// <summary>Answers a query of words from the full text, best first.</summary>
internal sealed class FullTextSearch(SessionIndex index, SessionArchive archive, RecordReaders readers)
{
    /// <summary>Hits whose snippets are made at once.</summary>
    private const int PageHits = 64;

    private readonly Dictionary<long, IndexedSession> _sessions = [];

    /// <summary>Finds the hits.</summary>
    /// <param name="query">What is asked.</param>
    /// <param name="words">The query as it was understood.</param>
    /// <param name="report">Told which entries could not be read.</param>
    /// <param name="cancellation">Ends the search.</param>
    public IEnumerable<SearchHit> Run(
        SearchQuery query,
        QueryNode words,
        Action<SearchProblem> report,
        CancellationToken cancellation
    )
    {
        string expression = FullTextExpression.Of(words, query.Scope);
        int given = 0;
        var ranking = new MessageRanking(index, query, expression);
        foreach (RankedMessage[] page in ranking.Order().Chunk(Math.Min(query.Max, PageHits)))
        {
            foreach (SearchHit hit in Read(query, expression, page, report, cancellation))
            {
                yield return hit;
                if (++given == query.Max)
                    yield break;
            }
        }
    }

    private SearchHit[] Read(
        SearchQuery query,
        string expression,
        RankedMessage[] page,
        Action<SearchProblem> report,
        CancellationToken cancellation
    )
    {
        var hits = new SearchHit?[page.Length];
        var problems = new ConcurrentQueue<SearchProblem>();
        SessionGroup[] groups = Group(page);
        int next = -1;
        // Tasks and not Parallel, which takes longer to start than the search of a page.
        var others = new Task[Math.Min(Environment.ProcessorCount, groups.Length) - 1];
        for (int i = 0; i < others.Length; i++)
            others[i] = Task.Run(Work, cancellation);
        try
        {
            Work();
        }
        finally
        {
            Task.WhenAll(others).GetAwaiter().GetResult();
        }
        foreach (SearchProblem problem in problems)
            report(problem);
        return [.. hits.OfType<SearchHit>()];

        void Work()
        {
            using var matcher = new FullTextMatcher(expression);
            for (int i; (i = Interlocked.Increment(ref next)) < groups.Length; )
            {
                cancellation.ThrowIfCancellationRequested();
                Find(groups[i], matcher);
            }
        }

        void Find(SessionGroup group, FullTextMatcher matcher)
        {
            try
            {
                HitFinder finder = HitFinder.Open(query, group.Session, archive, readers, matcher);
                foreach (int place in group.Places)
                    hits[place] = finder.Find(page[place].Message, page[place].Rank);
            }
            catch (RepriseException error)
            {
                problems.Enqueue(new SearchProblem(group.Session.Key, error.Message));
                foreach (int place in group.Places)
                    hits[place] ??= HitFinder.Hit(group.Session, page[place].Message, new Snippet("", []), page[place].Rank);
            }
        }
    }

    /// <summary>Puts the hits of a session together, the last of its entry first: what is decompressed for it holds the others.</summary>
    // No LINQ over value types: its code would be compiled at the start of each search, for longer than the search takes.
    private SessionGroup[] Group(RankedMessage[] page)
    {
        var groups = new Dictionary<long, SessionGroup>();
        for (int place = 0; place < page.Length; place++)
        {
            long id = page[place].Message.Session;
            if (!groups.TryGetValue(id, out SessionGroup? group))
                groups.Add(id, group = new SessionGroup(Session(id), []));
            group.Places.Add(place);
        }
        foreach (SessionGroup group in groups.Values)
        {
            group.Places.Sort(
                (a, b) =>
                {
                    (IndexedMessage first, IndexedMessage second) = (page[a].Message, page[b].Message);
                    int order = second.File.CompareTo(first.File);
                    return order != 0 ? order : second.Position.CompareTo(first.Position);
                }
            );
        }
        return [.. groups.Values];
    }

    private IndexedSession Session(long id)
    {
        if (_sessions.TryGetValue(id, out IndexedSession? session))
            return session;
        using SqliteStatement query = index.Database.Prepare($"SELECT {SessionRows.Columns} FROM sessions WHERE id = ?1");
        query.Integer(1, id).Step();
        return _sessions[id] = SessionRows.Read(query);
    }

    /// <param name="Places">The places of its messages in the page.</param>
    private sealed record SessionGroup(IndexedSession Session, List<int> Places);
}

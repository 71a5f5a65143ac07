using System.Collections.Concurrent;
using Reprise.Archiving;
using Reprise.Databases;
using Reprise.Files;
using Reprise.Indexing;

namespace Reprise.Searching;

/// <summary>Answers a query of words from the full text, best first.</summary>
internal sealed class FullTextSearch(SessionIndex index, SessionArchive archive, OpenRecordReader openReader)
{
    /// <summary>Hits whose snippets are made at once.</summary>
    private const int PageHits = 64;

    private readonly Dictionary<long, IndexedSession> _sessions = [];

    /// <summary>Finds the hits.</summary>
    /// <param name="query">What is asked.</param>
    /// <param name="words">The query as it was understood.</param>
    /// <param name="report">Told which entries could not be read.</param>
    /// <param name="cancellation">Ends the search.</param>
    public IEnumerable<SearchHit> Run(SearchQuery query, QueryNode words, Action<SearchProblem> report, CancellationToken cancellation)
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

    private SearchHit[] Read(SearchQuery query, string expression, RankedMessage[] page, Action<SearchProblem> report, CancellationToken cancellation)
    {
        var hits = new SearchHit[page.Length];
        var problems = new ConcurrentQueue<SearchProblem>();
        var groups = page.Select((message, place) => (Message: message, Place: place))
            .GroupBy(item => item.Message.Message.Session)
            .Select(group => (Session: Session(group.Key), Items: group.OrderBy(item => item.Message.Message.File).ThenBy(item => item.Message.Message.Position).ToArray()))
            .ToArray();
        var options = new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount };
        Parallel.ForEach(
            groups,
            options,
            () => new FullTextMatcher(expression),
            (group, _, matcher) =>
            {
                try
                {
                    HitFinder finder = HitFinder.Open(query, group.Session, archive, openReader, matcher);
                    foreach ((RankedMessage message, int place) in group.Items)
                        hits[place] = finder.Find(message.Message, message.Rank);
                }
                catch (RepriseException error)
                {
                    problems.Enqueue(new SearchProblem(group.Session.Key, error.Message));
                    foreach ((RankedMessage message, int place) in group.Items)
                        hits[place] ??= HitFinder.Hit(group.Session, message.Message, new Snippet("", []), message.Rank);
                }
                return matcher;
            },
            matcher => matcher.Dispose()
        );
        foreach (SearchProblem problem in problems)
            report(problem);
        return hits;
    }

    private IndexedSession Session(long id)
    {
        if (_sessions.TryGetValue(id, out IndexedSession? session))
            return session;
        using SqliteStatement query = index.Database.Prepare($"SELECT {SessionRows.Columns} FROM sessions WHERE id = ?1");
        query.Integer(1, id).Step();
        return _sessions[id] = SessionRows.Read(query);
    }}

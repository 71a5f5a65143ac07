using Reprise.Databases;
using Reprise.Indexing;
using Reprise.Protocol;
using Reprise.Usage;

namespace Reprise.Reporting;

/// <summary>Looks at the usage of one session from several sides.</summary>
public sealed class SessionUsageReader(SessionIndex index, SlicePricer pricer)
{
    /// <summary>Reads what a session used.</summary>
    public SessionUsage Read(IndexedSession session)
    {
        var total = new UsageTotal();
        var parts = new Dictionary<(UsageThread, string), UsageTotal>();
        var times = new SortedDictionary<int, UsageTotal>();
        foreach (UsageSlice slice in Slices(session.Id))
        {
            SliceCost cost = pricer.Of(slice);
            total.Add(slice, cost);
            Sum(parts, (slice.Thread, slice.Label.Model)).Add(slice, cost);
            if (slice.Slot != UsageSlice.NoSlot)
                Sum(times, slice.Slot).Add(slice, cost);
        }
        return new SessionUsage
        {
            Parts =
            [
                .. parts
                    .Select(part => new ModelPart(part.Key.Item1, part.Key.Item2, part.Value))
                    .OrderBy(part => part.Thread)
                    .ThenByDescending(part => part.Total.Cost ?? default)
                    .ThenByDescending(part => part.Total.Tokens.Total)
                    .ThenBy(part => part.Model, StringComparer.Ordinal),
            ],
            Total = total,
            Times = [.. times.Select(time => (Time(UsageSlice.StartOf(time.Key)), time.Value))],
            Children = Children(session),
            ContextPeak = Peak(session.Id),
            Copies = Copies(session.Id),
        };
    }

    private List<UsageSlice> Slices(long session)
    {
        using SqliteStatement query = index.Database.Prepare("SELECT slices FROM ledger WHERE session = ?1");
        query.Integer(1, session);
        List<UsageSlice> slices = [];
        if (!query.Step())
            return slices;
        var reader = new SliceReader(query.Blob(0), new UsageLabels());
        while (reader.MoveNext())
            slices.Add(reader.Current);
        return slices;
    }

    private List<(SessionKey, UsageTotal)> Children(IndexedSession session)
    {
        using SqliteStatement query = index.Database.Prepare(
            "SELECT id, agent, native_id FROM sessions WHERE agent = ?1 AND parent_id = ?2 ORDER BY started_at, native_id"
        );
        query.Text(1, session.Key.Agent.Value).Text(2, session.Key.NativeId);
        var costs = new SessionCosts(index, pricer);
        List<(SessionKey, UsageTotal)> children = [];
        while (query.Step())
            children.Add((new SessionKey(new AgentId(query.Text(1)!), query.Text(2)!), costs.Of(query.Integer(0))));
        return children;
    }

    private (long, DateTimeOffset?) Peak(long session)
    {
        using SqliteStatement query = index.Database.Prepare(
            """
            SELECT input + cache_read + cache_write_5m + cache_write_1h AS prompt, at FROM responses
            WHERE session = ?1 AND subagent IS NULL AND side = 0 ORDER BY prompt DESC, at LIMIT 1
            """
        );
        query.Integer(1, session);
        return query.Step() ? (query.Integer(0), query.IntegerOrNull(1) is { } at ? Time(at) : null) : (0, null);
    }

    private List<(SessionKey, long, long)> Copies(long session)
    {
        using var responses = new SessionResponses(index);
        var sums = new Dictionary<long, (long Responses, long Tokens)>();
        foreach (HeldResponse held in responses.ReadAll(session))
        {
            if (held.Owner is not { } owner || held.Response.IsNothing)
                continue;
            (long count, long tokens) = sums.GetValueOrDefault(owner);
            sums[owner] = (count + 1, tokens + held.Response.Tokens.Total);
        }
        List<(SessionKey, long, long)> copies = [];
        foreach ((long owner, (long count, long tokens)) in sums)
        {
            if (index.Load(owner) is { } other)
                copies.Add((other.Key, count, tokens));
        }
        copies.Sort((a, b) => b.Item3.CompareTo(a.Item3));
        return copies;
    }

    private static UsageTotal Sum<TKey>(IDictionary<TKey, UsageTotal> sums, TKey key)
    {
        if (!sums.TryGetValue(key, out UsageTotal? sum))
            sums.Add(key, sum = new UsageTotal());
        return sum;
    }

    private static DateTimeOffset Time(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
}

using Reprise.Indexing;
using Reprise.Protocol;
using Reprise.Redacting;
using Reprise.Searching;
using Reprise.Usage;

namespace Reprise.Reporting;

/// <summary>Answers what was used and what it cost.</summary>
/// <param name="index">The index.</param>
/// <param name="readers">Hide what is not to be shown.</param>
/// <param name="pricer">Tells what slices cost.</param>
public sealed class UsageReader(SessionIndex index, RecordReaders readers, SlicePricer pricer)
{
    /// <summary>The row of what is priced by nobody but the agent.</summary>
    public const string OwnComponent = "agent's own figure";

    /// <summary>Answers a question.</summary>
    public UsageReport Read(UsageQuery query)
    {
        var groups = new Dictionary<string, Group>(StringComparer.Ordinal);
        var all = new UsageTotal();
        var buckets = new TimeBuckets(query);
        long first = long.MaxValue;
        long last = long.MinValue;
        bool needsSessions =
            query.By is UsageBy.Project or UsageBy.Agent or UsageBy.Session or UsageBy.Host or UsageBy.Type or UsageBy.Tag;
        var types = new SessionTypes(index, query.TypeRules);
        string? sessionKey = null;
        long sessionId = -1;
        new LedgerScan(index, query).Run(
            needsSessions,
            (in UsageSlice slice, in LedgerSession session) =>
            {
                SliceCost cost = pricer.Of(slice);
                all.Add(slice, cost);
                if (slice.Slot != UsageSlice.NoSlot)
                {
                    first = Math.Min(first, slice.First);
                    last = Math.Max(last, slice.Last);
                }
                if (query.By == UsageBy.Component)
                    return;
                if (needsSessions && session.Id != sessionId)
                    (sessionId, sessionKey) = (session.Id, KeyOf(query.By, session, types));
                string key = sessionKey ?? KeyOf(query.By, slice, buckets);
                if (!groups.TryGetValue(key, out Group? group))
                    groups.Add(key, group = new Group(key, query.By == UsageBy.Session ? session.Id : null, query.HasModels));
                group.Add(slice, cost);
            }
        );
        IReadOnlyList<UsageRow> rows = query.By == UsageBy.Component ? [.. Components(all)] : RowsOf(groups, query.By);
        return new UsageReport(query.By, Time(first), Time(last), rows, UsageRow.Of("", all));
    }

    /// <summary>Whether rows stand for times, so that they have an order and can be empty.</summary>
    public static bool IsTime(UsageBy by) => by is UsageBy.Hour or UsageBy.Day or UsageBy.Week or UsageBy.Month;

    // Sorted by hand: what sorts by keys is compiled anew at every start of the program.
    private static List<UsageRow> RowsOf(Dictionary<string, Group> groups, UsageBy by)
    {
        Group[] all = [.. groups.Values];
        if (IsTime(by))
            Array.Sort(all, (a, b) => a.First.CompareTo(b.First));
        var rows = new List<UsageRow>();
        foreach (Group group in all)
            rows.Add(group.Row());
        if (!IsTime(by))
            rows.Sort(CompareByCost);
        return rows;
    }

    private static int CompareByCost(UsageRow a, UsageRow b)
    {
        int order = (b.Cost ?? default).CompareTo(a.Cost ?? default);
        if (order == 0)
            order = b.Tokens.Total.CompareTo(a.Tokens.Total);
        return order == 0 ? string.CompareOrdinal(a.Key, b.Key) : order;
    }

    private string KeyOf(UsageBy by, in LedgerSession session, SessionTypes types) =>
        by switch
        {
            UsageBy.Type => types.Of(session.Id, session.Project),
            // Nobody has given a tag to a session yet.
            UsageBy.Tag => "",
            UsageBy.Project => session.Project is { } project ? readers.Show(session.Key, project, RedactionField.Folder) : "",
            UsageBy.Agent => session.Key.Agent.Value,
            UsageBy.Host => session.Host ?? "",
            _ => session.Key.ToString(),
        };

    private static string KeyOf(UsageBy by, in UsageSlice slice, TimeBuckets buckets) =>
        by switch
        {
            UsageBy.Model => slice.Label.Model,
            UsageBy.Provider => slice.Label.Provider,
            UsageBy.Thread => slice.Thread switch
            {
                UsageThread.Subagent => "subagents",
                UsageThread.Side => "side calls",
                _ => "main",
            },
            _ => slice.Slot == UsageSlice.NoSlot ? "" : buckets.Of(slice.Slot),
        };

    private static IEnumerable<UsageRow> Components(UsageTotal all)
    {
        TokenUsage tokens = all.Tokens;
        TokenCosts costs = all.TokenCosts;
        (string Key, TokenUsage Tokens, Money Cost)[] parts =
        [
            ("input", new TokenUsage(tokens.Input, 0, 0, 0, 0, 0), costs.Input),
            ("output", new TokenUsage(0, tokens.Output, 0, 0, 0, 0), costs.Output),
            ("reasoning", new TokenUsage(0, 0, 0, 0, 0, tokens.Reasoning), costs.Reasoning),
            ("cache read", new TokenUsage(0, 0, tokens.CacheRead, 0, 0, 0), costs.CacheRead),
            ("cache write 5m", new TokenUsage(0, 0, 0, tokens.CacheWrite5Minutes, 0, 0), costs.CacheWrite5Minutes),
            ("cache write 1h", new TokenUsage(0, 0, 0, 0, tokens.CacheWrite1Hour, 0), costs.CacheWrite1Hour),
        ];
        foreach ((string key, TokenUsage part, Money cost) in parts)
        {
            if (part.Total > 0)
                yield return new UsageRow
                {
                    Key = key,
                    Tokens = part,
                    Cost = all.Cost is null ? null : cost,
                    Unpriced = all.Unpriced,
                };
        }
        if (all.WebSearches > 0)
            yield return new UsageRow
            {
                Key = "web search",
                Tokens = default,
                Cost = all.SearchCost.IsZero ? null : all.SearchCost,
                WebSearches = all.WebSearches,
            };
        if (!all.OwnCost.IsZero)
            yield return new UsageRow
            {
                Key = OwnComponent,
                Tokens = default,
                Cost = all.OwnCost,
            };
    }

    private static DateTimeOffset? Time(long milliseconds) =>
        milliseconds is long.MaxValue or long.MinValue ? null : DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    private sealed class Group(string key, long? session, bool hasModels)
    {
        private readonly UsageTotal _total = new();
        private readonly Dictionary<string, UsageTotal>? _models = hasModels ? new(StringComparer.Ordinal) : null;

        /// <summary>When the first response came; what came at an unknown time stands last.</summary>
        public long First { get; private set; } = long.MaxValue;

        public void Add(in UsageSlice slice, in SliceCost cost)
        {
            _total.Add(slice, cost);
            if (slice.Slot != UsageSlice.NoSlot)
                First = Math.Min(First, slice.First);
            if (_models is null)
                return;
            if (!_models.TryGetValue(slice.Label.Model, out UsageTotal? model))
                _models.Add(slice.Label.Model, model = new UsageTotal());
            model.Add(slice, cost);
        }

        public UsageRow Row() => UsageRow.Of(key, _total, ByModel()) with { Session = session };

        private List<UsageRow>? ByModel()
        {
            if (_models is null)
                return null;
            var rows = new List<UsageRow>();
            foreach ((string model, UsageTotal total) in _models)
                rows.Add(UsageRow.Of(model, total));
            rows.Sort(CompareByCost);
            return rows;
        }
    }
}

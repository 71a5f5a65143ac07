using Reprise.Databases;
using Reprise.Indexing;
using Reprise.Protocol;
using Reprise.Searching;
using Reprise.Usage;

namespace Reprise.Reporting;

/// <summary>Goes through the slices of the sessions that are meant, cut to the time that is meant.</summary>
internal sealed class LedgerScan(SessionIndex index, UsageQuery query)
{
    private readonly UsageLabels _labels = new();
    private readonly Dictionary<UsageLabel, bool> _isMeant = new(ReferenceEqualityComparer.Instance);
    private readonly long _since = query.Since?.ToUnixTimeMilliseconds() ?? long.MinValue;
    private readonly long _until = query.Until is { } until ? until.ToUnixTimeMilliseconds() : long.MaxValue;
    private readonly int _cutAtStart = CutBy(query.Since);
    private readonly int _cutAtEnd = CutBy(query.Until);
    private readonly bool _hasTime = query.Since is not null || query.Until is not null;

    /// <summary>Reads all of them.</summary>
    /// <param name="needsSessions">Whether anybody looks at the session: without that, its row is not read.</param>
    /// <param name="take">Takes each slice.</param>
    public void Run(bool needsSessions, TakeSlice take)
    {
        bool hasFilter = !ReferenceEquals(query.Sessions, UsageQuery.All);
        var sql = new SqlConditions();
        FilterConditions.AddMeant(sql, query.Sessions);
        FilterConditions.AddHidden(sql, query.Sessions);
        using SqliteStatement rows = index.Database.Prepare(
            needsSessions || hasFilter
                ? $"SELECT l.session, l.slices, s.agent, s.native_id, s.project, s.host FROM ledger l JOIN sessions s ON s.id = l.session WHERE {sql}"
                : "SELECT session, slices FROM ledger"
        );
        if (needsSessions || hasFilter)
            sql.Bind(rows);
        SessionResponses? responses = null;
        try
        {
            while (rows.Step())
            {
                LedgerSession session = needsSessions ? SessionOf(rows) : new LedgerSession { Id = rows.Integer(0) };
                if (Read(rows.Blob(1), session, take))
                    ReadCut(responses ??= new SessionResponses(index), session, take);
            }
        }
        finally
        {
            responses?.Dispose();
        }
    }

    /// <returns>Whether something was used in a slot that a bound in time cuts; that was not taken.</returns>
    private bool Read(ReadOnlySpan<byte> packed, in LedgerSession session, TakeSlice take)
    {
        bool isCut = false;
        var reader = new SliceReader(packed, _labels);
        while (reader.MoveNext())
        {
            UsageSlice slice = reader.Current;
            if (IsCut(slice.Slot))
                isCut = true;
            else
                Take(slice, session, take);
        }
        return isCut;
    }

    /// <summary>Makes slices of the responses in cut slots that lie within the time that is meant.</summary>
    private void ReadCut(SessionResponses responses, in LedgerSession session, TakeSlice take)
    {
        var sum = new SliceSum();
        foreach (LedgerResponse response in responses.Read(session.Id))
        {
            if (IsCut(UsageSlice.SlotOf(response.At)) && response.At >= _since && response.At < _until)
                sum.Add(response);
        }
        // Read back, so that a label is the same object for all sessions.
        var reader = new SliceReader(SliceWriter.Pack(sum.Slices), _labels);
        while (reader.MoveNext())
            Take(reader.Current, session, take);
    }

    private void Take(in UsageSlice slice, in LedgerSession session, TakeSlice take)
    {
        // What came at an unknown time came in no period that was asked for.
        if (_hasTime && (slice.Slot == UsageSlice.NoSlot || slice.First < _since || slice.Last >= _until))
            return;
        if (query.Thread is { } thread && slice.Thread != thread)
            return;
        if (query.Model is null || IsMeant(slice.Label))
            take(slice, session);
    }

    private bool IsMeant(UsageLabel label)
    {
        if (!_isMeant.TryGetValue(label, out bool isMeant))
            _isMeant.Add(label, isMeant = label.Model.Contains(query.Model ?? "", StringComparison.OrdinalIgnoreCase));
        return isMeant;
    }

    private bool IsCut(int slot) => slot != UsageSlice.NoSlot && (slot == _cutAtStart || slot == _cutAtEnd);

    /// <summary>Returns the slot that a bound lies within; none when it lies between two, as those of days do.</summary>
    private static int CutBy(DateTimeOffset? bound)
    {
        int slot = UsageSlice.SlotOf(bound?.ToUnixTimeMilliseconds());
        return bound is { } time && UsageSlice.StartOf(slot) == time.ToUnixTimeMilliseconds() ? UsageSlice.NoSlot : slot;
    }

    private static LedgerSession SessionOf(SqliteStatement row) =>
        new()
        {
            Id = row.Integer(0),
            Key = new SessionKey(new AgentId(row.Text(2) ?? ""), row.Text(3) ?? ""),
            Project = row.Text(4),
            Host = row.Text(5),
        };
}

/// <summary>Takes a slice.</summary>
internal delegate void TakeSlice(in UsageSlice slice, in LedgerSession session);

/// <summary>The session that a slice belongs to; only its number is known when nothing more was asked for.</summary>
internal readonly record struct LedgerSession
{
    /// <summary>The number of its row.</summary>
    public required long Id { get; init; }
    public SessionKey Key { get; init; }
    public string? Project { get; init; }
    public string? Host { get; init; }
}

using Reprise.Databases;
using Reprise.Indexing;
using Reprise.Usage;

namespace Reprise.Reporting;

/// <summary>Tells what single sessions cost: what counts in them, and not what they have copies of.</summary>
public sealed class SessionCosts(SessionIndex index, SlicePricer pricer)
{
    private readonly UsageLabels _labels = new();

    /// <summary>Sums a session up.</summary>
    /// <param name="session">The number of its row.</param>
    public UsageTotal Of(long session)
    {
        using SqliteStatement query = index.Database.Prepare("SELECT slices FROM ledger WHERE session = ?1");
        query.Integer(1, session);
        return query.Step() ? Sum(query.Blob(0)) : new UsageTotal();
    }

    /// <summary>Sums all sessions up.</summary>
    /// <returns>By the number of their row; sessions without usage are not in it.</returns>
    public Dictionary<long, UsageTotal> All()
    {
        using SqliteStatement query = index.Database.Prepare("SELECT session, slices FROM ledger");
        var costs = new Dictionary<long, UsageTotal>();
        while (query.Step())
            costs.Add(query.Integer(0), Sum(query.Blob(1)));
        return costs;
    }

    private UsageTotal Sum(ReadOnlySpan<byte> packed)
    {
        var total = new UsageTotal();
        var reader = new SliceReader(packed, _labels);
        while (reader.MoveNext())
        {
            UsageSlice slice = reader.Current;
            total.Add(slice, pricer.Of(slice));
        }
        return total;
    }
}

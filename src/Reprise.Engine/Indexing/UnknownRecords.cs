using Reprise.Databases;
using Reprise.Files;
using Reprise.Protocol;

namespace Reprise.Indexing;

/// <summary>Records of kinds that no reader knows: they are archived, and say that an agent's format went on.</summary>
/// <param name="Agent">The name of the agent.</param>
/// <param name="Version">The version that wrote them; null where its sessions do not say.</param>
/// <param name="Sessions">The number of sessions with such records.</param>
/// <param name="Records">The number of records.</param>
public sealed record UnknownRecords(string Agent, string? Version, long Sessions, long Records)
{
    /// <summary>Counts them by agent and version, most first.</summary>
    public static IReadOnlyList<UnknownRecords> Count(RepriseHome home)
    {
        using SessionIndex index = SessionIndex.OpenRead(home);
        // The column holds the numbers of all counts; as a number it is the first of them.
        System.Diagnostics.Debug.Assert((int)SessionCount.UnknownRecord == 0);
        using SqliteStatement query = index.Database.Prepare(
            """
            SELECT agent, agent_version, count(*), sum(CAST(counts AS INTEGER)) AS records FROM sessions
            WHERE CAST(counts AS INTEGER) > 0 GROUP BY agent, agent_version ORDER BY records DESC, agent, agent_version
            """
        );
        List<UnknownRecords> found = [];
        while (query.Step())
            found.Add(new UnknownRecords(query.Text(0)!, query.Text(1), query.Integer(2), query.Integer(3)));
        return found;
    }
}

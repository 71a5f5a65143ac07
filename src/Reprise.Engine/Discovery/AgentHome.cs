using Reprise.Agents;
using Reprise.Reading;

namespace Reprise.Discovery;

/// <summary>A folder in which the sessions of an agent may lie.</summary>
/// <param name="Agent">The agent.</param>
/// <param name="Path">The folder, absolute.</param>
/// <param name="Host">What people call the machine that its sessions are from; null for this one.</param>
public sealed record AgentHome(IAgent Agent, string Path, string? Host)
{
    /// <summary>Whether it belongs to another system on this machine.</summary>
    public bool IsNeighbour { get; init; }

    /// <summary>Finds the sessions in it.</summary>
    public IEnumerable<SessionFootprint> Discover(DiscoveryContext context)
    {
        IEnumerable<SessionFootprint> sessions = Agent.Discover(Path, context);
        return Host is null ? sessions : sessions.Select(session => session with { Host = Host });
    }
}

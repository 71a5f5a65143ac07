using Reprise.Agents;
using Reprise.Reading;

namespace Reprise.Discovery;

/// <summary>A folder that was searched for the sessions of one agent.</summary>
/// <param name="Agent">The agent.</param>
/// <param name="Path">The folder, absolute.</param>
/// <param name="IsHome">Whether it is a home of the agent, whose sessions count as deleted when they are gone.</param>
/// <param name="Exists">Whether the folder is there.</param>
/// <param name="Sessions">What was found.</param>
public sealed record DiscoveredRoot(IAgent Agent, string Path, bool IsHome, bool Exists, IReadOnlyList<SessionFootprint> Sessions)
{
    /// <summary>What people call the machine that the sessions are from; null for this one.</summary>
    public string? Host { get; init; }
}

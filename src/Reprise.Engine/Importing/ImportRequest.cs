using Reprise.Agents;
using Reprise.Discovery;

namespace Reprise.Importing;

/// <summary>What one import is to do.</summary>
public sealed record ImportRequest
{
    /// <summary>Files and folders, absolute.</summary>
    public required IReadOnlyList<string> Paths { get; init; }

    /// <summary>Whether the paths are git repositories whose whole history is to be walked.</summary>
    public bool IsGit { get; init; }

    /// <summary>The agents to look for; empty for all.</summary>
    public IReadOnlyList<Protocol.AgentId> Agents { get; init; } = [];

    /// <summary>What the agents' homes depend on, and where programs are found.</summary>
    public required AgentEnvironment Environment { get; init; }

    /// <summary>Homes beside those that the agents use on this machine.</summary>
    public IReadOnlyList<ExtraRoot> ExtraRoots { get; init; } = [];

    /// <summary>Whether only to say what would be done. Nothing is kept then.</summary>
    public bool DryRun { get; init; }

    /// <summary>How long to wait for another capture of the same home.</summary>
    public TimeSpan Wait { get; init; } = TimeSpan.FromSeconds(30);
}

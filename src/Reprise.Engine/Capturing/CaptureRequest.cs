using Reprise.Agents;
using Reprise.Discovery;
using Reprise.Protocol;

namespace Reprise.Capturing;

/// <summary>What one capture is to do.</summary>
public sealed record CaptureRequest
{
    /// <summary>Files or folders to take; empty for the homes of all agents.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>What finds the sessions in the place of discovery, such as an import; null for discovery.</summary>
    public Func<DiscoveryContext, IReadOnlyList<DiscoveredRoot>>? Search { get; init; }

    /// <summary>The agents to look for; empty for all.</summary>
    public IReadOnlyList<AgentId> Agents { get; init; } = [];

    /// <summary>Sessions that changed within this time wait for a later capture; zero takes them as far as they are.</summary>
    public TimeSpan MinAge { get; init; }

    /// <summary>Whether only to say what would be done. Nothing is written then.</summary>
    public bool DryRun { get; init; }

    /// <summary>Whether to compare the content of all files, not only their lengths and times.</summary>
    public bool Full { get; init; }

    /// <summary>Whether sessions whose folder is gone count as deleted, too.</summary>
    public bool AcceptMissingFolders { get; init; }

    /// <summary>Whether to mask again what was captured with older rules.</summary>
    public bool Remask { get; init; }

    /// <summary>How long to wait for another capture of the same home.</summary>
    public TimeSpan Wait { get; init; } = TimeSpan.FromSeconds(30);
}

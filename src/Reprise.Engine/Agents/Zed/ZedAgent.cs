using Reprise.Protocol;
using Reprise.Reading;

namespace Reprise.Agents.Zed;

/// <summary>The agent of the Zed editor: one database, a row for each thread. Other agents that run in Zed keep their own sessions.</summary>
internal sealed class ZedAgent : IAgent
{
    /// <summary>The name that people type.</summary>
    public static readonly AgentId AgentName = new("zed");

    public AgentId Id => AgentName;

    public string Name => "Zed";

    public IReadOnlyList<string> Homes(AgentEnvironment environment)
    {
        if (environment.Variable("LOCALAPPDATA") is { Length: > 0 } local)
            return [Path.Combine(local, "Zed")];
        if (OperatingSystem.IsMacOS())
            return [Path.Combine(environment.UserHome, "Library", "Application Support", "Zed")];
        string data = environment.Variable("XDG_DATA_HOME") is { Length: > 0 } configured
            ? configured
            : Path.Combine(environment.UserHome, ".local", "share");
        string flatpak = Path.Combine(environment.UserHome, ".var", "app", "dev.zed.Zed", "data", "zed");
        return Directory.Exists(flatpak) ? [Path.Combine(data, "zed"), flatpak] : [Path.Combine(data, "zed")];
    }

    public IEnumerable<SessionFootprint> Discover(string home, DiscoveryContext context) => new ZedDiscovery(home, context).Run();

    // What a database holds is found by its folder.
    public SessionFootprint? Recognize(string path, ReadOnlySpan<byte> head, string root) => null;

    public SessionReader? CreateReader(FileRole role, string relativePath, string sessionId, ReadOnlySpan<byte> state) =>
        role == FileRole.Transcript ? new ZedReader() : null;
}

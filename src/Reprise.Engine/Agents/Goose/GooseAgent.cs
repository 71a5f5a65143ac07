using Reprise.Protocol;
using Reprise.Reading;

namespace Reprise.Agents.Goose;

/// <summary>Goose: sessions are rows of one database; before the autumn of 2025 each was a file of lines.</summary>
internal sealed class GooseAgent : IAgent
{
    /// <summary>The name that people type.</summary>
    public static readonly AgentId AgentName = new("goose");

    public AgentId Id => AgentName;

    public string Name => "Goose";

    public IReadOnlyList<string> Homes(AgentEnvironment environment)
    {
        if (environment.Variable("GOOSE_PATH_ROOT") is { Length: > 0 } root)
            return [Path.Combine(root, "data")];
        if (environment.Variable("APPDATA") is { Length: > 0 } roaming)
            return [Path.Combine(roaming, "Block", "goose", "data")];
        string data = environment.Variable("XDG_DATA_HOME") is { Length: > 0 } configured
            ? configured
            : Path.Combine(environment.UserHome, ".local", "share");
        return [Path.Combine(data, "goose")];
    }

    public IEnumerable<SessionFootprint> Discover(string home, DiscoveryContext context) =>
        new GooseDiscovery(home, context).Run();

    public SessionFootprint? Recognize(string path, ReadOnlySpan<byte> head, string root) =>
        GooseDiscovery.Recognize(path, head, root);

    public SessionReader? CreateReader(FileRole role, string relativePath, string sessionId, ReadOnlySpan<byte> state) =>
        role is not (FileRole.Transcript or FileRole.Metadata) ? null
        : relativePath.Contains($"/{GooseLayout.Database}/", StringComparison.Ordinal) ? new GooseReader(state)
        : new GooseLinesReader(state);
}

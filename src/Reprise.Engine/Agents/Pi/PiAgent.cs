using Reprise.Protocol;
using Reprise.Reading;

namespace Reprise.Agents.Pi;

/// <summary>Pi, the coding agent of pi-mono: one file of lines per session, whose entries form a tree.</summary>
internal sealed class PiAgent : IAgent
{
    /// <summary>The name that people type.</summary>
    public static readonly AgentId AgentName = new("pi");

    public AgentId Id => AgentName;

    public string Name => "Pi";

    // The variable names the folder that the home holds beside nothing else.
    public IReadOnlyList<string> Homes(AgentEnvironment environment) =>
        [environment.Folder("PI_CODING_AGENT_DIR") ?? Path.Combine(environment.UserHome, ".pi")];

    public IEnumerable<SessionFootprint> Discover(string home, DiscoveryContext context) => new PiDiscovery(home, context).Run();

    public SessionFootprint? Recognize(string path, ReadOnlySpan<byte> head, string root)
    {
        if (!PiHead.TryRead(head, out string? named))
            return null;
        string stem = Path.GetFileNameWithoutExtension(path);
        string id = PiLayout.IdOf(stem) ?? named ?? stem;
        return SessionFootprint.OfFile(
            new SessionKey(AgentName, id),
            path,
            root,
            FileRole.Transcript,
            PiLayout.ShapeOf(Path.GetFileName(path))
        );
    }

    public SessionReader? CreateReader(FileRole role, string relativePath, string sessionId, ReadOnlySpan<byte> state) =>
        role == FileRole.Transcript ? new PiReader(state) : null;
}

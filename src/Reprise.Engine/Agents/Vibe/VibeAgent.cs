using Reprise.Protocol;
using Reprise.Reading;

namespace Reprise.Agents.Vibe;

/// <summary>Mistral Vibe: a folder per session, with its messages in lines and what is known of it in a document.</summary>
internal sealed class VibeAgent : IAgent
{
    /// <summary>The name that people type.</summary>
    public static readonly AgentId AgentName = new("vibe");

    public AgentId Id => AgentName;

    public string Name => "Mistral Vibe";

    public IReadOnlyList<string> Homes(AgentEnvironment environment) =>
        [environment.Folder("VIBE_HOME") ?? Path.Combine(environment.UserHome, ".vibe")];

    public IEnumerable<SessionFootprint> Discover(string home, DiscoveryContext context) =>
        new VibeDiscovery(home, context).Run();

    // The session's id stands in another file: one that is named alone is called after its folder.
    public SessionFootprint? Recognize(string path, ReadOnlySpan<byte> head, string root)
    {
        if (!VibeHead.IsMessages(head))
            return null;
        string[] parts = path.Split('/', '\\');
        string id = parts.Length > 1 && parts[^1] == VibeLayout.Messages ? parts[^2] : Path.GetFileNameWithoutExtension(path);
        return SessionFootprint.OfFile(
            new SessionKey(AgentName, id),
            path,
            root,
            FileRole.Transcript,
            VibeLayout.ShapeOf(Path.GetFileName(path))
        );
    }

    public SessionReader? CreateReader(FileRole role, string relativePath, string sessionId, ReadOnlySpan<byte> state) =>
        role switch
        {
            FileRole.Transcript => new VibeReader(subagent: "", state),
            FileRole.Subagent => new VibeReader(VibeLayout.SubagentOf(relativePath), state),
            FileRole.Metadata => new VibeMetaReader(VibeLayout.SubagentOf(relativePath)),
            _ => null,
        };
}

using Reprise.Protocol;
using Reprise.Reading;

namespace Reprise.Agents.Grok;

/// <summary>xAI's Grok Build: a folder per session, with what the model is given in one file and what happened in another.</summary>
internal sealed class GrokAgent : IAgent
{
    /// <summary>The name that people type.</summary>
    public static readonly AgentId AgentName = new("grok");

    public AgentId Id => AgentName;

    public string Name => "Grok Build";

    public IReadOnlyList<string> Homes(AgentEnvironment environment) =>
        [environment.Folder("GROK_HOME") ?? Path.Combine(environment.UserHome, ".grok")];

    public IEnumerable<SessionFootprint> Discover(string home, DiscoveryContext context) =>
        new GrokDiscovery(home, context).Run();

    // Nothing in the records is Grok's alone: the name of the file must say it too.
    public SessionFootprint? Recognize(string path, ReadOnlySpan<byte> head, string root)
    {
        string[] parts = path.Split('/', '\\');
        if (parts.Length < 2 || parts[^1] != GrokLayout.Chat || !GrokHead.IsOwn(head))
            return null;
        return SessionFootprint.OfFile(
            new SessionKey(AgentName, parts[^2]),
            path,
            root,
            FileRole.Transcript,
            GrokLayout.ShapeOf(GrokLayout.Chat)
        );
    }

    public SessionReader? CreateReader(FileRole role, string relativePath, string sessionId, ReadOnlySpan<byte> state) =>
        role switch
        {
            FileRole.Transcript => new GrokReader(state),
            FileRole.Metadata when relativePath.EndsWith(GrokLayout.Updates, StringComparison.Ordinal) => new GrokUsageReader(),
            FileRole.Metadata => new GrokSummaryReader(),
            _ => null,
        };
}

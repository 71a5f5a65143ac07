using Reprise.Protocol;
using Reprise.Reading;

namespace Reprise.Agents.Windsurf;

/// <summary>Windsurf's Cascade: conversations that are encrypted, and transcripts of them where a hook asks for those.</summary>
internal sealed class WindsurfAgent : IAgent
{
    /// <summary>The name that people type.</summary>
    public static readonly AgentId AgentName = new("windsurf");

    public AgentId Id => AgentName;

    public string Name => "Windsurf";

    // What can be read lies in the first one.
    public IReadOnlyList<string> Homes(AgentEnvironment environment)
    {
        string codeium = Path.Combine(environment.UserHome, ".codeium");
        string[] others =
        [
            Path.Combine(codeium, "windsurf"),
            Path.Combine(codeium, "windsurf-next"),
            Path.Combine(codeium, "windsurf-insiders"),
            codeium,
        ];
        return [Path.Combine(environment.UserHome, ".windsurf"), .. others.Where(Directory.Exists)];
    }

    public IEnumerable<SessionFootprint> Discover(string home, DiscoveryContext context) =>
        new WindsurfDiscovery(home, context).Run();

    public SessionFootprint? Recognize(string path, ReadOnlySpan<byte> head, string root)
    {
        var file = new FileInfo(path);
        if (!file.Exists || !WindsurfHead.IsOwn(head))
            return null;
        return SessionFootprint.OfFile(
            new SessionKey(AgentName, Path.GetFileNameWithoutExtension(file.Name)),
            file,
            root,
            FileRole.Transcript,
            WindsurfLayout.ShapeOf(file.Name)
        );
    }

    public SessionReader? CreateReader(FileRole role, string relativePath, string sessionId, ReadOnlySpan<byte> state) =>
        role switch
        {
            FileRole.Transcript => new WindsurfReader(state),
            FileRole.Metadata => new WindsurfPlanReader(relativePath),
            _ => null,
        };
}

using Reprise.Protocol;
using Reprise.Reading;

namespace Reprise.Agents.Droid;

/// <summary>Factory's Droid: one file of lines per session in a folder per project, its settings and tokens beside it.</summary>
internal sealed class DroidAgent : IAgent
{
    /// <summary>The name that people type.</summary>
    public static readonly AgentId AgentName = new("droid");

    public AgentId Id => AgentName;

    public string Name => "Factory Droid";

    public IReadOnlyList<string> Homes(AgentEnvironment environment) => [Path.Combine(environment.UserHome, ".factory")];

    public IEnumerable<SessionFootprint> Discover(string home, DiscoveryContext context) =>
        new DroidDiscovery(home, context).Run();

    public SessionFootprint? Recognize(string path, ReadOnlySpan<byte> head, string root) =>
        DroidHead.IsOwn(head)
            ? SessionFootprint.OfFile(
                new SessionKey(AgentName, Path.GetFileNameWithoutExtension(path)),
                path,
                root,
                FileRole.Transcript,
                DroidLayout.ShapeOf(Path.GetFileName(path))
            )
            : null;

    public SessionReader? CreateReader(FileRole role, string relativePath, string sessionId, ReadOnlySpan<byte> state) =>
        role switch
        {
            FileRole.Transcript => new DroidReader(state),
            FileRole.Metadata => new DroidSettingsReader(),
            _ => null,
        };
}

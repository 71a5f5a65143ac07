using Reprise.Masking;
using Reprise.Protocol;
using Reprise.Reading;

namespace Reprise.Agents.Continue;

/// <summary>Continue, in editors and on the command line: one document per session in one folder.</summary>
internal sealed class ContinueAgent : IAgent
{
    /// <summary>The name that people type.</summary>
    public static readonly AgentId AgentName = new("continue");

    public AgentId Id => AgentName;

    public string Name => "Continue";

    public IReadOnlyList<string> Homes(AgentEnvironment environment) =>
        environment.Variable("CONTINUE_GLOBAL_DIR") is { } configured && !string.IsNullOrWhiteSpace(configured)
            ? [configured.Trim()]
            : [Path.Combine(environment.UserHome, ContinueDiscovery.HomeName)];

    public IEnumerable<SessionFootprint> Discover(string home, DiscoveryContext context) =>
        new ContinueDiscovery(home, context).Run();

    public SessionFootprint? Recognize(string path, ReadOnlySpan<byte> head, string root)
    {
        var file = new FileInfo(path);
        if (!file.Exists || !ContinueHead.IsOwn(head))
            return null;
        return SessionFootprint.OfFile(
            new SessionKey(AgentName, Path.GetFileNameWithoutExtension(file.Name)),
            file,
            root,
            FileRole.Transcript,
            TextShape.Json
        );
    }

    public SessionReader? CreateReader(FileRole role, string relativePath, string sessionId, ReadOnlySpan<byte> state) =>
        role == FileRole.Transcript ? new ContinueReader() : null;
}

using Reprise.Masking;
using Reprise.Protocol;
using Reprise.Reading;

namespace Reprise.Agents.Amp;

/// <summary>Amp: threads are kept on its server, and one document each on the machine that worked on them.</summary>
internal sealed class AmpAgent : IAgent
{
    /// <summary>The name that people type.</summary>
    public static readonly AgentId AgentName = new("amp");

    public AgentId Id => AgentName;

    public string Name => "Amp";

    // The same on Windows, where nobody sets the variables.
    public IReadOnlyList<string> Homes(AgentEnvironment environment) =>
        [
            environment.Folder("AMP_DATA_DIR")
                ?? Path.Combine(
                    environment.Folder("XDG_DATA_HOME") ?? Path.Combine(environment.UserHome, ".local", "share"),
                    "amp"
                ),
        ];

    public IEnumerable<SessionFootprint> Discover(string home, DiscoveryContext context) => new AmpDiscovery(home, context).Run();

    public SessionFootprint? Recognize(string path, ReadOnlySpan<byte> head, string root) =>
        AmpHead.IsOwn(head)
            ? SessionFootprint.OfFile(
                new SessionKey(AgentName, Path.GetFileNameWithoutExtension(path)),
                path,
                root,
                FileRole.Transcript,
                TextShape.Json
            )
            : null;

    public SessionReader? CreateReader(FileRole role, string relativePath, string sessionId, ReadOnlySpan<byte> state) =>
        role == FileRole.Transcript ? new AmpReader() : null;
}

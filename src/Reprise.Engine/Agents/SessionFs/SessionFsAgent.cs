using Reprise.Protocol;
using Reprise.Reading;

namespace Reprise.Agents.SessionFs;

/// <summary>Sessions that SessionFS captured from other agents and keeps in its own form, <c>.sfs</c>.</summary>
internal sealed class SessionFsAgent : IAgent
{
    /// <summary>The name that people type.</summary>
    public static readonly AgentId AgentName = new("sessionfs");

    public AgentId Id => AgentName;

    public string Name => "SessionFS";

    public IReadOnlyList<string> Homes(AgentEnvironment environment) => [];

    public IEnumerable<SessionFootprint> Discover(string home, DiscoveryContext context) => SessionFsLayout.Find(home, context);

    public SessionFootprint? Recognize(string path, ReadOnlySpan<byte> head, string root) => null;

    public SessionReader? CreateReader(FileRole role, string relativePath, string sessionId, ReadOnlySpan<byte> state) =>
        role switch
        {
            FileRole.Transcript => new SessionFsReader(state),
            FileRole.Metadata => new SessionFsFactsReader(),
            _ => null,
        };
}

using Reprise.Protocol;
using Reprise.Reading;

namespace Reprise.Agents.ClaudeAi;

/// <summary>Chats of claude.ai, as its data export gives them: one object per conversation.</summary>
internal sealed class ClaudeAiAgent : IAgent
{
    /// <summary>The name that people type.</summary>
    public static readonly AgentId AgentName = new("claude-ai");

    public AgentId Id => AgentName;

    public string Name => "claude.ai";

    public IReadOnlyList<string> Homes(AgentEnvironment environment) => [];

    public IEnumerable<SessionFootprint> Discover(string home, DiscoveryContext context) => [];

    public SessionFootprint? Recognize(string path, ReadOnlySpan<byte> head, string root) =>
        ClaudeAiHead.TryRead(head, out string? id, out DateTimeOffset? changed)
            ? ExportedChat.Of(AgentName, path, root, id, changed)
            : null;

    public SessionReader? CreateReader(FileRole role, string relativePath, string sessionId, ReadOnlySpan<byte> state) =>
        role == FileRole.Transcript ? new ClaudeAiReader() : null;
}

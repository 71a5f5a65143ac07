using Reprise.Protocol;
using Reprise.Reading;

namespace Reprise.Agents.ChatGpt;

/// <summary>Chats of ChatGPT, as its data export gives them: one object per conversation, with its messages as a tree.</summary>
internal sealed class ChatGptAgent : IAgent
{
    /// <summary>The name that people type.</summary>
    public static readonly AgentId AgentName = new("chatgpt");

    public AgentId Id => AgentName;

    public string Name => "ChatGPT";

    public IReadOnlyList<string> Homes(AgentEnvironment environment) => [];

    public IEnumerable<SessionFootprint> Discover(string home, DiscoveryContext context) => [];

    public SessionFootprint? Recognize(string path, ReadOnlySpan<byte> head, string root) =>
        ChatGptHead.TryRead(head, out string? id, out DateTimeOffset? changed)
            ? ExportedChat.Of(AgentName, path, root, id, changed)
            : null;

    public SessionReader? CreateReader(FileRole role, string relativePath, string sessionId, ReadOnlySpan<byte> state) =>
        role == FileRole.Transcript ? new ChatGptReader() : null;
}

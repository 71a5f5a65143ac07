using Reprise.Protocol;
using Reprise.Reading;

namespace Reprise.Agents.SpecStory;

/// <summary>Sessions of other agents that SpecStory wrote as Markdown into the project that they worked in.</summary>
internal sealed class SpecStoryAgent : IAgent
{
    /// <summary>The name that people type.</summary>
    public static readonly AgentId AgentName = new("specstory");

    public AgentId Id => AgentName;

    public string Name => "SpecStory";

    public IReadOnlyList<string> Homes(AgentEnvironment environment) => [];

    public IEnumerable<SessionFootprint> Discover(string home, DiscoveryContext context) => SpecStoryLayout.Find(home, context);

    public SessionFootprint? Recognize(string path, ReadOnlySpan<byte> head, string root) =>
        SpecStoryHead.TryRead(head, out string? id)
            ? SpecStoryLayout.Of(id ?? Path.GetFileNameWithoutExtension(path), path, root)
            : null;

    public SessionReader? CreateReader(FileRole role, string relativePath, string sessionId, ReadOnlySpan<byte> state) =>
        role == FileRole.Transcript ? new SpecStoryReader() : null;

    public string? FolderOf(string root, string relativePath) =>
        relativePath.StartsWith(SpecStoryLayout.History, StringComparison.Ordinal) ? root : null;
}

using Reprise.Protocol;
using Reprise.Reading;

namespace Reprise.Agents.CopilotCli;

/// <summary>GitHub's Copilot CLI: one folder per session with a log of events, and what the session made beside it.</summary>
internal sealed class CopilotCliAgent : IAgent
{
    /// <summary>The name that people type.</summary>
    public static readonly AgentId AgentName = new("copilot-cli");

    public AgentId Id => AgentName;

    public string Name => "GitHub Copilot CLI";

    public IReadOnlyList<string> Homes(AgentEnvironment environment) =>
        environment.Variable("COPILOT_HOME") is { } configured && !string.IsNullOrWhiteSpace(configured)
            ? [configured.Trim()]
            : [Path.Combine(environment.UserHome, ".copilot")];

    public IEnumerable<SessionFootprint> Discover(string home, DiscoveryContext context) =>
        new CopilotCliDiscovery(home, context).Run();

    public SessionFootprint? Recognize(string path, ReadOnlySpan<byte> head, string root)
    {
        var file = new FileInfo(path);
        if (!file.Exists || !CopilotCliHead.TryRead(head, out string? sessionId))
            return null;
        string stem = Path.GetFileNameWithoutExtension(file.Name);
        string folder = Path.GetFileName(Path.GetDirectoryName(file.FullName)) ?? "";
        // A log is named after its session, or its folder is.
        bool isInFolder = file.Name == CopilotCliLayout.Events && folder.Length > 0;
        return SessionFootprint.OfFile(
            new SessionKey(
                AgentName,
                isInFolder ? folder
                    : CopilotCliLayout.IsDocument(file.Name) ? sessionId ?? stem
                    : stem
            ),
            file,
            root,
            FileRole.Transcript,
            CopilotCliLayout.ShapeOf(file.Name)
        );
    }

    public SessionReader? CreateReader(FileRole role, string relativePath, string sessionId, ReadOnlySpan<byte> state)
    {
        string name = relativePath[(relativePath.LastIndexOf('/') + 1)..];
        return role switch
        {
            FileRole.Transcript when CopilotCliLayout.IsDocument(name) => new CopilotCliDocumentReader(),
            FileRole.Transcript => new CopilotCliReader(state),
            FileRole.Metadata when name == CopilotCliLayout.Workspace => new CopilotCliWorkspaceReader(),
            _ => null,
        };
    }
}

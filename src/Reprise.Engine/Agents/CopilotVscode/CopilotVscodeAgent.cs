using Reprise.Protocol;
using Reprise.Reading;

namespace Reprise.Agents.CopilotVscode;

/// <summary>GitHub Copilot's chat in Visual Studio Code: one file per session in the editor's storage of each folder worked in.</summary>
internal sealed class CopilotVscodeAgent : IAgent
{
    /// <summary>The name that people type.</summary>
    public static readonly AgentId AgentName = new("copilot-vscode");

    public AgentId Id => AgentName;

    public string Name => "VS Code Copilot Chat";

    public IReadOnlyList<string> Homes(AgentEnvironment environment) => CopilotVscodeHomes.List(environment);

    public IEnumerable<SessionFootprint> Discover(string home, DiscoveryContext context) =>
        new CopilotVscodeDiscovery(home, context).Run();

    public SessionFootprint? Recognize(string path, ReadOnlySpan<byte> head, string root)
    {
        var file = new FileInfo(path);
        if (!file.Exists || !CopilotVscodeHead.IsOwn(head))
            return null;
        return SessionFootprint.OfFile(
            new SessionKey(AgentName, Path.GetFileNameWithoutExtension(file.Name)),
            file,
            root,
            FileRole.Transcript,
            CopilotVscodeLayout.ShapeOf(file.Name)
        );
    }

    public SessionReader? CreateReader(FileRole role, string relativePath, string sessionId, ReadOnlySpan<byte> state)
    {
        string name = relativePath[(relativePath.LastIndexOf('/') + 1)..];
        bool isDocument = CopilotVscodeLayout.ShapeOf(name) == Masking.TextShape.Json;
        return role switch
        {
            FileRole.Transcript => new CopilotVscodeReader(isDocument, state),
            FileRole.Metadata when name == CopilotVscodeLayout.Workspace => new CopilotVscodeWorkspaceReader(),
            FileRole.ToolResult when CopilotVscodeLayout.IsReadableOutput(name) => new ToolOutputReader(
                relativePath[(relativePath.IndexOf(CopilotVscodeLayout.Outputs, StringComparison.Ordinal) + 1)..]
            ),
            _ => null,
        };
    }
}

using Reprise.Formats;
using Reprise.Protocol;
using Reprise.Reading;

namespace Reprise.Agents.Gemini;

/// <summary>Google's Gemini CLI: one folder per project, one file per session in it, subagents and outputs in folders beside.</summary>
internal sealed class GeminiAgent : IAgent
{
    /// <summary>The name that people type.</summary>
    public static readonly AgentId AgentName = new("gemini");

    public AgentId Id => AgentName;

    public string Name => "Gemini CLI";

    // The variable takes the place of the user's home: the folder inside it keeps its name.
    public IReadOnlyList<string> Homes(AgentEnvironment environment) =>
        environment.Variable("GEMINI_CLI_HOME") is { } configured && !string.IsNullOrWhiteSpace(configured)
            ? [Path.Combine(configured.Trim(), ".gemini")]
            : [Path.Combine(environment.UserHome, ".gemini")];

    public IEnumerable<SessionFootprint> Discover(string home, DiscoveryContext context) =>
        new GeminiDiscovery(home, context).Run();

    public SessionFootprint? Recognize(string path, ReadOnlySpan<byte> head, string root)
    {
        var file = new FileInfo(path);
        if (!file.Exists || !GeminiChatHead.TryRead(head, out GeminiChatHead found) || found.IsQwen)
            return null;
        string folder = Path.GetFileName(Path.GetDirectoryName(file.FullName)) ?? "";
        return SessionFootprint.OfFile(
            // A subagent's file lies in the folder of the session that started it.
            new SessionKey(AgentName, found.IsSubagent && folder.Length > 0 ? folder : found.SessionId),
            file,
            root,
            found.IsSubagent ? FileRole.Subagent : FileRole.Transcript,
            GeminiLayout.ShapeOf(file.Name)
        );
    }

    public SessionReader? CreateReader(FileRole role, string relativePath, string sessionId, ReadOnlySpan<byte> state)
    {
        string name = relativePath[(relativePath.LastIndexOf('/') + 1)..];
        return role switch
        {
            FileRole.Transcript when GeminiLayout.IsPromptLog(name) => new GeminiLogReader(),
            FileRole.Transcript when GeminiLayout.IsSavedChat(name) => new GeminiSavedChatReader(),
            FileRole.Transcript => new GeminiReader(subagent: "", IsDocument(name), state),
            FileRole.Subagent => new GeminiReader(Path.GetFileNameWithoutExtension(name), IsDocument(name), state),
            FileRole.Metadata when name == GeminiLayout.Marker => new GeminiMarkerReader(),
            FileRole.ToolResult => new ToolOutputReader($"tool-outputs/{name}"),
            _ => null,
        };
    }

    private static bool IsDocument(string name) => GeminiLayout.ShapeOf(name) == Masking.TextShape.Json;
}

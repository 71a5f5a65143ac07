using Reprise.Formats;
using Reprise.Masking;
using Reprise.Protocol;
using Reprise.Reading;

namespace Reprise.Agents.Qwen;

/// <summary>Alibaba's Qwen Code, which began as Gemini CLI: one folder per project, one file per session, subagents beside.</summary>
internal sealed class QwenAgent : IAgent
{
    /// <summary>The name that people type.</summary>
    public static readonly AgentId AgentName = new("qwen");

    public AgentId Id => AgentName;

    public string Name => "Qwen Code";

    // What a session writes can be sent elsewhere than what is set up once; sessions of before stay where they were.
    public IReadOnlyList<string> Homes(AgentEnvironment environment)
    {
        string home = environment.Folder("QWEN_HOME") ?? Path.Combine(environment.UserHome, ".qwen");
        return environment.Folder("QWEN_RUNTIME_DIR") is { } runtime && runtime != home ? [runtime, home] : [home];
    }

    public IEnumerable<SessionFootprint> Discover(string home, DiscoveryContext context) =>
        new QwenDiscovery(home, context).Run();

    public SessionFootprint? Recognize(string path, ReadOnlySpan<byte> head, string root)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
            return null;
        string stem = Path.GetFileNameWithoutExtension(file.Name);
        bool isSubagent = QwenLayout.IsSubagent(file.Name);
        string? id =
            GeminiChatHead.TryRead(head, out GeminiChatHead document) && document.IsQwen ? document.SessionId
            : !QwenHead.TryRead(head, out string? named) ? null
            : isSubagent ? named ?? stem
            : stem;
        if (id is null)
            return null;
        return SessionFootprint.OfFile(
            new SessionKey(AgentName, id),
            file,
            root,
            isSubagent ? FileRole.Subagent : FileRole.Transcript,
            QwenLayout.ShapeOf(file.Name)
        );
    }

    public SessionReader? CreateReader(FileRole role, string relativePath, string sessionId, ReadOnlySpan<byte> state)
    {
        string name = relativePath[(relativePath.LastIndexOf('/') + 1)..];
        return role switch
        {
            FileRole.Transcript when QwenLayout.IsPromptLog(name) => new QwenLogReader(),
            FileRole.Transcript when QwenLayout.ShapeOf(name) == TextShape.Json => new QwenDocumentReader(),
            FileRole.Transcript => new QwenReader(sessionId, subagent: "", state),
            FileRole.Subagent => new QwenReader(sessionId, QwenLayout.SubagentId(name), state),
            _ => null,
        };
    }
}

using Reprise.Protocol;
using Reprise.Reading;

namespace Reprise.Agents.ClaudeCode;

/// <summary>Anthropic's Claude Code: one folder per project, one file per session, files beside it for the rest.</summary>
internal sealed class ClaudeCodeAgent : IAgent
{
    /// <summary>The name that people type.</summary>
    public static readonly AgentId AgentName = new("claude-code");

    public AgentId Id => AgentName;

    public string Name => "Claude Code";

    public IReadOnlyList<string> Homes(AgentEnvironment environment)
    {
        if (environment.Variable("CLAUDE_CONFIG_DIR") is { } configured && !string.IsNullOrWhiteSpace(configured))
            return configured.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        string older = Path.Combine(environment.UserHome, ".config", "claude");
        string home = Path.Combine(environment.UserHome, ".claude");
        return Directory.Exists(older) ? [home, older] : [home];
    }

    public IEnumerable<SessionFootprint> Discover(string home, DiscoveryContext context) =>
        new ClaudeCodeDiscovery(home, context).Run();

    public SessionFootprint? Recognize(string path, ReadOnlySpan<byte> head, string root)
    {
        var file = new FileInfo(path);
        if (!file.Exists || !ClaudeCodeHead.TryRead(head, out string? sessionId))
            return null;
        string stem = Path.GetFileNameWithoutExtension(path);
        bool isSubagent = ClaudeCodeLayout.IsSubagent(file.Name);
        return SessionFootprint.OfFile(
            new SessionKey(AgentName, isSubagent ? sessionId ?? stem : stem),
            file,
            root,
            isSubagent ? FileRole.Subagent : FileRole.Transcript,
            Masking.TextShape.JsonLines
        );
    }

    public SessionReader? CreateReader(FileRole role, string relativePath, string sessionId, ReadOnlySpan<byte> state)
    {
        string name = relativePath[(relativePath.LastIndexOf('/') + 1)..];
        return role switch
        {
            FileRole.Transcript => new ClaudeCodeReader(sessionId, subagent: "", state),
            FileRole.Subagent => new ClaudeCodeReader(sessionId, ClaudeCodeLayout.SubagentId(name), state),
            FileRole.Metadata when ClaudeCodeLayout.IsTitle(name) => new ClaudeCodeTitleReader(),
            FileRole.ToolResult when ClaudeCodeLayout.IsReadableOutput(name) => new ToolOutputReader($"tool-results/{name}"),
            _ => null,
        };
    }
}

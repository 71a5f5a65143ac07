using Reprise.Masking;
using Reprise.Reading;

namespace Reprise.Agents.Vibe;

/// <summary>What the names of Vibe's files and folders mean.</summary>
internal static class VibeLayout
{
    /// <summary>The folder of all sessions, below the home.</summary>
    public const string Sessions = "logs/session";

    /// <summary>A session's messages, in its folder.</summary>
    public const string Messages = "messages.jsonl";

    /// <summary>What is known of a session, in its folder.</summary>
    public const string Meta = "meta.json";

    private const string Subagents = "agents/";

    /// <summary>What a file in a session's folder is.</summary>
    /// <param name="inside">Its path below the folder.</param>
    /// <returns>Null when it is being written and goes when it is complete.</returns>
    public static FileRole? RoleOf(string inside) =>
        inside.EndsWith(".tmp", StringComparison.Ordinal) ? null
        : inside == Messages ? FileRole.Transcript
        : inside == Meta ? FileRole.Metadata
        : !inside.StartsWith(Subagents, StringComparison.Ordinal) ? FileRole.Other
        : inside.EndsWith("/" + Messages, StringComparison.Ordinal) ? FileRole.Subagent
        : inside.EndsWith("/" + Meta, StringComparison.Ordinal) ? FileRole.Metadata
        : FileRole.Other;

    /// <summary>The subagent that a file belongs to: the folder below <c>agents</c>; empty for a session's own.</summary>
    public static string SubagentOf(string relativePath)
    {
        string[] parts = relativePath.Split('/');
        return parts.Length > 2 && parts[^3] == "agents" ? parts[^2] : "";
    }

    /// <summary>How a file's bytes are to be understood.</summary>
    public static TextShape ShapeOf(string name) =>
        Path.GetExtension(name) switch
        {
            ".jsonl" => TextShape.JsonLines,
            ".json" => TextShape.Json,
            _ => TextShape.Text,
        };
}

using Reprise.Masking;
using Reprise.Reading;

namespace Reprise.Agents.Grok;

/// <summary>What the names of Grok's files and folders mean.</summary>
internal static class GrokLayout
{
    /// <summary>The folder of all sessions, with a folder for each project.</summary>
    public const string Sessions = "sessions";

    /// <summary>What the model is given, in a session's folder.</summary>
    public const string Chat = "chat_history.jsonl";

    /// <summary>What happened, in a session's folder.</summary>
    public const string Updates = "updates.jsonl";

    /// <summary>The folder in a session's that has one for each session it started, named after it.</summary>
    public const string Subagents = "subagents";

    private const string Summary = "summary.json";

    /// <summary>What a file in a session's folder is.</summary>
    /// <param name="inside">Its path below the folder.</param>
    /// <param name="isSubagent">Whether another session started this one, whose tokens are in that one's.</param>
    /// <returns>Null when it is being written and goes when it is complete.</returns>
    public static FileRole? RoleOf(string inside, bool isSubagent) =>
        inside switch
        {
            Chat => FileRole.Transcript,
            Summary => FileRole.Metadata,
            Updates => isSubagent ? FileRole.Other : FileRole.Metadata,
            _ => inside.EndsWith(".tmp", StringComparison.Ordinal) || inside.EndsWith(".lock", StringComparison.Ordinal)
                ? null
                : FileRole.Other,
        };

    /// <summary>How a file's bytes are to be understood.</summary>
    public static TextShape ShapeOf(string name) =>
        Path.GetExtension(name) switch
        {
            ".jsonl" => TextShape.JsonLines,
            ".json" => TextShape.Json,
            _ => TextShape.Text,
        };
}

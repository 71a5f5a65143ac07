using Reprise.Masking;
using Reprise.Reading;

namespace Reprise.Agents.Cline;

/// <summary>What the names of the family's files and folders mean.</summary>
internal static class ClineLayout
{
    /// <summary>The folder with a folder for each task, below the home.</summary>
    public const string Tasks = "tasks";

    /// <summary>The folder with a folder for each session of Cline's newer layout, below the home.</summary>
    public const string Sessions = "sessions";

    /// <summary>What the model was told and answered, in a task's folder.</summary>
    public const string History = "api_conversation_history.json";

    /// <summary>What Roo Code says of a task as a whole.</summary>
    public const string HistoryItem = "history_item.json";

    /// <summary>What a task met: files, models, versions.</summary>
    public const string TaskMetadata = "task_metadata.json";

    private const string Screen = "ui_messages.json";
    private const string OlderScreen = "claude_messages.json";
    private const string Messages = ".messages.json";
    private const string Document = ".json";
    private const string Checkpoints = "checkpoints";
    private const string Outputs = "command-output/";

    /// <summary>Whether a file holds what the person saw.</summary>
    public static bool IsScreen(string name) => name is Screen or OlderScreen;

    /// <summary>Whether a folder of a task holds a repository of the project's files: that is no part of the session.</summary>
    public static bool IsRepository(string folder) => folder == Checkpoints;

    /// <summary>What a file of a task is, by its path below the task's folder.</summary>
    public static FileRole TaskRole(string inside) =>
        inside == History ? FileRole.Transcript
        : IsScreen(inside) || inside is HistoryItem or TaskMetadata ? FileRole.Metadata
        : inside.StartsWith(Outputs, StringComparison.Ordinal) ? FileRole.ToolResult
        : FileRole.Other;

    /// <summary>What a file of a session of the newer layout is.</summary>
    /// <param name="session">The session.</param>
    /// <param name="inside">The file's path below the session's folder.</param>
    public static FileRole SessionRole(string session, string inside) =>
        inside == session + Messages ? FileRole.Transcript
        : inside == session + Document ? FileRole.Metadata
        : inside.EndsWith(Messages, StringComparison.Ordinal) && !inside.Contains('/', StringComparison.Ordinal)
            ? FileRole.Subagent
        : FileRole.Other;

    /// <summary>The id of the subagent whose messages a file holds.</summary>
    public static string SubagentId(string name) =>
        name.EndsWith(Messages, StringComparison.Ordinal) ? name[..^Messages.Length] : Path.GetFileNameWithoutExtension(name);

    /// <summary>How a file's bytes are to be understood.</summary>
    public static TextShape ShapeOf(string name) =>
        name.EndsWith(Document, StringComparison.Ordinal) ? TextShape.Json : TextShape.Text;
}

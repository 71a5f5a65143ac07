using Reprise.Masking;

namespace Reprise.Agents.CopilotVscode;

/// <summary>What the names of the editor's files and folders mean.</summary>
internal static class CopilotVscodeLayout
{
    /// <summary>The folder with one folder for each folder worked in, below the home.</summary>
    public const string Workspaces = "User/workspaceStorage";

    /// <summary>The folder of sessions without a folder to work in, below the home.</summary>
    public const string Windowless = "User/globalStorage/emptyWindowChatSessions";

    /// <summary>The file that says which folder a workspace is.</summary>
    public const string Workspace = "workspace.json";

    /// <summary>The folder of sessions, below a workspace's.</summary>
    public const string Chats = "chatSessions";

    /// <summary>The folder with what a session edited, below a workspace's: a folder for each session.</summary>
    public const string Edits = "chatEditingSessions";

    /// <summary>The names of the extension's own folder: capital letters came and went.</summary>
    public static readonly string[] Extension = ["GitHub.copilot-chat", "github.copilot-chat"];

    /// <summary>The folder of the extension's own logs, below its folder.</summary>
    public const string Logs = "transcripts";

    /// <summary>The folder with outputs that were too long, below its folder: a folder for each session.</summary>
    public const string Outputs = "chat-session-resources";

    private const string Lines = ".jsonl";
    private const string Document = ".json";

    /// <summary>Whether a file holds a session.</summary>
    public static bool IsChat(string name) =>
        name.EndsWith(Lines, StringComparison.Ordinal) || name.EndsWith(Document, StringComparison.Ordinal);

    /// <summary>Whether a file holds a session in lines.</summary>
    public static bool IsLog(string name) => name.EndsWith(Lines, StringComparison.Ordinal);

    /// <summary>Whether an output is text worth searching.</summary>
    public static bool IsReadableOutput(string name) => Path.GetExtension(name) is ".txt" or ".md" or ".json" or ".log" or "";

    /// <summary>How a file's bytes are to be understood.</summary>
    public static TextShape ShapeOf(string name) =>
        Path.GetExtension(name) switch
        {
            Lines => TextShape.JsonLines,
            Document => TextShape.Json,
            _ => TextShape.Text,
        };
}

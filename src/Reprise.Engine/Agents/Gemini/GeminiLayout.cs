using Reprise.Masking;

namespace Reprise.Agents.Gemini;

/// <summary>What the names of Gemini CLI's files and folders mean.</summary>
internal static class GeminiLayout
{
    /// <summary>The folder of all projects, below the home.</summary>
    public const string Projects = "tmp";

    /// <summary>The folder of the sessions, below a project's.</summary>
    public const string Chats = "chats";

    /// <summary>The folder of outputs that were too long for the chat, below a project's.</summary>
    public const string Outputs = "tool-outputs";

    /// <summary>The folder of activity logs, below a project's.</summary>
    public const string Logs = "logs";

    /// <summary>The folder of states from before a tool changed a file, below a project's.</summary>
    public const string Checkpoints = "checkpoints";

    /// <summary>The file that says which folder a project is.</summary>
    public const string Marker = ".project_root";

    private const string Lines = ".jsonl";
    private const string Document = ".json";
    private const string Parked = ".unreadable-";
    private const string PerSession = "session-";
    private const string SavedChat = "checkpoint-";

    /// <summary>Whether a folder is a project's: it has a mark of one, or the name of one, which was a SHA-256 before release 0.29.</summary>
    public static bool IsProject(string name, bool hasMark) =>
        hasMark || (name.Length == 64 && name.All(char.IsAsciiHexDigitLower));

    /// <summary>Whether a file holds a chat.</summary>
    public static bool IsChat(string name) =>
        name.EndsWith(Lines, StringComparison.Ordinal) || name.EndsWith(Document, StringComparison.Ordinal);

    /// <summary>The name that a chat had before Gemini CLI put it aside as unreadable; null when it did not.</summary>
    public static string? ParkedName(string name)
    {
        int at = name.LastIndexOf(Parked, StringComparison.Ordinal);
        return at > 0 && IsChat(name[..at]) ? name[..at] : null;
    }

    /// <summary>Whether a file holds the prompts of all sessions of a project.</summary>
    public static bool IsPromptLog(string name) => string.Equals(name, "logs.json", StringComparison.Ordinal);

    /// <summary>Whether a file holds a chat that a person saved under a name.</summary>
    public static bool IsSavedChat(string name) =>
        name.StartsWith(SavedChat, StringComparison.Ordinal)
        && name.EndsWith(Document, StringComparison.Ordinal)
        && name.Length > SavedChat.Length + Document.Length;

    /// <summary>Whether a file belongs to a project and to none of its sessions.</summary>
    public static bool IsOfProject(string name) => IsPromptLog(name) || IsSavedChat(name);

    /// <summary>The name that a person saved a chat under.</summary>
    public static string SavedName(string name) => Uri.UnescapeDataString(name[SavedChat.Length..^Document.Length]);

    /// <summary>The session that a file or folder of logs and outputs is for, as it is spelled in names; null when of none.</summary>
    public static string? OwnerIn(string name)
    {
        string stem = name.EndsWith(Lines, StringComparison.Ordinal) ? name[..^Lines.Length] : name;
        return stem.StartsWith(PerSession, StringComparison.Ordinal) ? stem[PerSession.Length..] : null;
    }

    /// <summary>An id as Gemini CLI spells it in names of files and folders.</summary>
    public static string Safe(string id) =>
        string.Create(
            id.Length,
            id,
            static (safe, id) =>
            {
                for (int i = 0; i < id.Length; i++)
                    safe[i] = char.IsAsciiLetterOrDigit(id[i]) || id[i] is '-' or '_' ? id[i] : '_';
            }
        );

    /// <summary>How a file's bytes are to be understood.</summary>
    public static TextShape ShapeOf(string name) =>
        Path.GetExtension(ParkedName(name) ?? name) switch
        {
            Lines => TextShape.JsonLines,
            Document => TextShape.Json,
            _ => TextShape.Text,
        };
}

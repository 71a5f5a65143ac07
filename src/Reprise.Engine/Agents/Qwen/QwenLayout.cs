using Reprise.Masking;

namespace Reprise.Agents.Qwen;

/// <summary>What the names of Qwen Code's files and folders mean.</summary>
internal static class QwenLayout
{
    /// <summary>The folder of all projects, below the home.</summary>
    public const string Projects = "projects";

    /// <summary>The folder of the sessions, below a project's.</summary>
    public const string Chats = "chats";

    /// <summary>The folder of the subagents, below a project's: a folder for each session.</summary>
    public const string Subagents = "subagents";

    /// <summary>The folder of all projects before sessions were kept in lines, below the home.</summary>
    public const string OlderProjects = "tmp";

    private const string Lines = ".jsonl";
    private const string Document = ".json";
    private const string SubagentPrefix = "agent-";

    /// <summary>Whether a file holds a session.</summary>
    public static bool IsChat(string name) => name.EndsWith(Lines, StringComparison.Ordinal) && name.Length > Lines.Length;

    /// <summary>Whether a file holds a session as older releases wrote it.</summary>
    public static bool IsDocument(string name) => name.EndsWith(Document, StringComparison.Ordinal);

    /// <summary>Whether a file holds the records of a subagent.</summary>
    public static bool IsSubagent(string name) =>
        name.StartsWith(SubagentPrefix, StringComparison.Ordinal) && name.EndsWith(Lines, StringComparison.Ordinal);

    /// <summary>Whether a file is a text that is still being streamed, and goes when it is complete.</summary>
    public static bool IsStream(string name) => name.EndsWith(".stream", StringComparison.Ordinal);

    /// <summary>Whether a file holds the prompts of all sessions of a project.</summary>
    public static bool IsPromptLog(string name) => string.Equals(name, "logs.json", StringComparison.Ordinal);

    /// <summary>The id of the subagent whose records a file holds.</summary>
    public static string SubagentId(string name)
    {
        string stem = Path.GetFileNameWithoutExtension(name);
        return stem.StartsWith(SubagentPrefix, StringComparison.Ordinal) ? stem[SubagentPrefix.Length..] : stem;
    }

    /// <summary>How a file's bytes are to be understood.</summary>
    public static TextShape ShapeOf(string name) =>
        Path.GetExtension(name) switch
        {
            Lines => TextShape.JsonLines,
            Document => TextShape.Json,
            _ => TextShape.Text,
        };
}

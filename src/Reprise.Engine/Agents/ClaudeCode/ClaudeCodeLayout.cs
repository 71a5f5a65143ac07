using Reprise.Masking;
using Reprise.Reading;

namespace Reprise.Agents.ClaudeCode;

/// <summary>What the names of Claude Code's files and folders mean.</summary>
internal static class ClaudeCodeLayout
{
    /// <summary>The folder of all transcripts, below the home.</summary>
    public const string Projects = "projects";

    private const string Lines = ".jsonl";
    private const string SubagentPrefix = "agent-";
    private const string OutputFolder = "tool-results/";
    private const int IdLength = 36;

    /// <summary>Folders below the home that hold one folder per session, and what their files are.</summary>
    public static readonly (string Name, FileRole Role)[] SessionFolders =
    [
        ("file-history", FileRole.FileHistory),
        ("tasks", FileRole.Other),
        ("session-env", FileRole.Other),
        ("image-cache", FileRole.Other),
        ("uploads", FileRole.Other),
        ("remote-agents", FileRole.Other),
    ];

    /// <summary>Folders below the home that hold files whose names begin with a session's id.</summary>
    public static readonly string[] SessionFileFolders = ["todos"];

    /// <summary>Whether a file in a project's folder is a transcript or a subagent of the older layout.</summary>
    public static bool IsTranscript(string name) => name.EndsWith(Lines, StringComparison.Ordinal) && name.Length > Lines.Length;

    /// <summary>Whether a file holds the records of a subagent.</summary>
    public static bool IsSubagent(string name) =>
        name.StartsWith(SubagentPrefix, StringComparison.Ordinal)
        && name.EndsWith(Lines, StringComparison.Ordinal)
        && name.Length > SubagentPrefix.Length + Lines.Length;

    /// <summary>Whether a file beside a transcript holds the title a person gave.</summary>
    public static bool IsTitle(string name) => string.Equals(name, "custom-title.json", StringComparison.Ordinal);

    /// <summary>The id of the subagent whose records a file holds.</summary>
    public static string SubagentId(string name)
    {
        string stem = Path.GetFileNameWithoutExtension(name);
        return stem.StartsWith(SubagentPrefix, StringComparison.Ordinal) ? stem[SubagentPrefix.Length..] : stem;
    }

    /// <summary>The part of a file's name that is a session's id, as in <c>id-agent-id.json</c>.</summary>
    /// <returns>The stem when it begins with no UUID.</returns>
    public static string SessionIdOf(string name)
    {
        string stem = Path.GetFileNameWithoutExtension(name);
        return stem.Length >= IdLength && Guid.TryParseExact(stem[..IdLength], "D", out _) ? stem[..IdLength] : stem;
    }

    /// <summary>What a file beside a transcript is.</summary>
    /// <param name="inside">Its path below the session's folder.</param>
    public static FileRole RoleBeside(string inside)
    {
        string name = inside[(inside.LastIndexOf('/') + 1)..];
        if (inside.StartsWith(OutputFolder, StringComparison.Ordinal))
            return FileRole.ToolResult;
        if (IsSubagent(name))
            return FileRole.Subagent;
        bool isFacts =
            name.StartsWith(SubagentPrefix, StringComparison.Ordinal) && name.EndsWith(".meta.json", StringComparison.Ordinal);
        return isFacts || IsTitle(name) ? FileRole.Metadata : FileRole.Other;
    }

    /// <summary>How a file's bytes are to be understood.</summary>
    public static TextShape ShapeOf(string name) =>
        Path.GetExtension(name) switch
        {
            Lines => TextShape.JsonLines,
            ".json" => TextShape.Json,
            _ => TextShape.Text,
        };

    /// <summary>Whether a tool's output that was put into a file is text worth searching.</summary>
    public static bool IsReadableOutput(string name) =>
        Path.GetExtension(name) is ".txt" or ".log" or ".md" or ".json" or ".csv" or ".html" or "";
}

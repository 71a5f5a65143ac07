using Reprise.Masking;
using Reprise.Reading;

namespace Reprise.Agents.CopilotCli;

/// <summary>What the names of Copilot CLI's files and folders mean.</summary>
internal static class CopilotCliLayout
{
    /// <summary>The folder of all sessions, below the home.</summary>
    public const string Sessions = "session-state";

    /// <summary>The folder of the documents that the first releases wrote, below the home.</summary>
    public const string Documents = "history-session-state";

    /// <summary>A session's log, in its folder.</summary>
    public const string Events = "events.jsonl";

    /// <summary>The file with a session's title, in its folder.</summary>
    public const string Workspace = "workspace.yaml";

    private const string Lines = ".jsonl";

    /// <summary>Whether a file beside the sessions' folders is a log of a session without one.</summary>
    public static bool IsLog(string name) => name.EndsWith(Lines, StringComparison.Ordinal) && name.Length > Lines.Length;

    /// <summary>Whether a file is a document that the first releases wrote.</summary>
    public static bool IsDocument(string name) => name.EndsWith(".json", StringComparison.Ordinal);

    /// <summary>What a file in a session's folder is.</summary>
    /// <param name="inside">Its path below the folder.</param>
    /// <returns>Null when it is no part of the session: a lock, or a database that is in use.</returns>
    public static FileRole? RoleOf(string inside)
    {
        if (inside == Events)
            return FileRole.Transcript;
        if (inside == Workspace)
            return FileRole.Metadata;
        bool isState =
            inside.EndsWith(".lock", StringComparison.Ordinal)
            || inside.EndsWith(".db", StringComparison.Ordinal)
            || inside.EndsWith(".db-wal", StringComparison.Ordinal)
            || inside.EndsWith(".db-shm", StringComparison.Ordinal);
        if (isState)
            return null;
        return inside.StartsWith("rewind-snapshots/", StringComparison.Ordinal) ? FileRole.FileHistory : FileRole.Other;
    }

    /// <summary>How a file's bytes are to be understood.</summary>
    public static TextShape ShapeOf(string name) =>
        Path.GetExtension(name) switch
        {
            Lines => TextShape.JsonLines,
            ".json" => TextShape.Json,
            _ => TextShape.Text,
        };
}

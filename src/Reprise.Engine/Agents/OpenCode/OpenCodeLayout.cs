namespace Reprise.Agents.OpenCode;

/// <summary>Where OpenCode keeps what.</summary>
internal static class OpenCodeLayout
{
    /// <summary>The tree of small files.</summary>
    public const string Tree = "storage";

    /// <summary>The folders in the tree.</summary>
    public const string Sessions = "session";
    public const string Messages = "message";
    public const string Parts = "part";

    /// <summary>Folders in the tree with one file for a session.</summary>
    public static readonly string[] Beside = ["session_diff", "todo", "session_share"];

    private const string DatabaseEnding = ".db";
    private const string FileEnding = ".json";

    /// <summary>Whether a file is a database of the agent: of a channel it has the channel's name behind a hyphen.</summary>
    public static bool IsDatabase(string name, string agentFolder) =>
        name.EndsWith(DatabaseEnding, StringComparison.Ordinal)
        && name.StartsWith(agentFolder, StringComparison.Ordinal)
        && (name.Length == agentFolder.Length + DatabaseEnding.Length || name[agentFolder.Length] == '-');

    /// <summary>The id that a file of the tree is named after; null when it is another file.</summary>
    public static string? IdOf(string name) =>
        name.EndsWith(FileEnding, StringComparison.Ordinal) ? name[..^FileEnding.Length] : null;

    /// <summary>The name of what is read in the place of a file.</summary>
    /// <param name="sessionName">The session's name in the archive.</param>
    public static string Transcript(string sessionName) => sessionName + ".jsonl";

    /// <inheritdoc cref="Transcript"/>
    public static string Facts(string sessionName) => sessionName + ".session.jsonl";
}

namespace Reprise.Agents.Cursor;

/// <summary>Where Cursor keeps what.</summary>
internal static class CursorLayout
{
    /// <summary>The editor's database of all conversations, below its home.</summary>
    public const string GlobalDatabase = "User/globalStorage/" + Database;

    /// <summary>The folders of workspaces, each with a database and a file that says which folder it is.</summary>
    public const string Workspaces = "User/workspaceStorage";

    public const string Database = "state.vscdb";
    public const string WorkspaceFile = "workspace.json";

    /// <summary>The conversations of the command line, below its home.</summary>
    public static readonly string[] Chats = ["chats", "acp-sessions"];

    public const string ChatDatabase = "store.db";
    public const string ChatFile = "meta.json";

    /// <summary>The folder of projects with transcripts, below the home of the command line.</summary>
    public const string Projects = "projects";
    public const string Transcripts = "agent-transcripts";
    public const string Subagents = "subagents";

    private const string Lines = ".jsonl";

    /// <summary>Whether a file is a transcript.</summary>
    public static bool IsTranscript(string name) => name.EndsWith(Lines, StringComparison.Ordinal);

    /// <summary>The place of a conversation's messages below its database.</summary>
    /// <param name="name">The session's name in the archive.</param>
    public static string Messages(string name) => name + Lines;

    /// <summary>The place of what is known of a conversation as a whole.</summary>
    /// <inheritdoc cref="Messages"/>
    public static string Composer(string name) => name + ".composer" + Lines;

    /// <summary>The place of what else belongs to a conversation.</summary>
    /// <inheritdoc cref="Messages"/>
    public static string Context(string name) => name + ".context" + Lines;

    /// <summary>The homes of the editor on the Windows side of a Linux that runs in it.</summary>
    public static IEnumerable<string> WindowsHomes(string folder)
    {
        const string Users = "/mnt/c/Users";
        if (!Directory.Exists(Users))
            yield break;
        foreach (string user in Directory.EnumerateDirectories(Users))
        {
            string home = Path.Combine(user, "AppData", "Roaming", folder);
            if (Directory.Exists(home))
                yield return home;
        }
    }
}

namespace Reprise.Agents.Cline;

/// <summary>Lists where an extension of the family keeps its tasks.</summary>
internal static class ClineHomes
{
    // Source: FORMAT.md. The first is what people have.
    private static readonly string[] _programs =
    [
        "Code",
        "Code - Insiders",
        "VSCodium",
        "Code - OSS",
        "Cursor",
        "Windsurf",
        "Windsurf - Next",
        "Trae",
        "Antigravity",
    ];
    private static readonly string[] _servers =
    [
        ".vscode-server",
        ".vscode-server-insiders",
        ".vscodium-server",
        ".vscode-remote",
        ".cursor-server",
        ".windsurf-server",
    ];

    /// <summary>Lists the extension's folder in every editor that has one, and Cline's own.</summary>
    /// <param name="environment">What the places depend on.</param>
    /// <param name="extension">The extension's folder in an editor's storage.</param>
    /// <param name="hasOwnFolder">Whether it keeps sessions outside of the editors, too.</param>
    public static IReadOnlyList<string> List(AgentEnvironment environment, string extension, bool hasOwnFolder)
    {
        List<string> homes = [];
        foreach (string data in EditorFolders.List(environment, _programs, _servers))
        {
            string home = Path.Combine(data, "User", "globalStorage", extension);
            if (homes.Count == 0 || Directory.Exists(home))
                homes.Add(home);
        }
        // Code in a browser has its own place.
        string web = Path.Combine(environment.UserHome, ".local", "share", "code-server", "User", "globalStorage", extension);
        if (Directory.Exists(web))
            homes.Add(web);
        if (hasOwnFolder)
            homes.AddRange(Own(environment));
        return homes;
    }

    private static IEnumerable<string> Own(AgentEnvironment environment)
    {
        string data =
            Value("CLINE_DATA_DIR") ?? Path.Combine(Value("CLINE_DIR") ?? Path.Combine(environment.UserHome, ".cline"), "data");
        yield return data;
        // The variable names the folder of sessions itself; what it is called by default belongs to the layout.
        if (Value("CLINE_SESSION_DATA_DIR") is { } sessions && Path.GetFileName(sessions) == ClineLayout.Sessions)
        {
            if (Path.GetDirectoryName(sessions) is { Length: > 0 } parent && parent != data)
                yield return parent;
        }

        string? Value(string name) =>
            environment.Variable(name) is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;
    }
}

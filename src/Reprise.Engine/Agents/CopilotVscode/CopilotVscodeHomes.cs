namespace Reprise.Agents.CopilotVscode;

/// <summary>Lists where Visual Studio Code and its relatives keep their data on any system.</summary>
internal static class CopilotVscodeHomes
{
    // Source: FORMAT.md. The first is what people have.
    private static readonly string[] _programs = ["Code", "Code - Insiders", "VSCodium", "Code - OSS"];
    private static readonly string[] _servers =
    [
        ".vscode-server",
        ".vscode-server-insiders",
        ".vscodium-server",
        ".vscode-remote",
    ];

    /// <summary>Lists the place of the system first, and all others that are there.</summary>
    public static IReadOnlyList<string> List(AgentEnvironment environment)
    {
        List<string> roots = [.. Roots(environment)];
        var homes = new List<string> { Path.Combine(roots[0], _programs[0]) };
        foreach (string root in roots)
            homes.AddRange(_programs.Select(program => Path.Combine(root, program)).Where(Directory.Exists));
        homes.AddRange(_servers.Select(server => Path.Combine(environment.UserHome, server, "data")).Where(Directory.Exists));
        if (environment.Variable("VSCODE_PORTABLE") is { Length: > 0 } portable)
            homes.Add(Path.Combine(portable, "user-data"));
        return [.. homes.Distinct(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> Roots(AgentEnvironment environment)
    {
        string user = environment.UserHome;
        string mac = Path.Combine(user, "Library", "Application Support");
        string windows = Path.Combine(user, "AppData", "Roaming");
        string linux = environment.Variable("XDG_CONFIG_HOME") is { Length: > 0 } config ? config : Path.Combine(user, ".config");
        if (environment.Variable("VSCODE_APPDATA") is { Length: > 0 } given)
            yield return given;
        string? roaming = environment.Variable("APPDATA") is { Length: > 0 } appData ? Mounted(appData) : null;
        if (OperatingSystem.IsWindows())
            yield return roaming ?? windows;
        if (OperatingSystem.IsMacOS())
            yield return mac;
        yield return linux;
        // A home that was copied from another system, or a Windows that this Linux runs in.
        yield return mac;
        yield return windows;
        if (roaming is not null)
            yield return roaming;
    }

    /// <summary>Where the Linux that runs in a Windows finds a folder of it.</summary>
    private static string Mounted(string path)
    {
        bool isWindows = path.Length > 2 && char.IsAsciiLetter(path[0]) && path[1] == ':';
        return isWindows && !OperatingSystem.IsWindows()
            ? $"/mnt/{char.ToLowerInvariant(path[0])}{path[2..].Replace('\\', '/')}"
            : path;
    }
}

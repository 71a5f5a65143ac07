namespace Reprise.Agents;

/// <summary>Lists where Visual Studio Code and the editors made of it keep a user's data, on any system.</summary>
internal static class EditorFolders
{
    /// <summary>Lists the place of the first program on this system, and all others that are there.</summary>
    /// <param name="environment">What the places depend on.</param>
    /// <param name="programs">The folders of the programs among the user's settings; the first is what people have.</param>
    /// <param name="servers">The folders, in the user's home, of the programs' other halves on a machine that is reached from afar.</param>
    public static IReadOnlyList<string> List(AgentEnvironment environment, string[] programs, string[] servers)
    {
        List<string> roots = [.. Roots(environment)];
        var folders = new List<string> { Path.Combine(roots[0], programs[0]) };
        foreach (string root in roots)
            folders.AddRange(programs.Select(program => Path.Combine(root, program)).Where(Directory.Exists));
        folders.AddRange(servers.Select(server => Path.Combine(environment.UserHome, server, "data")).Where(Directory.Exists));
        if (environment.Variable("VSCODE_PORTABLE") is { Length: > 0 } portable)
            folders.Add(Path.Combine(portable, "user-data"));
        return [.. folders.Distinct(StringComparer.Ordinal)];
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

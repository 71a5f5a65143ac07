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
    public static IReadOnlyList<string> List(AgentEnvironment environment) =>
        EditorFolders.List(environment, _programs, _servers);
}

namespace Reprise.Agents;

/// <summary>What an agent's paths depend on, given by the caller: the engine reads no environment itself.</summary>
/// <param name="UserHome">The user's home folder.</param>
/// <param name="Variable">Returns an environment variable, or null when it is not set.</param>
public sealed record AgentEnvironment(string UserHome, Func<string, string?> Variable)
{
    /// <summary>Folders that sessions captured before worked in, for agents that keep theirs in the project and list none.</summary>
    public IReadOnlyList<string> WorkFolders { get; init; } = [];

    /// <summary>Returns the folder that a variable names, with <c>~</c> for the user's home; null when it names none.</summary>
    public string? Folder(string variable)
    {
        if (Variable(variable) is not { } value || string.IsNullOrWhiteSpace(value))
            return null;
        string path = value.Trim();
        bool isBelowUser =
            path == "~" || path.StartsWith("~/", StringComparison.Ordinal) || path.StartsWith(@"~\", StringComparison.Ordinal);
        return isBelowUser ? Path.Combine(UserHome, path[1..].TrimStart('/', '\\')) : path;
    }
}

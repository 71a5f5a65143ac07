using Reprise.Reading;

namespace Reprise.Agents.Aider;

/// <summary>Finds the folders to look in: nothing lists the projects that Aider was used in.</summary>
internal static class AiderProjects
{
    /// <summary>The name that the file has unless a person gives it another.</summary>
    public const string FileName = ".aider.chat.history.md";

    /// <summary>Lists the user's home, the places with projects in it, and the projects that other agents worked in.</summary>
    public static IReadOnlyList<string> Homes(AgentEnvironment environment)
    {
        var search = new ProjectSearch(environment, FileName);
        List<string> homes = [.. search.Places()];
        HashSet<string> known = homes.Select(RealPath.Of).ToHashSet(StringComparer.Ordinal);
        if (environment.Variable("AIDER_CHAT_HISTORY_FILE") is { Length: > 0 } file && Path.IsPathRooted(file))
            Add(Path.GetDirectoryName(file));
        foreach (string project in search.Worked())
            Add(project);
        return homes;

        // The folders in a home are searched, too.
        void Add(string? project)
        {
            if (project is null || known.Contains(RealPath.Of(project)))
                return;
            if (!known.Contains(Path.GetDirectoryName(RealPath.Of(project)) ?? "") && known.Add(RealPath.Of(project)))
                homes.Add(project);
        }
    }
}

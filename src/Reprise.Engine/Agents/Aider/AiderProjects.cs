using Reprise.Reading;

namespace Reprise.Agents.Aider;

/// <summary>Finds the folders to look in: nothing lists the projects that Aider was used in.</summary>
internal static class AiderProjects
{
    /// <summary>The name that the file has unless a person gives it another.</summary>
    public const string FileName = ".aider.chat.history.md";

    /// <summary>How far above a folder that was worked in its project may begin.</summary>
    private const int MaxFoldersAbove = 8;

    // Where people keep their projects, in their home.
    private static readonly string[] _places =
    [
        "code",
        "Code",
        "dev",
        "Developer",
        "git",
        "projects",
        "Projects",
        "repos",
        "source/repos",
        "src",
        "work",
        "workspace",
        "Documents",
        "Desktop",
    ];

    /// <summary>Lists the user's home, the places with projects in it, and the projects that other agents worked in.</summary>
    public static IReadOnlyList<string> Homes(AgentEnvironment environment)
    {
        List<string> homes = [environment.UserHome];
        homes.AddRange(_places.Select(place => Path.Combine([environment.UserHome, .. place.Split('/')])).Where(HasProject));
        if (environment.Variable("AIDER_CHAT_HISTORY_FILE") is { Length: > 0 } file && Path.IsPathRooted(file))
            Add(Path.GetDirectoryName(file));
        foreach (string folder in environment.WorkFolders)
            Add(ProjectOf(folder, environment.UserHome));
        return homes;

        // The folders in a home are searched, too.
        void Add(string? project)
        {
            if (project is null || homes.Contains(project, StringComparer.Ordinal))
                return;
            if (!homes.Contains(Path.GetDirectoryName(project), StringComparer.Ordinal))
                homes.Add(project);
        }
    }

    private static bool HasProject(string place) =>
        FolderListing
            .Of(place, static (_, _) => { })
            .Exists(item => item.IsFolder && !item.IsLink && File.Exists(Path.Combine(place, item.Name, FileName)));

    // The file lies at the root of the repository, and the other agent may have worked below it.
    private static string? ProjectOf(string folder, string userHome)
    {
        string? at = Path.IsPathRooted(folder) ? folder : null;
        for (int level = 0; level < MaxFoldersAbove && at is not null && at != userHome; level++, at = Path.GetDirectoryName(at))
        {
            if (File.Exists(Path.Combine(at, FileName)))
                return at;
        }
        return null;
    }
}

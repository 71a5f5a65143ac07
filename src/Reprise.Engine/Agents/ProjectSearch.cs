using Reprise.Reading;

namespace Reprise.Agents;

/// <summary>Finds the projects that hold a file, for agents that keep their sessions there and do not list every project.</summary>
/// <param name="environment">The user's home, and where sessions captured before worked.</param>
/// <param name="file">The file's path in a project.</param>
internal sealed class ProjectSearch(AgentEnvironment environment, string file)
{
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

    /// <summary>Lists the folders of projects: the user's home, and the places in it with a project that holds the file.</summary>
    public IEnumerable<string> Places()
    {
        string home = environment.UserHome;
        // Where case does not matter, one folder answers to two of the names.
        HashSet<string> names = FolderListing
            .Of(home, static (_, _) => { })
            .Select(item => item.Name)
            .ToHashSet(StringComparer.Ordinal);
        return _places
            .Select(place => place.Split('/'))
            .Where(place => names.Contains(place[0]))
            .Select(place => Path.Combine([home, .. place]))
            .Where(place => Below(place).Any())
            .Prepend(home);
    }

    /// <summary>Lists the projects with the file that sessions captured before worked in, the same one perhaps several times.</summary>
    public IEnumerable<string> Worked() => environment.WorkFolders.Select(ProjectOf).OfType<string>();

    /// <summary>Lists all projects with the file, the same one perhaps several times: places, what is in them, and those worked in.</summary>
    public IEnumerable<string> Projects() =>
        Places().SelectMany(place => Below(place).Prepend(place).Where(IsProject)).Concat(Worked());

    // A link leads to what is found in its place.
    private IEnumerable<string> Below(string place) =>
        FolderListing
            .Of(place, static (_, _) => { })
            .Where(item => item.IsFolder && !item.IsLink)
            .Select(item => Path.Combine(place, item.Name))
            .Where(IsProject);

    // The file lies at the root of the repository, and the other agent may have worked below it.
    private string? ProjectOf(string folder)
    {
        string? at = Path.IsPathRooted(folder) ? folder : null;
        for (int level = 0; level < MaxFoldersAbove && at is not null; level++, at = Path.GetDirectoryName(at))
        {
            if (at == environment.UserHome)
                return null;
            if (IsProject(at))
                return at;
        }
        return null;
    }

    private bool IsProject(string folder) => File.Exists(Path.Combine(folder, file));
}

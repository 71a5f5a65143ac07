using Reprise.Protocol;
using Reprise.Reading;

namespace Reprise.Agents.Crush;

/// <summary>Crush: a database in the folder of each project, and a file that names the projects.</summary>
internal sealed class CrushAgent : IAgent
{
    /// <summary>The name that people type.</summary>
    public static readonly AgentId AgentName = new("crush");

    public AgentId Id => AgentName;

    public string Name => "Crush";

    public bool SharesHomes => true;

    public IReadOnlyList<string> Homes(AgentEnvironment environment)
    {
        string global = GlobalFolder(environment);
        var search = new ProjectSearch(environment, Path.Combine(CrushDiscovery.Folder, CrushDiscovery.Database));
        // Older releases list no projects, and the list can be lost.
        List<string> homes =
        [
            .. CrushProjects
                .Homes(Path.Combine(global, CrushProjects.FileName))
                .Concat(search.Projects())
                .DistinctBy(RealPath.Of, StringComparer.Ordinal),
        ];
        return homes.Count == 0 ? [global] : homes;
    }

    public IEnumerable<SessionFootprint> Discover(string home, DiscoveryContext context) =>
        new CrushDiscovery(home, context).Run();

    // What a database holds is found by its folder.
    public SessionFootprint? Recognize(string path, ReadOnlySpan<byte> head, string root) => null;

    public SessionReader? CreateReader(FileRole role, string relativePath, string sessionId, ReadOnlySpan<byte> state) =>
        role is FileRole.Transcript or FileRole.Metadata ? new CrushReader() : null;

    public string? FolderOf(string root, string relativePath) =>
        relativePath.StartsWith(CrushDiscovery.Folder + "/", StringComparison.Ordinal) ? root : null;

    private static string GlobalFolder(AgentEnvironment environment)
    {
        if (environment.Variable("CRUSH_GLOBAL_DATA") is { Length: > 0 } configured)
            return configured;
        if (environment.Variable("XDG_DATA_HOME") is { Length: > 0 } data)
            return Path.Combine(data, "crush");
        return environment.Variable("LOCALAPPDATA") is { Length: > 0 } local
            ? Path.Combine(local, "crush")
            : Path.Combine(environment.UserHome, ".local", "share", "crush");
    }
}

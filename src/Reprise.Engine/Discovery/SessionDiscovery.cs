using Reprise.Agents;
using Reprise.Reading;

namespace Reprise.Discovery;

/// <summary>Finds the sessions of all agents: in their homes, or in the files and folders that a person names.</summary>
/// <param name="environment">What the agents' homes depend on.</param>
/// <param name="extraRoots">Homes beside those that the agents use on this machine.</param>
public sealed class SessionDiscovery(AgentEnvironment environment, IReadOnlyList<ExtraRoot> extraRoots)
{
    /// <summary>Searches all homes.</summary>
    /// <param name="agents">The agents to look for.</param>
    /// <param name="context">What earlier captures know, and where problems are reported.</param>
    public IReadOnlyList<DiscoveredRoot> FindAll(IReadOnlyList<IAgent> agents, DiscoveryContext context)
    {
        var roots = new List<DiscoveredRoot>();
        foreach ((IAgent agent, string home) in Homes(agents))
        {
            bool exists = Directory.Exists(home);
            IReadOnlyList<SessionFootprint> sessions = exists ? [.. agent.Discover(home, context)] : [];
            roots.Add(new DiscoveredRoot(agent, home, IsHome: true, exists, sessions));
        }
        return roots;
    }

    /// <summary>Searches what a person named.</summary>
    /// <param name="paths">Files or folders, absolute.</param>
    /// <param name="agents">The agents to look for.</param>
    /// <param name="context">What earlier captures know, and where problems are reported.</param>
    public IReadOnlyList<DiscoveredRoot> FindIn(
        IReadOnlyList<string> paths,
        IReadOnlyList<IAgent> agents,
        DiscoveryContext context
    )
    {
        var roots = new List<DiscoveredRoot>();
        foreach (string path in paths)
        {
            int before = roots.Count;
            if (FindInHomes(path, agents, context) is { Count: > 0 } inHomes)
                roots.AddRange(inHomes);
            else
                roots.AddRange(new PathSearch(agents, context).Find(path));
            if (roots.Count == before && (File.Exists(path) || Directory.Exists(path)))
                context.Report(path, "no session of a known agent was found there");
        }
        return roots;
    }

    /// <summary>Lists the homes of the agents, each once.</summary>
    public IReadOnlyList<(IAgent Agent, string Home)> Homes(IReadOnlyList<IAgent> agents)
    {
        var homes = new List<(IAgent, string)>();
        foreach (IAgent agent in agents)
        {
            IEnumerable<string> extra = extraRoots.Where(root => root.Agent == agent.Id).Select(root => root.Path);
            IEnumerable<string> all = agent.Homes(environment).Concat(extra).Select(Normal);
            homes.AddRange(all.Distinct(StringComparer.Ordinal).Select(home => (agent, home)));
        }
        return homes;
    }

    // A file that lies in a known home is taken as a part of it, so that it is not captured a second time from another root.
    private List<DiscoveredRoot> FindInHomes(string path, IReadOnlyList<IAgent> agents, DiscoveryContext context)
    {
        var found = new List<DiscoveredRoot>();
        foreach ((IAgent agent, string home) in Homes(agents))
        {
            if (!IsWithin(path, home) || !Directory.Exists(home))
                continue;
            SessionFootprint[] sessions =
            [
                .. agent.Discover(home, context).Where(session => session.Files.Any(file => IsWithin(file.Path, path))),
            ];
            if (sessions.Length > 0)
                found.Add(new DiscoveredRoot(agent, home, IsHome: false, Exists: true, sessions));
        }
        return found;
    }

    private static bool IsWithin(string path, string folder) =>
        path == folder || path.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static string Normal(string path) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
}

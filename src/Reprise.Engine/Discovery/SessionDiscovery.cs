using Reprise.Agents;
using Reprise.Reading;

namespace Reprise.Discovery;

/// <summary>Finds the sessions of all agents: in their homes, or in the files and folders that a person names.</summary>
/// <param name="environment">What the agents' homes depend on.</param>
/// <param name="extraRoots">Homes beside those that the agents use on this machine.</param>
public sealed class SessionDiscovery(AgentEnvironment environment, IReadOnlyList<ExtraRoot> extraRoots)
{
    private readonly IReadOnlyList<NeighbourUser> _neighbours = NeighbourUser.Find(environment);

    /// <summary>Searches all homes.</summary>
    /// <param name="agents">The agents to look for.</param>
    /// <param name="context">What earlier captures know, and where problems are reported.</param>
    public IReadOnlyList<DiscoveredRoot> FindAll(IReadOnlyList<IAgent> agents, DiscoveryContext context)
    {
        var roots = new List<DiscoveredRoot>();
        foreach (AgentHome home in Homes(agents))
        {
            bool exists = Directory.Exists(home.Path);
            // Nobody asked for what is beside this system: it is not told that there is nothing.
            if (exists || !home.IsNeighbour)
                roots.Add(
                    new DiscoveredRoot(home.Agent, home.Path, IsHome: true, exists, exists ? [.. home.Discover(context)] : [])
                    {
                        Host = home.Host,
                    }
                );
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

    /// <summary>Lists the homes of the agents, each once: those of this system, those that a person named, and those beside it.</summary>
    public IReadOnlyList<AgentHome> Homes(IReadOnlyList<IAgent> agents)
    {
        var homes = new List<AgentHome>();
        foreach (IAgent agent in agents)
        {
            IEnumerable<AgentHome> named = extraRoots
                .Where(root => root.Agent == agent.Id)
                .Select(root => new AgentHome(agent, Normal(root.Path), root.Host));
            IEnumerable<AgentHome> own = agent.Homes(environment).Select(home => new AgentHome(agent, Normal(home), null));
            IEnumerable<AgentHome> beside = _neighbours.SelectMany(neighbour =>
                agent
                    .Homes(neighbour.Environment)
                    .Select(home => new AgentHome(agent, Normal(home), neighbour.Host) { IsNeighbour = true })
            );
            // What a person says of a place counts more than what was found out.
            homes.AddRange(named.Concat(own).Concat(beside).DistinctBy(home => home.Path, StringComparer.Ordinal));
        }
        return homes;
    }

    // A file that lies in a known home is taken as a part of it, so that it is not captured a second time from another root.
    private List<DiscoveredRoot> FindInHomes(string path, IReadOnlyList<IAgent> agents, DiscoveryContext context)
    {
        var found = new List<DiscoveredRoot>();
        foreach (AgentHome home in Homes(agents))
        {
            if (home.Agent.SharesHomes || !IsWithin(path, home.Path) || !Directory.Exists(home.Path))
                continue;
            SessionFootprint[] sessions =
            [
                .. home.Discover(context).Where(session => session.Files.Any(file => IsWithin(file.Path, path))),
            ];
            if (sessions.Length > 0)
                found.Add(new DiscoveredRoot(home.Agent, home.Path, IsHome: false, Exists: true, sessions) { Host = home.Host });
        }
        return found;
    }

    private static bool IsWithin(string path, string folder) =>
        path == folder || path.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static string Normal(string path) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
}

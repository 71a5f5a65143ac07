using Reprise.Agents;
using Reprise.Discovery;
using Reprise.Protocol;
using Reprise.Reading;

namespace Reprise.Importing;

/// <summary>Finds the sessions of all agents among held files, as if the files lay in a home.</summary>
/// <param name="agents">The agents to look for.</param>
/// <param name="homes">The homes of the agents on this machine.</param>
/// <param name="context">Where problems are reported.</param>
internal sealed class HeldSearch(IReadOnlyList<IAgent> agents, IReadOnlyList<AgentHome> homes, DiscoveryContext context)
{
    /// <summary>Finds the sessions.</summary>
    /// <param name="files">The files; a path is of one only.</param>
    /// <param name="place">The folder that their paths start from, absolute.</param>
    /// <param name="isMaskedCopy">Whether another program masked them.</param>
    public IReadOnlyList<DiscoveredRoot> Find(IEnumerable<HeldFile> files, string place, bool isMaskedCopy)
    {
        using var skeleton = new Skeleton(files, context.Report);
        var known = new Dictionary<string, SessionKey?>(StringComparer.Ordinal);
        var inner = new DiscoveryContext(path => OwnerOf(skeleton, path, known));
        IReadOnlyList<DiscoveredRoot> roots = new PathSearch(agents, inner, path => HeadOf(skeleton, path)).Find(skeleton.Folder);
        foreach (DiscoveryProblem problem in inner.Problems)
            context.Report(NameOf(skeleton, problem.Path, place), problem.Reason);
        return [.. roots.Select(root => Translate(root, skeleton, place, isMaskedCopy)).Where(root => root.Sessions.Count > 0)];
    }

    private static string NameOf(Skeleton skeleton, string path, string place) => Real(skeleton, path, place);

    private ReadOnlyMemory<byte> HeadOf(Skeleton skeleton, string path)
    {
        if (!MayTell(path) || skeleton.Find(path) is not { } file)
            return default;
        try
        {
            return file.Latest.Content.ReadHead(PathSearch.HeadBytes);
        }
        catch (IOException error)
        {
            context.Report(file.Path, HeldProblem.Of(error));
            return default;
        }
    }

    // What holds no records need not be looked into.
    private static bool MayTell(string path) =>
        Path.GetExtension(path) switch
        {
            ".jsonl" or ".json" => true,
            ".md" => path.Contains(".specstory", StringComparison.Ordinal),
            _ => false,
        };

    // Whose file it is may stand in its first lines alone.
    private SessionKey? OwnerOf(Skeleton skeleton, string path, Dictionary<string, SessionKey?> known)
    {
        if (known.TryGetValue(path, out SessionKey? key))
            return key;
        ReadOnlyMemory<byte> head = HeadOf(skeleton, path);
        if (!head.IsEmpty)
            key = agents
                .Select(agent => agent.Recognize(path, head.Span, skeleton.Folder))
                .FirstOrDefault(found => found is not null)
                ?.Key;
        known.Add(path, key);
        return key;
    }

    private DiscoveredRoot Translate(DiscoveredRoot root, Skeleton skeleton, string place, bool isMaskedCopy)
    {
        // Single files that were recognised lie anywhere; what a home's layout holds belongs into the home.
        HashSet<SessionKey> laidOut =
        [
            .. root.Agent.Discover(root.Path, new DiscoveryContext(_ => null)).Select(found => found.Key),
        ];
        var sessions = new List<SessionFootprint>();
        foreach (SessionFootprint found in root.Sessions)
        {
            bool isInHome = laidOut.Contains(found.Key);
            string real = Real(skeleton, found.Root, place);
            string home = isInHome ? HomeOf(root.Agent, real) ?? real : real;
            if (Translate(found, skeleton, home, isInHome, isMaskedCopy) is { } session)
                sessions.Add(session);
        }
        return root with { Path = Real(skeleton, root.Path, place), Sessions = sessions };
    }

    private static string Real(Skeleton skeleton, string path, string place) =>
        Path.GetRelativePath(skeleton.Folder, path) is var below && below == "." ? place : Path.Combine(place, below);

    private string? HomeOf(IAgent agent, string real)
    {
        string[] own = [.. homes.Where(home => home.Agent == agent).Select(home => home.Path)];
        return own.Contains(real, StringComparer.Ordinal) ? real
            : own.Length > 0 ? own[0]
            : null;
    }

    private SessionFootprint? Translate(SessionFootprint found, Skeleton skeleton, string home, bool isInHome, bool isMaskedCopy)
    {
        var files = new List<(SourceFile File, IReadOnlyList<HeldVersion> Versions)>();
        foreach (SourceFile file in found.Files)
        {
            if (skeleton.Find(file.Path) is not { } held)
            {
                context.Report(file.RelativePath, "sessions of databases and of many small files are not imported");
                return null;
            }
            if (VersionChain.Reduce(held, context) is { } reduced)
                files.Add((file, reduced.Versions));
        }
        SessionFootprint[] states =
        [
            .. HeldStates
                .Of(files)
                .Select(state =>
                    found with
                    {
                        Root = home,
                        Files = state,
                        IsImported = true,
                        IsMaskedCopy = isMaskedCopy,
                        IsGone = isInHome && !state.Any(file => File.Exists(Path.Combine(home, file.RelativePath))),
                    }
                ),
        ];
        return states.Length == 0 ? null : states[^1] with { Earlier = states[..^1] };
    }
}

namespace Reprise.Importing.Git;

/// <summary>A commit.</summary>
/// <param name="Name">Its name.</param>
/// <param name="TimeUtc">When it was made, UTC.</param>
/// <param name="Parents">The names of the commits that it was made from.</param>
internal sealed record GitCommit(string Name, DateTime TimeUtc, IReadOnlyList<string> Parents);

/// <summary>
/// Puts commits into the order in which they came to be. Dates alone do not tell it: clocks go wrong, a rebase keeps old dates, and
/// many commits are made within one second.
/// </summary>
internal static class CommitOrder
{
    /// <summary>Orders commits, and gives those whose date says otherwise the time just behind the commits they were made from.</summary>
    /// <param name="commits">The commits, in any order; parents that are not among them are passed over.</param>
    /// <returns>
    /// The commits, the oldest first, with times that only grow. The time of a commit depends on those before it alone, so a
    /// later import gives the same.
    /// </returns>
    public static List<GitCommit> Of(IReadOnlyList<GitCommit> commits)
    {
        var places = new Dictionary<string, int>(commits.Count, StringComparer.Ordinal);
        for (int i = 0; i < commits.Count; i++)
            places[commits[i].Name] = i;
        int[][] parents = [.. commits.Select(commit => KnownParents(commit, places))];
        List<int>[] children = ChildrenOf(parents);
        int[] waiting = [.. parents.Select(known => known.Length)];
        var ready = new Queue<int>(Enumerable.Range(0, commits.Count).Where(i => waiting[i] == 0));
        DateTime[] times = [.. commits.Select(commit => commit.TimeUtc)];
        while (ready.TryDequeue(out int at))
        {
            foreach (int parent in parents[at])
            {
                if (times[at] <= times[parent])
                    times[at] = times[parent].AddTicks(1);
            }
            foreach (int child in children[at])
            {
                if (--waiting[child] == 0)
                    ready.Enqueue(child);
            }
        }
        List<GitCommit> ordered = [.. commits.Select((commit, i) => commit with { TimeUtc = times[i] })];
        // Names decide between commits of one time, so that the order is always the same.
        ordered.Sort(
            static (a, b) => a.TimeUtc != b.TimeUtc ? a.TimeUtc.CompareTo(b.TimeUtc) : string.CompareOrdinal(a.Name, b.Name)
        );
        return ordered;
    }

    private static int[] KnownParents(GitCommit commit, Dictionary<string, int> places) =>
        [.. commit.Parents.Where(places.ContainsKey).Select(name => places[name]).Distinct()];

    private static List<int>[] ChildrenOf(int[][] parents)
    {
        var children = new List<int>[parents.Length];
        for (int i = 0; i < children.Length; i++)
            children[i] = [];
        for (int i = 0; i < parents.Length; i++)
        {
            foreach (int parent in parents[i])
                children[parent].Add(i);
        }
        return children;
    }
}

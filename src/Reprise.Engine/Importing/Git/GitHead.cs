namespace Reprise.Importing.Git;

/// <summary>Finds the commit that a repository is at. It is read from files, as <see cref="GitReferences"/> does and why.</summary>
internal static class GitHead
{
    private const string Pointer = "ref: ";
    private const string Branches = "refs/heads/";

    /// <summary>Returns the commit that is checked out, or else the newest one that a branch ends with.</summary>
    /// <param name="place">The repository.</param>
    /// <param name="commits">Its commits, the oldest first.</param>
    /// <returns>The name; null when neither is among the commits.</returns>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read.</exception>
    public static string? Find(GitPlace place, IReadOnlyList<GitCommit> commits)
    {
        string head = GitReferences.ReadFirstLine(place.Head);
        Dictionary<string, string> branches = GitReferences.Under(place.Folder, Branches);
        string? name = head.StartsWith(Pointer, StringComparison.Ordinal)
            ? branches.GetValueOrDefault(head[Pointer.Length..].Trim())
            : head;
        bool isKnown = false;
        HashSet<string> ends = branches.Values.ToHashSet(StringComparer.Ordinal);
        string? newest = null;
        foreach (GitCommit commit in commits)
        {
            isKnown |= commit.Name == name;
            if (ends.Contains(commit.Name))
                newest = commit.Name;
        }
        return isKnown ? name : newest;
    }
}

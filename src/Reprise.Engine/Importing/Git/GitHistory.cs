using System.Globalization;
using Reprise.Agents;

namespace Reprise.Importing.Git;

/// <summary>Walks all commits of a repository and lists every state that every file ever had.</summary>
/// <param name="workplace">Runs git.</param>
/// <param name="place">The repository.</param>
/// <param name="context">Where problems are reported.</param>
internal sealed class GitHistory(GitWorkplace workplace, GitPlace place, DiscoveryContext context)
{
    /// <summary>More states than this are not looked at: a name and a time of each are in memory.</summary>
    private const int MaxStates = 2_000_000;

    /// <summary>How often the walk goes on behind a commit that is damaged.</summary>
    private const int MaxDamaged = 100;

    private static readonly string[] _databases = [".db", ".sqlite", ".sqlite3", ".vscdb", "-wal", "-shm", "-journal"];

    private readonly Dictionary<string, OrderedDictionary<string, DateTime>> _states = new(StringComparer.Ordinal);
    private readonly HashSet<string> _links = new(StringComparer.Ordinal);
    private int _count;

    /// <summary>Lists the files.</summary>
    /// <param name="objects">What reads their content later.</param>
    /// <param name="cancellation">Ends the walk.</param>
    public List<HeldFile> Read(GitObjects objects, CancellationToken cancellation)
    {
        List<GitCommit> commits = ListCommits(cancellation);
        ReadChanges(commits, cancellation);
        Dictionary<string, string> now = ReadNow(GitHead.Find(place, commits), cancellation);
        foreach (string link in _links)
            context.Report(Path.Combine(place.WorkTree, link), "a link to a file is not followed");
        Dictionary<string, long> lengths = ReadLengths(cancellation);
        var files = new List<HeldFile>();
        foreach ((string path, OrderedDictionary<string, DateTime> states) in _states)
        {
            HeldVersion[] versions =
            [
                .. states
                    .Where(state => lengths.ContainsKey(state.Key))
                    .Select(state => new HeldVersion(state.Value, new GitBlob(objects, state.Key, lengths[state.Key]))
                    {
                        IsNow = now.GetValueOrDefault(path) == state.Key,
                    }),
            ];
            if (versions.Length < states.Count)
                context.Report(Path.Combine(place.WorkTree, path), "a state of it is missing in the repository");
            if (versions.Length > 0)
                files.Add(new HeldFile(path[place.Below.Length..], versions));
        }
        return files;
    }

    private List<GitCommit> ListCommits(CancellationToken cancellation)
    {
        List<string> starts = [];
        GitCommand.Run(
            workplace,
            GitReferences.Of(place.Folder),
            (byte)'\n',
            piece =>
            {
                string[] words = GitCommand.Text(piece).Split(' ');
                if (words is [var name, "commit" or "tag", ..])
                    starts.Add(name);
            },
            cancellation,
            "cat-file",
            "--batch-check"
        );
        // Git could put them into the order itself, but says nothing then when one of them is missing.
        List<GitCommit> commits = [];
        bool isWhole = GitCommand.Run(
            workplace,
            starts,
            (byte)'\n',
            piece =>
            {
                if (GitCommand.Text(piece).Split(' ') is [var seconds, var name, .. var parents])
                    commits.Add(new GitCommit(name, Time(seconds), parents));
            },
            cancellation,
            "rev-list",
            "--stdin",
            "--timestamp",
            "--parents"
        );
        if (!isWhole && starts.Count > 0)
            context.Report(place.Folder, "its history is damaged: commits before the damage are not found");
        return CommitOrder.Of(commits);
    }

    private void ReadChanges(List<GitCommit> commits, CancellationToken cancellation)
    {
        Dictionary<string, int> order = new(StringComparer.Ordinal);
        for (int i = 0; i < commits.Count; i++)
            order[commits[i].Name] = i;
        int from = 0;
        for (int damaged = 0; from < commits.Count && damaged < MaxDamaged; damaged++)
        {
            int at = from - 1;
            string? description = null;
            bool isWhole = GitCommand.Run(
                workplace,
                commits.Skip(from).Select(commit => commit.Name),
                0,
                Take,
                cancellation,
                [
                    "diff-tree",
                    "--stdin",
                    "-r",
                    "-m",
                    "-z",
                    "--root",
                    "--raw",
                    "--no-renames",
                    "--no-abbrev",
                    "--no-ext-diff",
                    "--no-textconv",
                ]
            );
            if (isWhole)
                return;
            context.Report(place.Folder, "a commit is damaged: what it changed is not found");
            from = at + 2;

            void Take(ReadOnlySpan<byte> piece)
            {
                if (description is not null)
                {
                    Add(description, GitCommand.Text(piece), commits[Math.Max(at, 0)].TimeUtc);
                    description = null;
                }
                else if (piece is [(byte)':', ..])
                    description = GitCommand.Text(piece);
                else if (order.TryGetValue(GitCommand.Text(piece), out int found))
                    at = found;
            }
        }
    }

    // ":100644 100644 <before> <after> M"
    private void Add(string description, string path, DateTime timeUtc)
    {
        string[] words = description.Split(' ');
        if (words.Length < 5 || words[4] is "D" || !path.StartsWith(place.Below, StringComparison.Ordinal))
            return;
        if (words[1] == "120000" && path.EndsWith(".jsonl", StringComparison.Ordinal))
            _links.Add(path);
        if (
            words[1] is not ("100644" or "100755")
            || Array.Exists(_databases, end => path.EndsWith(end, StringComparison.Ordinal))
        )
            return;
        if (!_states.TryGetValue(path, out var states))
            _states.Add(path, states = new OrderedDictionary<string, DateTime>(StringComparer.Ordinal));
        // A state that came back is the latest again.
        if (states.Count > 0 && states.GetAt(states.Count - 1).Key == words[3])
            return;
        if (states.Remove(words[3]))
            _count--;
        if (++_count == MaxStates + 1)
            context.Report(place.Folder, "it has more states of files than can be looked at: the latest were left out");
        if (_count <= MaxStates)
            states.Add(words[3], timeUtc);
    }

    // What every path holds in the commit that the repository is at.
    private Dictionary<string, string> ReadNow(string? commit, CancellationToken cancellation)
    {
        var now = new Dictionary<string, string>(StringComparer.Ordinal);
        if (commit is null)
            return now;
        GitCommand.Run(workplace, [], 0, Take, cancellation, "ls-tree", "-r", "-z", "--full-tree", commit);
        return now;

        // "100644 blob <name>\t<path>"
        void Take(ReadOnlySpan<byte> piece)
        {
            if (
                GitCommand.Text(piece).Split('\t', 2) is [var description, var path]
                && description.Split(' ') is [_, _, var name]
            )
                now[path] = name;
        }
    }

    private Dictionary<string, long> ReadLengths(CancellationToken cancellation)
    {
        var lengths = new Dictionary<string, long>(StringComparer.Ordinal);
        GitCommand.Run(
            workplace,
            _states.Values.SelectMany(states => states.Keys).Distinct(StringComparer.Ordinal),
            (byte)'\n',
            piece =>
            {
                if (
                    GitCommand.Text(piece).Split(' ') is [var name, "blob", var length]
                    && long.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out long bytes)
                )
                    lengths[name] = bytes;
            },
            cancellation,
            "cat-file",
            "--batch-check"
        );
        return lengths;
    }

    // Anybody may write any time into a commit.
    private static DateTime Time(string seconds) =>
        long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out long value) && value < uint.MaxValue
            ? DateTime.UnixEpoch.AddSeconds(value)
            : DateTime.UnixEpoch;
}

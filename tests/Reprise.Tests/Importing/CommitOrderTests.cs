using Reprise.Importing.Git;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Importing;

public sealed class CommitOrderTests
{
    private static readonly DateTime _noon = new(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void Commits_with_true_dates_keep_them()
    {
        List<GitCommit> ordered = CommitOrder.Of([At("c", 3, "b"), At("b", 2, "a"), At("a", 1)]);
        ordered.Select(commit => (commit.Name, commit.TimeUtc)).ShouldBe([("a", Hour(1)), ("b", Hour(2)), ("c", Hour(3))]);
    }

    [Fact]
    public void Dates_decide_only_between_commits_neither_of_which_was_made_from_the_other()
    {
        // "left" was made with a clock that was late; "right" has nothing to do with it.
        List<GitCommit> ordered = CommitOrder.Of([At("left", 1, "root"), At("right", 4, "root"), At("root", 3)]);
        ordered.Select(commit => commit.Name).ShouldBe(["root", "left", "right"]);
    }

    [Fact]
    public void A_parent_that_is_missing_or_named_twice_does_no_harm()
    {
        CommitOrder.Of([At("b", 1, "a", "gone", "a"), At("a", 2)]).Select(commit => commit.Name).ShouldBe(["a", "b"]);
    }

    [Fact]
    public void No_commit_stands_before_one_it_was_made_from_and_what_is_added_later_changes_no_time()
    {
        var random = new Random(20260301);
        for (int round = 0; round < 200; round++)
        {
            int count = random.Next(1, 40);
            GitCommit[] commits = [.. Enumerable.Range(0, count).Select(i => Made(random, i))];
            List<GitCommit> all = CommitOrder.Of(Shuffled(random, commits));
            all.Count.ShouldBe(count);
            Dictionary<string, int> places = all.Index()
                .ToDictionary(pair => pair.Item.Name, pair => pair.Index, StringComparer.Ordinal);
            foreach (GitCommit commit in commits)
            {
                foreach (string parent in commit.Parents)
                {
                    places[parent].ShouldBeLessThan(places[commit.Name]);
                    all[places[parent]].TimeUtc.ShouldBeLessThan(all[places[commit.Name]].TimeUtc);
                }
            }
            all.Select(commit => commit.TimeUtc).ShouldBeInOrder();
            List<GitCommit> earlier = CommitOrder.Of(Shuffled(random, commits[..(count / 2)]));
            earlier.ShouldAllBe(commit => commit.TimeUtc == all[places[commit.Name]].TimeUtc);
        }
    }

    private static GitCommit Made(Random random, int number)
    {
        int parents = number == 0 ? 0 : random.Next(0, 4);
        IEnumerable<string> names = Enumerable.Range(0, parents).Select(_ => $"c{random.Next(number)}");
        return At($"c{number}", random.Next(5), [.. names]);
    }

    private static GitCommit[] Shuffled(Random random, GitCommit[] commits)
    {
        GitCommit[] shuffled = [.. commits];
        random.Shuffle(shuffled);
        return shuffled;
    }

    private static GitCommit At(string name, int hour, params string[] parents) => new(name, Hour(hour), parents);

    private static DateTime Hour(int hour) => _noon.AddHours(hour);
}

using Reprise.Archiving;
using Reprise.Capturing;
using Reprise.Indexing;
using Reprise.Tests.Capturing;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Importing;

/// <summary>Which state of a session is the newest, whatever the dates of commits say.</summary>
public sealed class GitOrderTests : IDisposable
{
    private const string Id = "11111111-2222-4333-8444-555555555555";
    private const string Transcript = $"projects/-w-demo/{Id}.jsonl";
    private const string Rollout = "rollout-2026-06-01T10-00-00-0199a213-81c0-7800-8aa1-bbab2a035a53.jsonl";
    private static readonly TimeSpan DayBack = TimeSpan.FromDays(-1);
    private readonly CaptureHome _home = new();
    private readonly GitFolder _git;

    public GitOrderTests() => _git = new GitFolder(Path.Combine(_home.User, ".claude"));

    public void Dispose() => _home.Dispose();

    [Fact]
    public void A_commit_is_newer_than_the_one_it_was_made_from_whatever_its_date()
    {
        Commit(Turns(1, 10));
        Commit(Turns(1, 12));
        Commit(Turns(5, 12), DayBack);
        Import().Captured.ShouldBe(1);
        _home.Only().Generations.ShouldBe(2);
        _home.Only().Messages.ShouldBe(16);
        _home.States(_home.Only()).ShouldBe([Turns(1, 12), Turns(5, 12)]);
        Import().Unchanged.ShouldBe(1);
    }

    [Fact]
    public void A_commit_with_an_earlier_date_is_newer_in_a_later_import_too()
    {
        Commit(Turns(1, 12));
        Import();
        Commit(Turns(5, 12), DayBack);
        Import().Updated.ShouldBe(1);
        Commit(Turns(7, 12), DayBack);
        Import().Updated.ShouldBe(1);
        _home.States(_home.Only()).ShouldBe([Turns(1, 12), Turns(5, 12), Turns(7, 12)]);
    }

    [Fact]
    public void Commits_within_one_second_are_in_the_order_of_their_parents()
    {
        string[] texts = [Turns(1, 3), Turns(2, 3), Turns(1, 1, "a"), Turns(1, 2, "b"), Turns(1, 1, "c")];
        foreach (string text in texts)
            Commit(text, TimeSpan.Zero);
        Import();
        _home.States(_home.Only()).ShouldBe(texts);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_transcript_that_was_rewritten_when_it_was_moved_is_newer(int daysLater)
    {
        var git = new GitFolder(Path.Combine(_home.User, ".codex"));
        git.Write($"sessions/2026/06/01/{Rollout}", Codex("first"));
        git.Commit();
        git.Delete($"sessions/2026/06/01/{Rollout}");
        git.Write($"archived_sessions/{Rollout}", Codex("second"));
        git.Commit(TimeSpan.FromDays(daysLater));
        _home.Import(git.Path, git: true).Captured.ShouldBe(1);
        _home.Manifest(_home.Only()).Files.ShouldHaveSingleItem().Path.ShouldBe($"archived_sessions/{Rollout}");
        _home.States(_home.Only()).ShouldBe([Codex("first"), Codex("second")]);
    }

    [Fact]
    public void Of_branches_that_parted_the_one_that_is_checked_out_has_the_newest_state()
    {
        Part();
        Import();
        _home.States(_home.Only()).ShouldBe([Turns(1, 3), Turns(1, 4, "side"), Turns(1, 2, "main")]);
        Import().Unchanged.ShouldBe(1);
    }

    [Fact]
    public void What_another_branch_gets_later_does_not_take_the_place_of_what_is_checked_out()
    {
        Part();
        Import();
        _git.Run("checkout", "-q", "side");
        Commit(Turns(2, 6, "side again"));
        _git.Run("checkout", "-q", "main");
        Import().Updated.ShouldBe(1);
        _home
            .States(_home.Only())
            .ShouldBe([Turns(1, 3), Turns(1, 4, "side"), Turns(2, 6, "side again"), Turns(1, 2, "main")], ignoreOrder: true);
        _home.States(_home.Only())[^1].ShouldBe(Turns(1, 2, "main"));
        Commit(Turns(1, 1, "main again"), DayBack);
        Import().Updated.ShouldBe(1);
        _home.States(_home.Only())[^1].ShouldBe(Turns(1, 1, "main again"));
        Import().Unchanged.ShouldBe(1);
    }

    [Fact]
    public void Without_a_branch_that_is_checked_out_the_newest_one_has_the_newest_state()
    {
        Part();
        _git.Run("symbolic-ref", "HEAD", "refs/heads/none");
        _git.Run("pack-refs", "--all");
        Import();
        _home.States(_home.Only()).ShouldBe([Turns(1, 3), Turns(1, 2, "main"), Turns(1, 4, "side")]);
    }

    [Fact]
    public void A_further_work_tree_has_its_own_newest_state()
    {
        Part();
        string tree = Path.Combine(_home.Folder, "tree");
        _git.Run("worktree", "add", "-q", tree, "side");
        _git.Run("commit", "-q", "--allow-empty", "-m", "later");
        _home.Import(tree, git: true);
        _home.States(_home.Only())[^1].ShouldBe(Turns(1, 4, "side"));
    }

    [Fact]
    public void A_moved_transcript_is_where_the_checked_out_branch_has_it()
    {
        var git = new GitFolder(Path.Combine(_home.User, ".codex"));
        git.Write($"sessions/2026/06/01/{Rollout}", Codex("first"));
        git.Commit();
        git.Run("branch", "side");
        git.Delete($"sessions/2026/06/01/{Rollout}");
        git.Write($"archived_sessions/{Rollout}", Codex("main"));
        git.Commit();
        git.Run("checkout", "-q", "side");
        git.Write($"sessions/2026/06/01/{Rollout}", Codex("side"));
        git.Commit();
        git.Run("checkout", "-q", "main");
        _home.Import(git.Path, git: true);
        _home.Manifest(_home.Only()).Files.ShouldHaveSingleItem().Path.ShouldBe($"archived_sessions/{Rollout}");
        _home.States(_home.Only()).ShouldBe([Codex("first"), Codex("side"), Codex("main")]);
    }

    [Fact]
    public void A_state_that_was_reset_away_is_an_older_one()
    {
        Commit(Turns(1, 4, "kept"));
        Commit(Turns(1, 5, "reset away"));
        _git.Run("reset", "-q", "--hard", "HEAD~1");
        Import();
        _home.States(_home.Only()).ShouldBe([Turns(1, 5, "reset away"), Turns(1, 4, "kept")]);
        Import().Unchanged.ShouldBe(1);
    }

    [Fact]
    public void What_a_merge_took_is_the_newest_state()
    {
        Part();
        _git.Run("merge", "-q", "-s", "ours", "side", "-m", "took main");
        Commit(Turns(1, 1, "other"), path: "projects/-w-demo/22222222-2222-4333-8444-555555555555.jsonl");
        _git.Run("checkout", "-q", "--detach");
        Import();
        IndexedSession session = _home.All().Single(found => found.Key.NativeId == Id);
        _home.States(session)[^1].ShouldBe(Turns(1, 2, "main"));
    }

    [Fact]
    public void Behind_a_missing_commit_the_later_ones_are_found()
    {
        Commit(Turns(1, 3));
        string missing = _git.Run("rev-parse", "HEAD");
        Commit(Turns(2, 4));
        Commit(Turns(3, 5));
        File.Delete(Path.Combine(_git.Path, ".git", "objects", missing[..2], missing[2..]));
        CaptureReport report = Import();
        report.Skipped.ShouldNotBeEmpty();
        _home.States(_home.Only())[^1].ShouldBe(Turns(3, 5));
    }

    [Fact]
    public void The_time_of_a_commit_whose_clock_went_back_is_just_behind_the_one_before()
    {
        Commit(Turns(1, 3));
        DateTime first = _git.Time.UtcDateTime;
        Commit(Turns(2, 3), DayBack);
        Import();
        FileVersion[] versions = [.. _home.Manifest(_home.Only()).Files[0].Versions];
        versions.Select(version => version.LastWriteUtc).ShouldBe([first, first.AddTicks(1)]);
    }

    // Two branches that start from one commit; the one that is checked out has the earlier date.
    private void Part()
    {
        Commit(Turns(1, 3));
        _git.Run("branch", "side");
        Commit(Turns(1, 2, "main"));
        _git.Run("checkout", "-q", "side");
        Commit(Turns(1, 4, "side"));
        _git.Run("checkout", "-q", "main");
    }

    private void Commit(string text, TimeSpan? after = null, string path = Transcript)
    {
        _git.Write(path, text);
        _git.Commit(after ?? TimeSpan.FromHours(1));
    }

    private CaptureReport Import() => _home.Import(_git.Path, git: true);

    private static string Turns(int first, int last, string prompt = "list the files") =>
        string.Concat(Enumerable.Range(first, last - first + 1).Select(turn => CaptureHome.ClaudeTurn(Id, turn, prompt)));

    private static string Codex(string prompt) =>
        $$$"""
            {"timestamp":"2026-06-01T10:00:00.000Z","type":"session_meta","payload":{"id":"0199a213-81c0-7800-8aa1-bbab2a035a53","timestamp":"2026-06-01T10:00:00.000Z","cwd":"/w/demo","originator":"codex_cli_rs","cli_version":"0.100.0","instructions":null}}
            {"timestamp":"2026-06-01T10:00:01.000Z","type":"event_msg","payload":{"type":"user_message","message":"{{{prompt}}}"}}

            """;
}

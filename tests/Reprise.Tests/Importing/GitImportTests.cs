using Reprise.Archiving;
using Reprise.Capturing;
using Reprise.Indexing;
using Reprise.Restoring;
using Reprise.Sealing;
using Reprise.Tests.Capturing;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Importing;

public sealed class GitImportTests : IDisposable
{
    private const string Id = "11111111-2222-4333-8444-555555555555";
    private const string Other = "22222222-2222-4333-8444-555555555555";
    private const string Transcript = $"projects/-w-demo/{Id}.jsonl";
    private readonly CaptureHome _home = new();
    private readonly GitFolder _git;

    public GitImportTests() => _git = new GitFolder(Path.Combine(_home.User, ".claude"));

    public void Dispose() => _home.Dispose();

    [Fact]
    public void A_session_deleted_long_ago_comes_back_with_its_bytes_and_its_time()
    {
        string content = Turns(3);
        _git.Write(Transcript, content);
        _git.Commit();
        DateTimeOffset kept = _git.Time;
        _git.Delete(Transcript);
        _git.Commit();

        CaptureReport report = _home.Import(_git.Path, git: true);
        report.Skipped.ShouldBeEmpty();
        report.Captured.ShouldBe(1);
        IndexedSession session = _home.Only();
        session.Key.ToString().ShouldBe($"claude-code:{Id}");
        session.Messages.ShouldBe(6);
        session.Project.ShouldBe("/w/demo");
        session.Root.ShouldBe(_git.Path);
        session.DeletedAt.ShouldNotBeNull();
        _home.States(session).ShouldBe([content]);
        _home.Manifest(session).Files[0].Current.LastWriteUtc.ShouldBe(kept.UtcDateTime);

        Restore(session).Files.ShouldAllBe(file => file.Outcome == RestoreOutcome.Written);
        File.ReadAllText(Path.Combine(_git.Path, Transcript)).ShouldBe(content);
        File.GetLastWriteTimeUtc(Path.Combine(_git.Path, Transcript)).ShouldBe(kept.UtcDateTime);
        _home.Capture().Revived.ShouldBe(1);
        _home.Verify().ShouldBeEmpty();
    }

    [Fact]
    public void What_only_grew_is_one_generation_and_what_was_rewritten_is_another()
    {
        for (int turns = 1; turns <= 5; turns++)
        {
            _git.Write(Transcript, Turns(turns));
            _git.Commit();
        }
        for (int turns = 1; turns <= 3; turns++)
        {
            _git.Write(Transcript, Turns(turns, "compacted"));
            _git.Commit();
        }
        _home.Import(_git.Path, git: true).Captured.ShouldBe(1);
        IndexedSession session = _home.Only();
        session.Generations.ShouldBe(2);
        _home.States(session).ShouldBe([Turns(5), Turns(3, "compacted")]);
        session.Title.ShouldBe("compacted");
        IndexDump.Of(_home.Home).ShouldBe(Reindexed());
        _home.Verify().ShouldBeEmpty();
    }

    [Fact]
    public void Importing_twice_adds_nothing_and_a_preview_says_so()
    {
        _git.Write(Transcript, Turns(2) + $"{{\"password=\":\"x\"}}\n");
        _git.Commit();
        _git.Write(Transcript, Turns(4, "rewritten"));
        _git.Write($"projects/-w-demo/{Other}.jsonl", Turns(1, id: Other));
        _git.Commit();
        CaptureReport preview = _home.Import(_git.Path, git: true, dryRun: true);
        preview.Captured.ShouldBe(2);
        Directory.Exists(_home.Home.Folder).ShouldBeFalse();
        _home.Import(_git.Path, git: true).Captured.ShouldBe(2);
        List<string> tree = _home.Tree();
        foreach (bool dryRun in new[] { true, false })
        {
            CaptureReport again = _home.Import(_git.Path, git: true, dryRun);
            (again.Captured, again.Updated, again.Unchanged).ShouldBe((0, 0, 2));
        }
        _home.Tree().ShouldBe(tree);
    }

    [Fact]
    public void What_is_archived_with_more_is_not_replaced_by_less()
    {
        _git.Write(Transcript, Turns(2));
        _git.Commit();
        _git.Write(Transcript, Turns(3, "another state"));
        _git.Commit();
        // The agent went on after the last commit.
        string live = Turns(7);
        _git.Write(Transcript, live);
        _home.Age(Path.Combine(_git.Path, Transcript));
        _home.Capture().Captured.ShouldBe(1);
        DateTime time = _home.Manifest(_home.Only()).Files[0].Current.LastWriteUtc;

        CaptureReport report = _home.Import(_git.Path, git: true);
        report.Updated.ShouldBe(1);
        IndexedSession session = _home.Only();
        session.Messages.ShouldBe(14);
        session.DeletedAt.ShouldBeNull();
        // The first state is the beginning of what is there; the second is an older generation.
        _home.States(session).ShouldBe([Turns(3, "another state"), live]);
        _home.Manifest(session).Files[0].Current.LastWriteUtc.ShouldBe(time);
        IndexDump.Of(_home.Home).ShouldBe(Reindexed());
        _home.Capture().Unchanged.ShouldBe(1);
        _home.Import(_git.Path, git: true).Unchanged.ShouldBe(1);
        _home.Verify().ShouldBeEmpty();
    }

    [Fact]
    public void A_beginning_that_ends_within_a_captured_block_is_recognised()
    {
        _git.Write(Transcript, Turns(2));
        _git.Commit();
        _git.Write(Transcript, Turns(4));
        _home.Age(Path.Combine(_git.Path, Transcript));
        _home.Capture();
        CaptureReport report = _home.Import(_git.Path, git: true);
        (report.Updated, report.Unchanged).ShouldBe((0, 1));
    }

    [Fact]
    public void An_import_goes_on_where_an_earlier_one_ended()
    {
        _git.Write(Transcript, Turns(2));
        _git.Commit();
        _home.Import(_git.Path, git: true);
        _git.Write(Transcript, Turns(5));
        _git.Commit();
        _home.Import(_git.Path, git: true).Updated.ShouldBe(1);
        _home.States(_home.Only()).ShouldBe([Turns(5)]);
        _home.Only().Messages.ShouldBe(10);
    }

    [Fact]
    public void A_later_import_gives_the_same_as_one_of_all_commits()
    {
        _git.Write(Transcript, Turns(5));
        _git.Commit();
        _home.Import(_git.Path, git: true);
        _git.Write(Transcript, Turns(2, "compacted"));
        _git.Commit();
        _home.Import(_git.Path, git: true).Updated.ShouldBe(1);
        _home.States(_home.Only()).ShouldBe([Turns(5), Turns(2, "compacted")]);
        using var once = new CaptureHome(_home.User);
        once.Import(_git.Path, git: true);
        once.States(once.Only()).ShouldBe(_home.States(_home.Only()));
    }

    [Fact]
    public void A_transcript_that_was_moved_is_one_file()
    {
        const string name = "rollout-2026-06-01T10-00-00-0199a213-81c0-7800-8aa1-bbab2a035a53.jsonl";
        const string line =
            """{"timestamp":"2026-06-01T10:00:00.000Z","type":"session_meta","payload":{"id":"0199a213-81c0-7800-8aa1-bbab2a035a53","timestamp":"2026-06-01T10:00:00.000Z","cwd":"/w/demo","originator":"codex_cli_rs","cli_version":"0.100.0","instructions":null}}""";
        const string prompt =
            """{"timestamp":"2026-06-01T10:00:01.000Z","type":"event_msg","payload":{"type":"user_message","message":"hello"}}""";
        var git = new GitFolder(Path.Combine(_home.User, ".codex"));
        git.Write($"sessions/2026/06/01/{name}", line + "\n");
        git.Commit();
        git.Delete($"sessions/2026/06/01/{name}");
        git.Write($"archived_sessions/{name}", line + "\n" + prompt + "\n");
        git.Commit();
        _home.Import(git.Path, git: true).Captured.ShouldBe(1);
        ArchivedFile file = _home.Manifest(_home.Only()).Files.ShouldHaveSingleItem();
        file.Path.ShouldBe($"archived_sessions/{name}");
        file.Versions.Count.ShouldBe(1);
        _home.Only().Messages.ShouldBe(1);
    }

    [Fact]
    public void The_whole_footprint_comes_back_from_whatever_commits_had_it()
    {
        _git.Write(Transcript, Turns(1));
        _git.Write($"file-history/{Id}/0a1b@v1", "old text\n");
        _git.Write("projects/-w-demo/agent-77aa.jsonl", Turns(1));
        _git.Commit();
        _git.Delete($"file-history/{Id}/0a1b@v1");
        _git.Write($"projects/-w-demo/{Id}/subagents/agent-1.jsonl", Turns(2));
        _git.Commit();
        _git.Delete(Transcript);
        _git.Commit();
        _home.Import(_git.Path, git: true).Skipped.ShouldBeEmpty();
        ArchiveManifest manifest = _home.Manifest(_home.Only());
        manifest
            .Files.Select(file => file.Path)
            .Order(StringComparer.Ordinal)
            .ShouldBe([
                $"file-history/{Id}/0a1b@v1",
                $"projects/-w-demo/{Id}.jsonl",
                $"projects/-w-demo/{Id}/subagents/agent-1.jsonl",
                "projects/-w-demo/agent-77aa.jsonl",
            ]);
        _home.Only().Subagents.ShouldBe(2);
    }

    [Fact]
    public void A_secret_in_an_old_commit_is_masked_in_all_states()
    {
        string token = Cli.GitHubToken.Make(5);
        _git.Write(Transcript, Turns(2, $"use {token}"));
        _git.Commit();
        _git.Write(Transcript, Turns(2, "nothing here"));
        _git.Commit();
        CaptureReport report = _home.Import(_git.Path, git: true);
        report.Findings.Values.Sum().ShouldBeGreaterThan(0);
        _home.States(_home.Only()).ShouldBe([Turns(2, $"use {token}"), Turns(2, "nothing here")]);
        _home.Masked().ShouldNotContain(token);
    }

    private List<string> Reindexed()
    {
        _home.Reindex();
        return IndexDump.Of(_home.Home);
    }

    private RestoredSession Restore(IndexedSession session)
    {
        using var vault = new VaultOpener(_home.Home);
        ArchiveEntry entry = new SessionArchive(_home.Home).Open(session.Entry);
        return new SessionRestorer(() => vault).Restore(entry, new RestoreOptions(), CancellationToken.None);
    }

    private static string Turns(int count, string prompt = "list the files", string id = Id) =>
        string.Concat(Enumerable.Range(0, count).Select(turn => CaptureHome.ClaudeTurn(id, turn, prompt)));
}

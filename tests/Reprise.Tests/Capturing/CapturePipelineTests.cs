using System.Text;
using Reprise.Archiving;
using Reprise.Capturing;
using Reprise.Indexing;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Capturing;

public sealed class CapturePipelineTests
{
    private const string Id = "3f0c5d0e-9d6e-4a55-8a52-0c2c5a6f0001";
    private const string Other = "3f0c5d0e-9d6e-4a55-8a52-0c2c5a6f0002";

    [Fact]
    public void A_session_is_captured_once()
    {
        using var home = new CaptureHome();
        home.WriteClaude(Id, turns: 2);
        CaptureReport first = home.Capture();
        first.Captured.ShouldBe(1);
        first.Skipped.ShouldBeEmpty();
        IndexedSession session = home.Only();
        session.Messages.ShouldBe(4);
        session.Title.ShouldBe("list the files");
        session.Project.ShouldBe("/w/demo");
        CaptureReport second = home.Capture();
        second.Captured.ShouldBe(0);
        second.Unchanged.ShouldBe(1);
        second.BytesRead.ShouldBe(0);
    }

    [Fact]
    public void A_session_that_grew_costs_its_new_bytes_and_gives_the_same_index_as_a_fresh_one()
    {
        using var home = new CaptureHome();
        string path = home.WriteClaude(Id, turns: 1);
        home.Capture();
        for (int turn = 1; turn < 6; turn++)
        {
            string more = CaptureHome.ClaudeTurn(Id, turn, "go on");
            File.AppendAllText(path, more);
            CaptureReport report = home.Capture();
            report.Updated.ShouldBe(1);
            report.BytesRead.ShouldBe(Encoding.UTF8.GetByteCount(more));
        }
        home.Only().Messages.ShouldBe(12);
        home.Only().Generations.ShouldBe(1);
        List<string> grown = IndexDump.Of(home.Home);
        home.Reindex().Sessions.ShouldBe(1);
        IndexDump.Of(home.Home).ShouldBe(grown);
    }

    [Fact]
    public void A_torn_last_line_waits_until_it_is_whole()
    {
        using var home = new CaptureHome();
        string path = home.WriteClaude(Id, turns: 1);
        string more = CaptureHome.ClaudeTurn(Id, 1, "go on");
        File.AppendAllText(path, more[..100]);
        home.Capture().Captured.ShouldBe(1);
        home.Only().Messages.ShouldBe(2);
        home.Capture().Deferred.ShouldBe(1);
        File.AppendAllText(path, more[100..]);
        home.Capture().Updated.ShouldBe(1);
        home.Only().Messages.ShouldBe(4);
    }

    [Fact]
    public void A_torn_last_line_that_nobody_finishes_is_kept_as_it_is()
    {
        using var home = new CaptureHome();
        string path = home.WriteClaude(Id, turns: 1);
        string more = CaptureHome.ClaudeTurn(Id, 1, "go on");
        File.AppendAllText(path, more[..100]);
        home.Age(path);
        home.Capture();
        home.Only().SourceBytes.ShouldBe(new FileInfo(path).Length);
        home.Capture().Unchanged.ShouldBe(1);
        // And when somebody does finish it after all, nothing is there twice.
        File.AppendAllText(path, more[100..]);
        home.Capture().Updated.ShouldBe(1);
        home.Only().Messages.ShouldBe(4);
        home.Only().Counts[(int)Protocol.SessionCount.DamagedRecord].ShouldBe(0);
        List<string> grown = IndexDump.Of(home.Home);
        home.Reindex();
        IndexDump.Of(home.Home).ShouldBe(grown);
    }

    [Fact]
    public void A_tail_that_much_was_written_behind_leaves_its_segment()
    {
        using var home = new CaptureHome();
        string path = home.WriteClaude(Id, turns: 1);
        string more = CaptureHome.ClaudeTurn(Id, 1, "go on");
        File.AppendAllText(path, more[..100]);
        home.Age(path);
        home.Capture();
        File.AppendAllText(path, more[100..]);
        var random = new Random(1);
        for (int turn = 2; turn < 12; turn++)
            File.AppendAllText(path, CaptureHome.ClaudeTurn(Id, turn, Convert.ToHexString(RandomBytes(random, 512 * 1024))));
        home.Capture().Updated.ShouldBe(1);
        home.Verify().ShouldBeEmpty();
        home.Originals().ShouldBe(File.ReadAllBytes(path));
        home.Only().Messages.ShouldBe(24);
    }

    private static byte[] RandomBytes(Random random, int count)
    {
        byte[] bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }

    [Fact]
    public void A_session_that_was_rewritten_gets_a_new_generation_and_keeps_the_old_one()
    {
        using var home = new CaptureHome();
        home.WriteClaude(Id, turns: 5);
        home.Capture();
        byte[] old = File.ReadAllBytes(home.PathOf(Id));
        home.WriteClaude(Id, turns: 2, prompt: "another beginning");
        home.Capture().Updated.ShouldBe(1);
        IndexedSession session = home.Only();
        session.Generations.ShouldBe(2);
        session.Messages.ShouldBe(4);
        session.Title.ShouldBe("another beginning");
        ArchivedFile file = new SessionArchive(home.Home).Open(session.Entry).Manifest.Files[0];
        file.Versions[0].Length.ShouldBe(old.Length);
        List<string> index = IndexDump.Of(home.Home);
        home.Reindex();
        IndexDump.Of(home.Home).ShouldBe(index);
    }

    [Fact]
    public void A_session_that_shrank_to_its_own_beginning_is_a_new_generation()
    {
        using var home = new CaptureHome();
        string path = home.WriteClaude(Id, turns: 5);
        home.Capture();
        home.WriteClaude(Id, turns: 2);
        home.Capture();
        home.Only().Generations.ShouldBe(2);
        home.Only().SourceBytes.ShouldBe(new FileInfo(path).Length);
    }

    [Fact]
    public void A_vanished_file_marks_its_session_deleted_and_a_new_one_revives_it()
    {
        using var home = new CaptureHome();
        string path = home.WriteClaude(Id);
        home.WriteClaude(Other);
        home.Capture();
        byte[] bytes = File.ReadAllBytes(path);
        File.Delete(path);
        home.Capture().Deleted.ShouldBe(1);
        home.All().Count(session => session.DeletedAt is not null).ShouldBe(1);
        home.Capture().Deleted.ShouldBe(0);
        home.Reindex().Sessions.ShouldBe(2);
        home.All().Count(session => session.DeletedAt is not null).ShouldBe(1);
        File.WriteAllBytes(path, bytes);
        home.Capture().Revived.ShouldBe(1);
        home.All().ShouldAllBe(session => session.DeletedAt == null);
    }

    [Fact]
    public void A_vanished_folder_marks_nothing_and_says_so()
    {
        using var home = new CaptureHome();
        home.WriteClaude(Id);
        home.Capture();
        string aside = Path.Combine(home.Folder, "aside");
        Directory.Move(Path.Combine(home.User, ".claude"), aside);
        CaptureReport report = home.Capture();
        report.Deleted.ShouldBe(0);
        report.Notices.ShouldHaveSingleItem().ShouldContain("folder is gone");
        home.Only().DeletedAt.ShouldBeNull();
        home.Capture(new CaptureRequest { AcceptMissingFolders = true }).Deleted.ShouldBe(1);
    }

    [Fact]
    public void A_session_in_use_waits_for_its_minimum_age()
    {
        using var home = new CaptureHome();
        string path = home.WriteClaude(Id);
        File.SetLastWriteTimeUtc(path, home.Now.UtcDateTime.AddMinutes(-2));
        var request = new CaptureRequest { MinAge = TimeSpan.FromMinutes(5) };
        home.Capture(request).Deferred.ShouldBe(1);
        home.All().ShouldBeEmpty();
        home.Now = home.Now.AddMinutes(4);
        home.Capture(request).Captured.ShouldBe(1);
    }

    [Fact]
    public void A_dry_run_writes_nothing()
    {
        using var home = new CaptureHome();
        home.WriteClaude(Id);
        CaptureReport report = home.Capture(new CaptureRequest { DryRun = true });
        report.Captured.ShouldBe(1);
        report.BytesRead.ShouldBe(new FileInfo(home.PathOf(Id)).Length);
        Directory.Exists(home.Home.Folder).ShouldBeFalse();
    }

    [Fact]
    public void The_same_session_in_a_second_place_is_kept_once_and_another_content_apart()
    {
        using var home = new CaptureHome();
        home.WriteClaude(Id, turns: 3);
        home.Capture();
        string logs = Path.Combine(home.Folder, "logs");
        Directory.CreateDirectory(logs);
        string copy = Path.Combine(logs, Id + ".jsonl");
        File.Copy(home.PathOf(Id), copy);
        home.Capture(new CaptureRequest { Paths = [logs] }).Unchanged.ShouldBe(1);
        home.All().Count.ShouldBe(1);
        File.WriteAllText(copy, CaptureHome.ClaudeTurn(Id, 40, "a different story"));
        home.Capture(new CaptureRequest { Paths = [copy] }).Captured.ShouldBe(1);
        home.All().Select(session => session.Copy).Order().ShouldBe([0, 1]);
    }

    [Fact]
    public void A_file_inside_a_home_is_taken_as_part_of_the_home()
    {
        using var home = new CaptureHome();
        string path = home.WriteClaude(Id);
        home.WriteClaude(Other);
        home.Capture(new CaptureRequest { Paths = [path] }).Captured.ShouldBe(1);
        home.Only().Root.ShouldBe(Path.Combine(home.User, ".claude"));
        CaptureReport all = home.Capture();
        all.Captured.ShouldBe(1);
        all.Unchanged.ShouldBe(1);
    }

    [Fact]
    public void A_touched_file_is_compared_and_not_captured_again()
    {
        using var home = new CaptureHome();
        string path = home.WriteClaude(Id);
        home.Capture();
        File.SetLastWriteTimeUtc(path, home.Now.UtcDateTime.AddHours(-1));
        CaptureReport report = home.Capture();
        report.BytesRead.ShouldBe(0);
        report.Unchanged.ShouldBe(1);
        var entry = new SessionArchive(home.Home).Open(home.Only().Entry);
        entry.Manifest.Files[0].Current.LastWriteUtc.ShouldBe(File.GetLastWriteTimeUtc(path));
        home.Only().Generations.ShouldBe(1);
    }

    [Fact]
    public void Several_captures_at_once_give_the_same_as_one()
    {
        using var home = new CaptureHome();
        for (int i = 0; i < 20; i++)
            home.WriteClaude($"3f0c5d0e-9d6e-4a55-8a52-0c2c5a6f1{i:D3}", turns: 3);
        CaptureReport[] reports = new CaptureReport[4];
        Parallel.For(0, 4, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i => reports[i] = home.Capture());
        reports.Sum(report => report.Captured).ShouldBe(20);
        home.All().Count.ShouldBe(20);
        new SessionArchive(home.Home).Names().Count().ShouldBe(20);
    }

    [Fact]
    public void A_transcript_that_its_agent_moved_is_the_same_session()
    {
        using var home = new CaptureHome();
        string day = Path.Combine(home.User, ".codex", "sessions", "2026", "05", "01");
        string name = "rollout-2026-05-01T10-00-00-0196a000-0000-7000-8000-000000000001.jsonl";
        Directory.CreateDirectory(day);
        File.WriteAllText(
            Path.Combine(day, name),
            """
            {"timestamp":"2026-05-01T10:00:00.000Z","type":"session_meta","payload":{"id":"0196a000-0000-7000-8000-000000000001","timestamp":"2026-05-01T10:00:00.000Z","cwd":"/w/demo","originator":"codex-tui","cli_version":"0.139.0","source":"cli"}}
            {"timestamp":"2026-05-01T10:00:01.101Z","type":"event_msg","payload":{"type":"user_message","message":"add a test","images":[]}}

            """
        );
        home.Capture().Captured.ShouldBe(1);
        string archived = Path.Combine(home.User, ".codex", "archived_sessions");
        Directory.CreateDirectory(archived);
        File.Move(Path.Combine(day, name), Path.Combine(archived, name));
        CaptureReport report = home.Capture();
        report.Deleted.ShouldBe(0);
        report.BytesRead.ShouldBe(0);
        IndexedSession session = home.Only();
        session.SourcePath.ShouldBe("archived_sessions/" + name);
        session.Messages.ShouldBe(1);
        List<string> index = IndexDump.Of(home.Home);
        home.Reindex();
        IndexDump.Of(home.Home).ShouldBe(index);
    }

    [Fact]
    public void An_unreadable_file_is_named_and_the_others_go_on()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess, "The superuser may read every file.");
        using var home = new CaptureHome();
        string path = home.WriteClaude(Id);
        home.WriteClaude(Other);
        File.SetUnixFileMode(path, UnixFileMode.None);
        CaptureReport report = home.Capture();
        report.Captured.ShouldBe(1);
        report.Skipped.ShouldHaveSingleItem().Path.ShouldBe(path);
    }

    [Fact]
    public void A_cancelled_capture_leaves_what_was_complete_and_the_next_one_does_the_rest()
    {
        using var home = new CaptureHome();
        for (int i = 0; i < 30; i++)
            home.WriteClaude($"3f0c5d0e-9d6e-4a55-8a52-0c2c5a6f1{i:D3}", turns: 3);
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();
        Should.Throw<OperationCanceledException>(() => home.Capture(cancellation: cancellation.Token));
        home.Capture();
        home.All().Count.ShouldBe(30);
    }

    [Fact]
    public void A_lost_index_is_made_again_by_the_next_capture()
    {
        using var home = new CaptureHome();
        home.WriteClaude(Id, turns: 3);
        home.Capture();
        List<string> index = IndexDump.Of(home.Home);
        File.Delete(home.Home.Index);
        home.Capture().Unchanged.ShouldBe(1);
        IndexDump.Of(home.Home).ShouldBe(index);
    }

    [Fact]
    public void A_home_is_only_for_its_owner()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has access lists.");
        using var home = new CaptureHome();
        home.WriteClaude(Id, turns: 3, prompt: $"use {Archiving.MadeUpToken.Of(1)}");
        home.Capture();
        foreach (
            string path in Directory
                .GetFileSystemEntries(home.Home.Folder, "*", SearchOption.AllDirectories)
                .Append(home.Home.Folder)
        )
        {
            UnixFileMode mode = File.GetUnixFileMode(path);
            (mode & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute)).ShouldBe(
                UnixFileMode.None,
                path
            );
        }
    }
}

using System.Diagnostics;
using Reprise.Agents;
using Reprise.Capturing;
using Reprise.Indexing;
using Reprise.Tests.Capturing;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Robustness;

/// <summary>What lies in an agent's folder and is no plain file.</summary>
public sealed class BadPlaceTests
{
    private const string Id = "bad00000-0000-4000-8000-000000000001";

    public BadPlaceTests() => Assert.SkipWhen(OperatingSystem.IsWindows(), "Links, pipes and permissions are those of Unix.");

    [Fact]
    public void A_loop_of_links_is_named_and_not_followed()
    {
        using var home = new CaptureHome();
        Directory.CreateDirectory(home.ClaudeProject);
        string loop = Path.Combine(home.ClaudeProject, "loop");
        Directory.CreateSymbolicLink(loop, home.ClaudeProject);
        string self = home.PathOf(Id);
        File.CreateSymbolicLink(self, self);
        string codex = Path.Combine(home.User, ".codex", "sessions", "again");
        Directory.CreateDirectory(Path.GetDirectoryName(codex)!);
        Directory.CreateSymbolicLink(codex, Path.GetDirectoryName(codex)!);
        CaptureReport report = Robust.CaptureAndCheck(home);
        report.Captured.ShouldBe(HealthySessions.Count);
        report.Skipped.Select(problem => problem.Path).ShouldBe([self, codex], ignoreOrder: true);
        report.Skipped.ShouldAllBe(problem => problem.Reason.Contains("link", StringComparison.Ordinal));
    }

    [Fact]
    public void A_link_to_a_file_outside_is_named_and_not_read()
    {
        using var home = new CaptureHome();
        Directory.CreateDirectory(home.ClaudeProject);
        string outside = Path.Combine(home.Folder, "outside.jsonl");
        File.WriteAllText(outside, CaptureHome.ClaudeTurn(Id, 0, "a text from outside"));
        File.CreateSymbolicLink(home.PathOf(Id), outside);
        File.CreateSymbolicLink(HealthySessions.CodexPath(home, Id), outside);
        Directory.CreateSymbolicLink(Path.Combine(home.User, ".claude", "projects", "-w-outside"), home.Folder);
        CaptureReport report = Robust.CaptureAndCheck(home);
        report.Captured.ShouldBe(HealthySessions.Count);
        report.Skipped.Count.ShouldBe(3);
        IndexDump.Of(home.Home).ShouldNotContain(line => line.Contains("outside", StringComparison.Ordinal));
    }

    [Fact]
    public void A_pipe_with_the_name_of_a_session_is_named_and_does_not_block()
    {
        using var home = new CaptureHome();
        Directory.CreateDirectory(home.ClaudeProject);
        string[] pipes =
        [
            home.PathOf(Id),
            Path.Combine(home.ClaudeProject, "agent-a1.jsonl"),
            HealthySessions.CodexPath(home, Id),
            Path.Combine(Path.GetDirectoryName(HealthySessions.CodexPath(home, Id))!, "rollout-short.jsonl"),
            Path.Combine(home.User, ".codex", "session_index.jsonl"),
        ];
        foreach (string pipe in pipes)
            MakePipe(pipe);
        CaptureReport report = Robust.CaptureAndCheck(home);
        report.Captured.ShouldBe(HealthySessions.Count);
        report.Skipped.Select(problem => problem.Path).ShouldBe(pipes, ignoreOrder: true);
        Robust.Capture(home, new CaptureRequest { Paths = [pipes[0]] }).Skipped.ShouldNotBeEmpty();
    }

    [Fact]
    public void A_folder_with_the_name_of_a_session_is_none()
    {
        using var home = new CaptureHome();
        Directory.CreateDirectory(home.PathOf(Id));
        Directory.CreateDirectory(HealthySessions.CodexPath(home, Id));
        Directory.CreateDirectory(Path.Combine(home.ClaudeProject, "agent-a1.jsonl", "inside"));
        CaptureReport report = Robust.CaptureAndCheck(home);
        report.Captured.ShouldBe(HealthySessions.Count);
        report.Deleted.ShouldBe(0);
    }

    [Fact]
    public void A_folder_nested_too_deep_is_named_and_the_rest_is_captured()
    {
        using var home = new CaptureHome();
        string path = Path.Combine(home.User, ".codex", "sessions");
        for (int i = 0; i < 60; i++)
            path = Path.Combine(path, "d");
        Directory.CreateDirectory(path);
        CaptureReport report = Robust.CaptureAndCheck(home);
        report.Captured.ShouldBe(HealthySessions.Count);
        report.Skipped.ShouldHaveSingleItem().Reason.ShouldContain("too deep");
    }

    [Fact]
    public void An_unreadable_file_is_named_and_marks_nothing()
    {
        (CaptureHome home, string path) = CapturedByNobody();
        using (home)
        {
            File.AppendAllText(path, "more\n");
            File.SetUnixFileMode(path, UnixFileMode.None);
            CaptureResult result = CaptureAsNobody(home);
            result.ExitCode.ShouldBe(0);
            result.Deleted.ShouldBe(0);
            DiscoveryProblem skipped = result.Skipped.ShouldHaveSingleItem();
            skipped.Path.ShouldBe(path);
            skipped.Reason.ShouldContain("may not be read");
            home.All().ShouldAllBe(session => session.DeletedAt == null);
        }
    }

    [Theory]
    [InlineData("projects/-w-demo")]
    [InlineData("projects")]
    [InlineData("")]
    public void An_unreadable_folder_is_named_and_marks_nothing(string below)
    {
        (CaptureHome home, _) = CapturedByNobody();
        using (home)
        {
            string folder = Path.Combine(home.User, ".claude", below);
            File.SetUnixFileMode(folder, UnixFileMode.None);
            CaptureResult result = CaptureAsNobody(home);
            result.ExitCode.ShouldBe(0);
            result.Deleted.ShouldBe(0);
            result.Skipped.Count.ShouldBeGreaterThan(0);
            home.All().ShouldAllBe(session => session.DeletedAt == null);
        }
    }

    [Fact]
    public void A_file_that_was_replaced_by_a_link_marks_nothing()
    {
        using var home = new CaptureHome();
        string path = home.WriteClaude(Id);
        Robust.CaptureAndCheck(home);
        string aside = Path.Combine(home.Folder, "aside.jsonl");
        File.Move(path, aside);
        File.CreateSymbolicLink(path, aside);
        CaptureReport report = Robust.Capture(home);
        report.Deleted.ShouldBe(0);
        report.Skipped.ShouldHaveSingleItem().Path.ShouldBe(path);
    }

    private static (CaptureHome Home, string Path) CapturedByNobody()
    {
        SkipWithoutNobody();
        var home = new CaptureHome();
        string path = home.WriteClaude(Id);
        HealthySessions.Write(home);
        CaptureProcess.GiveToNobody(home.Folder);
        CaptureAsNobody(home).Captured.ShouldBe(HealthySessions.Count + 1);
        return (home, path);
    }

    private static CaptureResult CaptureAsNobody(CaptureHome home)
    {
        using CaptureProcess process = CaptureProcess.Start(home, asNobody: true);
        return process.Result();
    }

    private static void SkipWithoutNobody()
    {
        Assert.SkipUnless(
            OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess,
            "Only the superuser can run a capture as another user."
        );
        Assert.SkipUnless(File.Exists("/usr/bin/setpriv"), "There is no setpriv.");
    }

    internal static void MakePipe(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using Process process = Process.Start("mkfifo", [path]);
        process.WaitForExit();
        File.Exists(path).ShouldBeTrue();
    }
}

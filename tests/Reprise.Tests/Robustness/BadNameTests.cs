using System.Diagnostics;
using Reprise.Archiving;
using Reprise.Capturing;
using Reprise.Indexing;
using Reprise.Tests.Capturing;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Robustness;

/// <summary>Names and ids that must not become paths, lines or shapes of anything.</summary>
public sealed class BadNameTests
{
    private const string Id = "bad00000-0000-4000-8000-000000000001";

    [Theory]
    [InlineData("../../../../escape")]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("/etc/passwd")]
    [InlineData("C:\\\\Windows\\\\x")]
    [InlineData("a/b")]
    [InlineData("CON")]
    [InlineData("a\\u0000b")]
    [InlineData("\\n\\r\\u001b[31m")]
    [InlineData("\\ud800")]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("%s%n{0}")]
    public void An_id_inside_a_file_never_leads_out_of_the_home(string id)
    {
        using var home = new CaptureHome();
        string folder = Path.GetDirectoryName(HealthySessions.CodexPath(home, Id))!;
        string codex = Path.Combine(folder, "rollout-short.jsonl");
        File.WriteAllText(codex, HealthySessions.CodexLines(id, 3));
        home.Age(codex);
        Directory.CreateDirectory(home.ClaudeProject);
        string agent = Path.Combine(home.ClaudeProject, "agent-a1.jsonl");
        File.WriteAllText(agent, CaptureHome.ClaudeTurn(id, 0, "go"));
        home.Age(agent);
        string[] before = Everything(home.Folder);
        CaptureReport report = Robust.CaptureAndCheck(home);
        report.Captured.ShouldBe(HealthySessions.Count + 2);
        Everything(home.Folder)
            .Where(path => !path.StartsWith(home.Home.Folder, StringComparison.Ordinal))
            .Except(before, StringComparer.Ordinal)
            .ShouldAllBe(path =>
                path.Contains("a0000000", StringComparison.Ordinal)
                || path.Contains(HealthySessions.CodexId, StringComparison.Ordinal)
            );
        new SessionArchive(home.Home)
            .Names()
            .ShouldAllBe(name => System.Text.RegularExpressions.Regex.IsMatch(name, @"^\d{4}/\d\d/[\w-]+$"));
    }

    [Fact]
    public void Two_files_without_an_id_are_two_sessions()
    {
        using var home = new CaptureHome();
        string folder = Path.GetDirectoryName(HealthySessions.CodexPath(home, Id))!;
        foreach (string name in new[] { "rollout-one.jsonl", "rollout-two.jsonl" })
        {
            File.WriteAllText(Path.Combine(folder, name), HealthySessions.CodexLines("", 1));
            home.Age(Path.Combine(folder, name));
        }
        Robust.CaptureAndCheck(home).Captured.ShouldBe(HealthySessions.Count + 2);
    }

    [Fact]
    public void A_working_folder_with_any_characters_names_no_path()
    {
        using var home = new CaptureHome();
        string[] folders =
        [
            "../../..",
            "/",
            "",
            "\\\\\\\\server\\\\share\\\\..",
            "a\\nb",
            "\\u0000",
            new string('x', 300),
            "/w/漢字 😀",
            "..\\\\..\\\\x",
            "/w/-",
        ];
        for (int i = 0; i < folders.Length; i++)
        {
            string path = home.WriteClaude($"bad00000-0000-4000-8000-0000000001{i:D2}");
            File.WriteAllText(path, File.ReadAllText(path).Replace("/w/demo", folders[i], StringComparison.Ordinal));
            home.Age(path);
        }
        Robust.CaptureAndCheck(home).Captured.ShouldBe(HealthySessions.Count + folders.Length);
        new SessionArchive(home.Home)
            .Names()
            .ShouldAllBe(name => System.Text.RegularExpressions.Regex.IsMatch(name, @"^\d{4}/\d\d/[\w-]+$"));
    }

    [Fact]
    public void Files_with_strange_names_are_sessions_like_others()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows does not allow such names.");
        using var home = new CaptureHome();
        Directory.CreateDirectory(home.ClaudeProject);
        string[] names =
        [
            new string('n', 249) + ".jsonl",
            "a\nb.jsonl",
            "\u001b[31mred\u0007.jsonl",
            "..jsonl",
            "...jsonl",
            " .jsonl",
            "-rf.jsonl",
            "*?.jsonl",
            "a\\b.jsonl",
            "..\\..\\up.jsonl",
            "é.jsonl",
            "e\u0301.jsonl",
            "\u202egnp.jsonl",
            "\"'`$(x).jsonl",
            "agent-.jsonl",
            "agent-\n.jsonl",
        ];
        foreach (string name in names)
        {
            string path = Path.Combine(home.ClaudeProject, name);
            File.WriteAllText(path, CaptureHome.ClaudeTurn("x", 0, "go"));
            home.Age(path);
        }
        CaptureReport report = Robust.CaptureAndCheck(home);
        report.Skipped.ShouldBeEmpty();
        ArchiveCheck.EqualsSources(home.Home).ShouldBe(HealthySessions.Count + names.Length);
        new SessionArchive(home.Home)
            .Names()
            .ShouldAllBe(name => System.Text.RegularExpressions.Regex.IsMatch(name, @"^\d{4}/\d\d/[\w-]+$"));
    }

    [Fact]
    public void Names_that_are_no_text_are_said_to_be_so()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Other systems do not allow such names.");
        using var home = new CaptureHome();
        Directory.CreateDirectory(home.ClaudeProject);
        string codex = Path.GetDirectoryName(HealthySessions.CodexPath(home, Id))!;
        Shell($"printf '{{}}\\n' > '{home.ClaudeProject}'/$(printf 'bad\\377\\376.jsonl')");
        Shell($"printf '{{}}\\n' > '{codex}'/$(printf 'rollout-bad\\377.jsonl')");
        Shell($"mkdir '{Path.GetDirectoryName(home.ClaudeProject)}'/$(printf 'p\\377')");
        Shell($"printf '{{}}\\n' > '{Path.GetDirectoryName(home.ClaudeProject)}'/$(printf 'p\\377')/x.jsonl");
        CaptureReport report = Robust.CaptureAndCheck(home);
        report.Captured.ShouldBe(HealthySessions.Count);
        report.Skipped.Count.ShouldBe(3);
        report.Skipped.ShouldAllBe(problem => problem.Reason.Contains("name", StringComparison.Ordinal));
    }

    [Fact]
    public void A_session_in_two_projects_is_one_session_with_both_files()
    {
        using var home = new CaptureHome();
        string path = home.WriteClaude(Id, turns: 2);
        string other = Path.Combine(home.User, ".claude", "projects", "-w-other", Id + ".jsonl");
        Directory.CreateDirectory(Path.GetDirectoryName(other)!);
        File.WriteAllText(other, File.ReadAllText(path) + CaptureHome.ClaudeTurn(Id, 2, "go on elsewhere"));
        home.Age(other);
        Robust.CaptureAndCheck(home).Captured.ShouldBe(HealthySessions.Count + 1);
        IndexedSession session = home.All().Single(session => session.Key.NativeId == Id);
        session.Messages.ShouldBe(6);
    }

    private static string[] Everything(string folder) => Directory.GetFileSystemEntries(folder, "*", SearchOption.AllDirectories);

    private static void Shell(string command)
    {
        using Process process = Process.Start("bash", ["-c", command]);
        process.WaitForExit();
        process.ExitCode.ShouldBe(0);
    }
}

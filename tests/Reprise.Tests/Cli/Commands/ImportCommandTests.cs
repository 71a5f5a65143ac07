using System.Text.Json;
using Reprise.Tests.Importing;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Cli.Commands;

public sealed class ImportCommandTests : IDisposable
{
    private const string Id = "11111111-2222-4333-8444-555555555555";
    private readonly CliHarness _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void Git_history_comes_back_and_can_be_restored()
    {
        string path = Deleted();
        CliResult preview = _cli.Run(
            "import",
            "--git",
            "~/.claude".Replace("~", _cli.UserHome, StringComparison.Ordinal),
            "--dry-run"
        );
        preview.Out.ShouldStartWith("Would import 1 new session (claude-code 1).");
        CliResult result = _cli.Run("import", "--git", Path.Combine(_cli.UserHome, ".claude"));
        result.ExitCode.ShouldBe(0);
        result.Out.ShouldStartWith("Imported 1 new session (claude-code 1) in ");
        result.Error.ShouldContain("'reprise list --all'");
        _cli.Run("list", "--all").Out.ShouldContain("[deleted] remember this");
        _cli.Run("restore", "--deleted").ExitCode.ShouldBe(0);
        File.ReadAllText(path).ShouldContain("remember this");
        _cli.Run("import", "--git", Path.Combine(_cli.UserHome, ".claude")).Out.ShouldStartWith("Nothing new.");
    }

    [Fact]
    public void The_json_has_the_members_of_a_capture()
    {
        string path = _cli.Add("conversations.json", $"[{ChatTexts.Claude()}]");
        JsonElement json = _cli.Run("import", path, "--json").Json;
        json.GetProperty("captured").GetInt32().ShouldBe(1);
        json.GetProperty("byAgent").GetProperty("claude-ai").GetInt32().ShouldBe(1);
        _cli.Run("list", "--agent", "claude-ai").Out.ShouldContain("Finding the parser");
        _cli.Run("search", "größer").Out.ShouldContain("größer");
        _cli.Run("import", path, "--json").Json.GetProperty("unchanged").GetInt32().ShouldBe(1);
    }

    [Fact]
    public void Only_the_agents_that_were_asked_for_are_imported()
    {
        string path = _cli.Add("conversations.json", $"[{ChatTexts.Claude()}, {ChatTexts.Gpt()}]");
        _cli.Run("import", path, "--agent", "chatgpt", "--json").Json.GetProperty("captured").GetInt32().ShouldBe(1);
        _cli.Run("import", path, "--agent", "codex").ExitCode.ShouldBe(3);
    }

    [Fact]
    public void A_folder_of_an_agent_that_was_copied_is_taken_as_it_is()
    {
        MadeUpSessions.AddClaudeCode(_cli, Id, "from the laptop");
        Directory.Move(Path.Combine(_cli.UserHome, ".claude"), Path.Combine(_cli.UserHome, "laptop"));
        _cli.Run("import", Path.Combine(_cli.UserHome, "laptop")).ExitCode.ShouldBe(0);
        _cli.Run("list").Out.ShouldContain("from the laptop");
    }

    [Fact]
    public void Without_git_the_error_says_what_to_do()
    {
        _cli.Add("folder/x", "");
        CliResult result = _cli.Run("import", "--git", Path.Combine(_cli.UserHome, "folder"));
        result.ExitCode.ShouldBe(1);
        result.Error.ShouldContain("git was not found");
        result.Error.ShouldContain("hint:");
        _cli.Run("import", "--git", Path.Combine(_cli.UserHome, "folder"), "--json").JsonErrorKind.ShouldBe("git");
        Directory.Exists(_cli.Home).ShouldBeFalse();
    }

    [Fact]
    public void What_is_not_there_or_holds_nothing_has_an_exit_code_of_its_own()
    {
        _cli.Run("import").ExitCode.ShouldBe(2);
        CliResult missing = _cli.Run("import", Path.Combine(_cli.UserHome, "missing"));
        missing.ExitCode.ShouldBe(1);
        missing.Error.ShouldContain("There is no ");
        _cli.Add("empty/readme.txt", "x");
        _cli.Run("import", Path.Combine(_cli.UserHome, "empty")).ExitCode.ShouldBe(3);
        _cli.Variables["PATH"] = System.Environment.GetEnvironmentVariable("PATH") ?? "";
        var git = new GitFolder(Path.Combine(_cli.UserHome, "repository"));
        git.Commit();
        _cli.Run("import", "--git", git.Path).ExitCode.ShouldBe(4);
    }

    private string Deleted()
    {
        _cli.Variables["PATH"] = System.Environment.GetEnvironmentVariable("PATH") ?? "";
        var git = new GitFolder(Path.Combine(_cli.UserHome, ".claude"));
        string path = MadeUpSessions.AddClaudeCode(_cli, Id, "remember this");
        git.Commit();
        File.Delete(path);
        git.Commit();
        return path;
    }
}

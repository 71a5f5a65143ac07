using Reprise.Agents;
using Reprise.Cli;
using Reprise.Cli.Completion;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Cli.Completion;

public sealed class SuggestionsTests
{
    [Fact]
    public void Without_a_word_all_commands_are_offered_and_hidden_ones_are_not() =>
        Words("").ShouldBe(Program.Commands.Shown.Select(entry => entry.Name));

    [Theory]
    [InlineData("capture", "cap")]
    [InlineData("get", "config", "g")]
    [InlineData("get", "-q", "config", "g")]
    [InlineData("get", "--home", "/x", "config", "g")]
    [InlineData("capture.minAge", "config", "get", "capture.m")]
    [InlineData("--dry-run", "capture", "--dr")]
    [InlineData("--verbose", "capture", "--verb")]
    [InlineData("jsonl", "mask", "--shape", "jsonl")]
    [InlineData("fish", "completion", "f")]
    [InlineData("version", "help", "vers")]
    public void The_word_that_fits_is_offered(string expected, params string[] typed) => Words(typed).ShouldBe([expected]);

    [Fact]
    public void Values_of_an_option_are_offered_behind_it()
    {
        string[] agents = [.. AgentCatalog.All.Concat(AgentCatalog.Exports).Select(agent => agent.Id.Value)];
        Words("capture", "--agent", "").ShouldBe(agents, ignoreOrder: true);
        Words("mask", "--shape=js").ShouldBe(["json", "jsonl"], ignoreOrder: true);
        Words("mask", "--shape", "=", "js").ShouldBe(["json", "jsonl"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("mask", "no")]
    [InlineData("nonsense", "x")]
    [InlineData("capture", "--", "--dry")]
    [InlineData("capture", "--home", "")]
    public void Where_only_files_fit_nothing_is_offered(params string[] typed) => Words(typed).ShouldBeEmpty();

    [Fact]
    public void The_command_for_shells_prints_a_word_and_its_meaning()
    {
        using var cli = new CliHarness();
        cli.Run("__complete", "--", "capture", "--dry").Out.ShouldStartWith("--dry-run\tOnly say");
        cli.Run("__complete", "--", "--json", "vers").Out.ShouldStartWith("version\t");
    }

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    [InlineData("powershell")]
    public void Every_shell_gets_a_script(string shell)
    {
        using var cli = new CliHarness();
        CliResult result = cli.Run("completion", shell);
        result.ExitCode.ShouldBe(0);
        result.Out.ShouldContain("__complete");
        cli.Run("completion", "tcsh").ExitCode.ShouldBe(2);
    }

    private static IEnumerable<string> Words(params string[] typed) =>
        Suggestions.Of(Program.Commands, typed).Select(suggestion => suggestion.Word);
}

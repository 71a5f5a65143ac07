using Reprise.Cli;
using Reprise.Cli.Commands.Options;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Cli.Commands.Options;

public sealed class FilterOptionsTests : IDisposable
{
    private readonly CliHarness _cli = new();
    private SessionFilter _filter = new();

    public FilterOptionsTests() =>
        _cli.Commands = new CommandTable([
            new(
                "pick",
                CommandGroup.Find,
                () =>
                {
                    var filters = new FilterOptions(20, "last-used", "size");
                    var command = new CliCommand("pick", "Picks sessions");
                    filters.AddTo(command);
                    command.OnRun(
                        (context, parsed, _) =>
                        {
                            _filter = filters.Read(context, parsed);
                            return ExitCode.Done;
                        }
                    );
                    return command;
                }
            ),
        ]);

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void Without_options_the_defaults_hold()
    {
        Pick();
        _filter.ShouldBe(
            new SessionFilter
            {
                Limit = 20,
                Agents = _filter.Agents,
                Tags = _filter.Tags,
            }
        );
        _filter.Agents.ShouldBeEmpty();
        _filter.Tags.ShouldBeEmpty();
    }

    [Fact]
    public void Every_option_becomes_a_value()
    {
        Pick(
            "--agent",
            "claude-code",
            "--agent",
            "codex",
            "--project",
            "shop",
            "--since",
            "7d",
            "--until",
            "2026-06-14",
            "--tag",
            "a",
            "--tag",
            "b",
            "--model",
            "gpt",
            "-n",
            "5",
            "--sort",
            "size",
            "--deleted"
        );
        _filter.Agents.Select(agent => agent.Value).ShouldBe(["claude-code", "codex"]);
        _filter.Project.ShouldBe("shop");
        _filter.Since.ShouldBe(DateTimeOffset.Parse("2026-06-08T12:00:00Z"));
        _filter.Until.ShouldBe(DateTimeOffset.Parse("2026-06-14T22:00:00Z"));
        _filter.Tags.ShouldBe(["a", "b"]);
        _filter.Model.ShouldBe("gpt");
        _filter.Limit.ShouldBe(5);
        _filter.Sort.ShouldBe("size");
        _filter.Deleted.ShouldBe(DeletedSessions.Only);
    }

    [Fact]
    public void Agents_may_be_joined_by_commas_and_named_twice()
    {
        Pick("--agent", "codex,claude-code", "--agent", "codex");
        _filter.Agents.Select(agent => agent.Value).ShouldBe(["codex", "claude-code"]);
    }

    [Fact]
    public void A_limit_of_0_means_all()
    {
        Pick("--limit", "0");
        _filter.Limit.ShouldBeNull();
    }

    [Theory]
    [InlineData(".", "")]
    [InlineData("./sub/", "sub")]
    [InlineData("~/sub", "sub")]
    public void A_project_typed_as_a_path_becomes_absolute(string typed, string expected)
    {
        Pick("--project", typed);
        _filter.Project.ShouldBe(Path.TrimEndingDirectorySeparator(Path.Combine(_cli.UserHome, expected)));
    }

    [Theory]
    [InlineData("There is no agent 'cluade-code'.", "Did you mean 'claude-code'?", "--agent", "cluade-code")]
    [InlineData("--since does not understand 'soon'.", "Write 30m", "--since", "soon")]
    [InlineData("--until does not understand '2026-99-01'.", "Write 30m", "--until", "2026-99-01")]
    [InlineData("--since lies after --until.", "", "--since", "1d", "--until", "2d")]
    [InlineData("--limit needs a number from 0 on, not '-1'.", "0 stands for all.", "--limit", "-1")]
    [InlineData("--limit needs a number from 0 on, not 'many'.", "0 stands for all.", "--limit", "many")]
    [InlineData("--deleted and --all exclude each other.", "--all", "--deleted", "--all")]
    public void A_value_that_makes_no_sense_is_a_usage_error(string message, string hint, params string[] arguments)
    {
        CliResult result = _cli.Run(["pick", .. arguments]);
        result.ExitCode.ShouldBe(2);
        result.Error.ShouldStartWith($"error: {message}\n");
        result.Error.ShouldContain(hint);
    }

    [Fact]
    public void A_value_that_the_parser_refuses_is_a_usage_error()
    {
        CliResult result = _cli.Run(["pick", "--sort", "colour"]);
        result.ExitCode.ShouldBe(2);
        result.Error.ShouldContain("colour");
    }

    private void Pick(params string[] arguments)
    {
        CliResult result = _cli.Run(["pick", .. arguments]);
        result.Error.ShouldBeEmpty();
        result.ExitCode.ShouldBe(0);
    }
}

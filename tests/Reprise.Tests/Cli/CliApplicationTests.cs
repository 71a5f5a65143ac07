using System.CommandLine;
using Reprise.Cli;
using Reprise.Files;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Cli;

public sealed class CliApplicationTests : IDisposable
{
    private readonly CliHarness _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void Without_arguments_help_lists_all_commands()
    {
        CliResult result = _cli.Run();
        result.ExitCode.ShouldBe(0);
        result.Error.ShouldBeEmpty();
        foreach (CommandEntry entry in Program.Commands.Shown)
            result.Out.ShouldContain($"\n  {entry.Name} ");
    }

    [Fact]
    public void Every_command_carries_the_name_that_the_table_gives_it()
    {
        foreach (CommandEntry entry in Program.Commands.Shown)
        {
            CliCommand command = entry.Create();
            command.Name.ShouldBe(entry.Name);
            command.Description.ShouldNotBeNullOrEmpty();
            command.Description.ShouldNotEndWith(".");
        }
    }

    [Theory]
    [InlineData("vresion", "version")]
    [InlineData("verison", "version")]
    [InlineData("hlep", "help")]
    public void An_unknown_command_suggests_the_nearest(string typed, string meant)
    {
        CliResult result = _cli.Run(typed);
        result.ExitCode.ShouldBe(2);
        result.Out.ShouldBeEmpty();
        result.Error.ShouldBe($"error: There is no command '{typed}'.\nhint: Did you mean 'reprise {meant}'?\n");
    }

    [Fact]
    public void A_command_unlike_any_other_gets_no_suggestion()
    {
        CliResult result = _cli.Run("quux");
        result.ExitCode.ShouldBe(2);
        result.Error.ShouldNotContain("Did you mean");
    }

    [Theory]
    [InlineData("list", "--delted")]
    [InlineData("search", "--agnt")]
    [InlineData("capture", "--dryrun")]
    [InlineData("restore", "--forse")]
    [InlineData("mask", "--findngs")]
    public void An_unknown_option_is_not_taken_for_a_word(string command, string option)
    {
        CliResult result = _cli.Run(command, "word", option);
        result.ExitCode.ShouldBe(2);
        result.Error.ShouldContain($"has no option '{option}'");
        result.Error.ShouldContain("Did you mean '--");
    }

    [Fact]
    public void What_stands_behind_two_dashes_is_a_word()
    {
        CliResult result = _cli.Run("capture", "--", "--dryrun");
        result.Error.ShouldNotContain("has no option");
    }

    [Fact]
    public void An_unknown_option_suggests_the_nearest()
    {
        CliResult result = _cli.Run("version", "--jsn");
        result.ExitCode.ShouldBe(2);
        result.Error.ShouldBe("error: 'reprise version' has no option '--jsn'.\nhint: Did you mean '--json'?\n");
    }

    [Fact]
    public void What_was_typed_cannot_act_on_the_terminal()
    {
        CliResult result = _cli.Run("li\u001b[2Jst\u202e");
        result.ExitCode.ShouldBe(2);
        result.Error.ShouldContain("'list'");
        result.Error.ShouldNotContain("\u001b");
        result.Error.ShouldNotContain("\u202e");
    }

    [Fact]
    public void An_option_without_its_value_is_a_usage_error()
    {
        CliResult result = _cli.Run("version", "--home");
        result.ExitCode.ShouldBe(2);
        result.Error.ShouldStartWith("error: --home needs a value.\n");
    }

    [Theory]
    [InlineData("--json", "version")]
    [InlineData("version", "--json")]
    public void Global_options_stand_before_or_after_the_command(string first, string second)
    {
        CliResult result = _cli.Run(first, second);
        result.ExitCode.ShouldBe(0);
        result.Json.GetProperty("version").GetString().ShouldBe(ProductVersion.Text);
    }

    [Fact]
    public void The_value_of_a_global_option_is_not_taken_for_the_command()
    {
        CliResult result = _cli.Run("--home", "help", "version");
        result.ExitCode.ShouldBe(0);
        result.Out.ShouldStartWith("reprise ");
    }

    [Fact]
    public void Help_of_a_command_needs_no_valid_command_line()
    {
        Commands(new RepriseException("x", "unused"));
        CliResult result = _cli.Run("fail", "--wrong", "--help");
        result.ExitCode.ShouldBe(0);
        result.Out.ShouldContain("reprise fail");
    }

    [Theory]
    [InlineData("usage", 2)]
    [InlineData("ambiguous", 2)]
    [InlineData("not-found", 4)]
    [InlineData("empty", 4)]
    [InlineData("vault", 1)]
    public void An_error_that_can_be_cured_shows_message_and_hint_and_has_the_exit_code_of_its_kind(string kind, int code)
    {
        Commands(new RepriseException(kind, "It is broken.", "Mend it."));
        CliResult result = _cli.Run("fail");
        result.ExitCode.ShouldBe(code);
        result.Out.ShouldBeEmpty();
        result.Error.ShouldBe("error: It is broken.\nhint: Mend it.\n");
    }

    [Fact]
    public void With_json_an_error_is_the_one_document_on_stdout()
    {
        Commands(new RepriseException("vault", "It is 'broken'.", "Mend it."));
        CliResult result = _cli.Run("fail", "--json");
        result.ExitCode.ShouldBe(1);
        result.Error.ShouldBeEmpty();
        result.Out.ShouldBe("{\"error\":{\"kind\":\"vault\",\"message\":\"It is 'broken'.\",\"hint\":\"Mend it.\"}}\n");
    }

    [Fact]
    public void With_json_a_wrong_command_line_is_told_as_json_too()
    {
        CliResult result = _cli.Run("version", "--json", "--wrong");
        result.ExitCode.ShouldBe(2);
        result.JsonErrorKind.ShouldBe("usage");
    }

    [Fact]
    public void A_file_that_may_not_be_read_is_an_error_that_can_be_cured()
    {
        Commands(new UnauthorizedAccessException("Access to the path '/x' is denied."));
        CliResult result = _cli.Run("fail");
        result.ExitCode.ShouldBe(1);
        result.Error.ShouldStartWith("error: Access to the path '/x' is denied.\nhint: ");
    }

    [Fact]
    public void A_bug_is_not_swallowed_on_the_way_to_main()
    {
        Commands(new InvalidOperationException("content of a session"));
        Should.Throw<InvalidOperationException>(() => _cli.Run("fail"));
    }

    [Fact]
    public void A_bug_is_reported_without_its_message()
    {
        var failure = Failure.OfBug(new InvalidOperationException("content of a session"));
        failure.ExitCode.ShouldBe(ExitCode.Failed);
        failure.Message.ShouldContain("InvalidOperationException");
        failure.Message.ShouldNotContain("content");
    }

    [Fact]
    public async Task A_cancelled_command_returns_130()
    {
        Commands(null);
        using var source = new CancellationTokenSource();
        await source.CancelAsync();
        _cli.Cancellation = source.Token;
        CliResult result = _cli.Run("fail", "--json");
        result.ExitCode.ShouldBe(130);
        result.JsonErrorKind.ShouldBe("cancelled");
    }

    [Fact]
    public void A_reader_that_left_ends_the_command_quietly()
    {
        Commands(null);
        using var error = new MemoryStream();
        using CliEnvironment environment = _cli.Environment(new BrokenStream(), error);
        ExitCode code = new CliApplication(_cli.Commands, environment).Run(["fail"]);
        code.ShouldBe(ExitCode.Done);
        error.Length.ShouldBe(0);
    }

    [Fact]
    public void A_broken_settings_file_stops_a_command_that_needs_settings_and_no_other()
    {
        Commands(null);
        _cli.Add(".reprise/config.json", "{ \"vault\": \n  maybe }");
        CliResult result = _cli.Run("fail");
        result.ExitCode.ShouldBe(1);
        result.Error.ShouldContain("config.json is broken at line 2, column 3");
        Commands(null, needsSettings: false);
        _cli.Run("fail").ExitCode.ShouldBe(0);
    }

    [Fact]
    public void The_home_comes_from_the_option_then_the_variable_then_the_user()
    {
        string seen = "";
        Command("where", context => seen = context.Home.Folder);
        _cli.Run("where");
        seen.ShouldBe(_cli.Home);
        _cli.Variables["REPRISE_HOME"] = Path.Combine(_cli.UserHome, "other");
        _cli.Run("where");
        seen.ShouldBe(Path.Combine(_cli.UserHome, "other"));
        _cli.Run("where", "--home", "relative");
        seen.ShouldBe(Path.Combine(_cli.UserHome, "relative"));
    }

    [Fact]
    public void Quiet_silences_talk_but_not_errors()
    {
        Command(
            "talk",
            context =>
            {
                context.Say("talk");
                context.Warn("warned");
                throw new RepriseException("x", "It failed.");
            }
        );
        _cli.Run("talk").Error.ShouldBe("talk\nwarning: warned\nerror: It failed.\n");
        _cli.Run("talk", "-q").Error.ShouldBe("error: It failed.\n");
    }

    [Fact]
    public void Colours_appear_on_a_terminal_only_and_can_be_turned_off()
    {
        _cli.Run("quux").Error.ShouldNotContain("\u001b[");
        _cli.IsTerminal = true;
        _cli.Run("quux").Error.ShouldContain("\u001b[31merror:");
        _cli.Run("quux", "--no-color").Error.ShouldNotContain("\u001b[");
        _cli.Variables["NO_COLOR"] = "1";
        _cli.Run("quux").Error.ShouldNotContain("\u001b[");
    }

    private void Commands(Exception? error, bool needsSettings = true) =>
        Command(
            "fail",
            context =>
            {
                if (error is not null)
                    throw error;
                context.Out.WriteLine("done");
            },
            needsSettings
        );

    private void Command(string name, Action<CliContext> run, bool needsSettings = true) =>
        _cli.Commands = new CommandTable([
            new(
                name,
                CommandGroup.Upkeep,
                () =>
                {
                    var command = new CliCommand(name, "Is made up")
                    {
                        new Argument<string?>("word") { Arity = ArgumentArity.ZeroOrOne },
                    };
                    command.NeedsSettings = needsSettings;
                    command.OnRun(
                        (context, _, cancellation) =>
                        {
                            cancellation.ThrowIfCancellationRequested();
                            run(context);
                            return ExitCode.Done;
                        }
                    );
                    return command;
                }
            ),
        ]);

    private sealed class BrokenStream : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer) => throw new Reprise.Cli.Terminal.BrokenPipeException();

        public override void Write(byte[] buffer, int offset, int count) => throw new Reprise.Cli.Terminal.BrokenPipeException();
    }

    [Theory]
    [InlineData("--role does not know 'x'. It takes assistant, system, tool or user.", "search", "foo", "--role", "x")]
    [InlineData("'reprise completion' does not know 'x'. It takes bash, fish, powershell or zsh.", "completion", "x")]
    [InlineData("There is no /no/such/place.", "capture", "/no/such/place")]
    [InlineData("'vault' cannot be set to 'maybe'", "config", "set", "vault", "maybe")]
    [InlineData("It takes a number of minutes, such as 5.", "config", "set", "capture.minAge", "x")]
    public void What_is_wrong_is_said_with_what_would_be_right(string expected, params string[] arguments) =>
        _cli.Run(arguments).Error.ShouldContain(expected);

    [Theory]
    [InlineData("list", "--host", "--json")]
    [InlineData("list", "--since", "--all")]
    [InlineData("search", "word", "--agent", "-q")]
    public void An_option_is_no_value_of_another(params string[] arguments)
    {
        using var cli = new CliHarness();
        CliResult result = cli.Run(arguments);
        result.ExitCode.ShouldBe(2);
        (result.Out + result.Error).ShouldContain($"{arguments[^2]} needs a value.");
    }

    [Fact]
    public void A_file_that_is_not_there_is_named_with_what_to_do()
    {
        using var cli = new CliHarness();
        CliResult result = cli.Run("mask", "/nowhere/x.txt");
        result.ExitCode.ShouldBe(1);
        result.Error.ShouldContain("/nowhere");
        result.Error.ShouldNotContain("Could not find file");
    }
}

using System.CommandLine;
using Reprise.Cli.Commands;
using Reprise.Cli.Commands.Options;
using Reprise.Cli.Help;
using Reprise.Cli.Terminal;
using Reprise.Files;

namespace Reprise.Cli;

/// <summary>Runs one command line: finds the command, parses, runs, and turns errors into messages and exit codes.</summary>
internal sealed class CliApplication(CommandTable commands, CliEnvironment environment)
{
    public ExitCode Run(IReadOnlyList<string> arguments)
    {
        try
        {
            return IsVersionAsked(arguments) ? TellVersion() : ParseAndRun(arguments);
        }
        catch (BrokenPipeException)
        {
            // Whoever reads our output has seen enough.
            return ExitCode.Done;
        }
        catch (Exception error) when (Failure.Of(error) is { } failure)
        {
            return Report(failure, arguments);
        }
    }

    /// <summary>Tells the user about an error: as JSON on stdout when JSON was asked for, else on stderr.</summary>
    public ExitCode Report(Failure failure, IReadOnlyList<string> arguments)
    {
        // The command line may be what is wrong, so the options are looked up rather than parsed.
        try
        {
            using var context = new CliContext(environment, GlobalOptions.Glance(arguments));
            context.Report(failure);
        }
        catch (IOException)
        {
            // Nobody listens.
        }
        return failure.ExitCode;
    }

    /// <summary>Scripts and prompts ask for the version all the time: it is told before the parser is even loaded.</summary>
    private static bool IsVersionAsked(IReadOnlyList<string> arguments) => arguments is ["version" or "--version" or "-V"];

    private ExitCode TellVersion()
    {
        using var context = new CliContext(environment, new GlobalValues());
        return VersionCommand.Run(context);
    }

    private ExitCode ParseAndRun(IReadOnlyList<string> arguments)
    {
        string? word = GlobalOptions.FindCommand(arguments);
        CommandEntry? entry = word is null ? null : commands.Find(word);
        if (word is not null && entry is null)
            throw UnknownCommand(word);

        var tree = new CommandTree(entry is null ? [] : [entry]);
        ParseResult parsed = tree.Root.Parse(arguments, CommandTree.Configuration);
        GlobalValues globals = parsed.Errors.Count > 0 ? GlobalOptions.Glance(arguments) : tree.Globals.Read(parsed);
        using var context = new CliContext(environment, globals);
        var command = parsed.CommandResult.Command as CliCommand;
        if (command is null || globals.IsVersionAsked || globals.IsHelpAsked || command.Run is null)
            return Introduce(context, tree, parsed, command);

        ParseErrors.Throw(parsed);
        if (command.NeedsSettings)
            CheckPrices(context, command);
        ExitCode code = command.Run(context, parsed, command.StopsAtOnce ? CancellationToken.None : environment.Cancellation());
        context.Flush();
        return code;
    }

    private static void CheckPrices(CliContext context, CliCommand command)
    {
        if (context.Settings.PriceProblem is not { } problem)
            return;
        if (command.NeedsPrices)
            _ = context.OwnPrices;
        context.Warn(problem);
    }

    /// <summary>Answers what needs no command: version, help, and the command line without a command.</summary>
    private ExitCode Introduce(CliContext context, CommandTree tree, ParseResult parsed, CliCommand? command)
    {
        if (context.Globals.IsVersionAsked)
            VersionCommand.Run(context);
        else if (context.Globals.IsHelpAsked)
            HelpWriter.Write(context, commands, tree, command);
        else
        {
            if (command is not null && parsed.UnmatchedTokens.Count == 0)
                throw UsageError.Of(
                    $"'{CommandTree.PathOf(command)}' needs one of: {string.Join(", ", command.Subcommands.Select(c => c.Name))}."
                );
            ParseErrors.Throw(parsed);
            HelpWriter.Write(context, commands, tree, null);
        }
        context.Flush();
        return ExitCode.Done;
    }

    private RepriseException UnknownCommand(string word)
    {
        string? nearest = Nearest.To(word, commands.Shown.Select(entry => entry.Name));
        return UsageError.Of(
            $"There is no command '{SafeWord.Of(word)}'.",
            nearest is null ? "Run 'reprise help' for the list." : $"Did you mean 'reprise {nearest}'?"
        );
    }
}

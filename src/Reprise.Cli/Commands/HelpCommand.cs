using System.CommandLine;
using Reprise.Cli.Help;

namespace Reprise.Cli.Commands;

/// <summary><c>reprise help [COMMAND…]</c></summary>
internal static class HelpCommand
{
    public static CliCommand Create()
    {
        var words = new Argument<string[]>("command")
        {
            Arity = ArgumentArity.ZeroOrMore,
            Description = "The command, with its subcommand",
        };
        var command = new CliCommand("help", "Shows help for a command") { words };
        command.NeedsSettings = false;
        command.OnRun((context, parsed, _) => Run(context, parsed.GetValue(words) ?? []));
        return command;
    }

    private static ExitCode Run(CliContext context, string[] words)
    {
        CommandTable commands = Program.Commands;
        var tree = new CommandTree(words.Length > 0 && commands.Find(words[0]) is { } entry ? [entry] : []);
        Command command = tree.Root;
        foreach (string word in words)
        {
            IEnumerable<string> names =
                command == tree.Root ? commands.Shown.Select(e => e.Name) : command.Subcommands.Select(c => c.Name);
            command =
                command.Subcommands.FirstOrDefault(c => c.Name == word)
                ?? throw UsageError.Of(
                    $"There is no command '{SafeWord.Of(word)}'.",
                    Nearest.To(word, names) is { } nearest
                        ? $"Did you mean '{nearest}'?"
                        : $"Run '{CommandTree.ProgramName} help' for the list."
                );
        }
        HelpWriter.Write(context, commands, tree, command as CliCommand);
        return ExitCode.Done;
    }
}

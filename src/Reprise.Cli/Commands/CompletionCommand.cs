using System.CommandLine;
using Reprise.Cli.Completion;

namespace Reprise.Cli.Commands;

/// <summary><c>reprise completion SHELL</c></summary>
internal static class CompletionCommand
{
    public static CliCommand Create()
    {
        var shell = new Argument<string>("shell") { Description = string.Join(", ", CompletionScripts.Shells) };
        shell.AcceptOnlyFromAmong([.. CompletionScripts.Shells]);
        var command = new CliCommand("completion", "Prints the script that completes commands in a shell") { shell };
        command.NeedsSettings = false;
        command.Examples =
        [
            ("eval \"$(reprise completion bash)\"", "in ~/.bashrc"),
            ("eval \"$(reprise completion zsh)\"", "in ~/.zshrc"),
        ];
        command.OnRun(
            (context, parsed, _) =>
            {
                context.Out.WriteLine(CompletionScripts.Of(parsed.GetRequiredValue(shell)));
                return ExitCode.Done;
            }
        );
        return command;
    }
}

/// <summary><c>reprise __complete -- WORDS</c>: what the scripts ask.</summary>
internal static class SuggestCommand
{
    public const string Name = "__complete";

    public static CliCommand Create()
    {
        var words = new Argument<string[]>("words") { Arity = ArgumentArity.ZeroOrMore };
        var command = new CliCommand(Name, "Lists what could be typed next, a word and its meaning a line") { words };
        command.NeedsSettings = false;
        command.OnRun(
            (context, parsed, _) =>
            {
                foreach (Suggestion suggestion in Suggestions.Of(Program.Commands, parsed.GetValue(words) ?? []))
                    context.Out.WriteLine(
                        suggestion.Meaning.Length == 0 ? suggestion.Word : $"{suggestion.Word}\t{suggestion.Meaning}"
                    );
                return ExitCode.Done;
            }
        );
        return command;
    }
}

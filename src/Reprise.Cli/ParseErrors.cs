using System.CommandLine;
using System.CommandLine.Parsing;
using Reprise.Cli.Terminal;

namespace Reprise.Cli;

/// <summary>Says in our words what is wrong with a command line.</summary>
internal static class ParseErrors
{
    /// <exception cref="Files.RepriseException">The command line is wrong.</exception>
    public static void Throw(ParseResult parsed)
    {
        Command command = parsed.CommandResult.Command;
        string path = CommandTree.PathOf(command);
        string help = $"Run '{path} --help'.";
        if ((parsed.UnmatchedTokens.FirstOrDefault(LooksLikeOption) ?? TakenForWord(parsed)) is { } option)
        {
            string? nearest = Nearest.To(option, Options(command).SelectMany(o => o.Aliases.Prepend(o.Name)));
            throw UsageError.Of(
                $"'{path}' has no option '{SafeWord.Of(option)}'.",
                nearest is null ? $"{help} What stands behind '--' is taken as it is." : $"Did you mean '{nearest}'?"
            );
        }
        if (TakenForValue(parsed) is { } swallowing)
            throw UsageError.Of($"{swallowing.Name} needs a value.", help);
        if (parsed.Errors.Count == 0)
            return;
        if (parsed.UnmatchedTokens.Count > 0)
            throw Unmatched(command, path, parsed.UnmatchedTokens[0], help);
        throw UsageError.Of(SafeText.Line(Missing(parsed.Errors[0], path) ?? parsed.Errors[0].Message), help);
    }

    /// <summary>Lists the options that are valid for a command, the inherited ones last.</summary>
    public static IEnumerable<Option> Options(Command command)
    {
        IEnumerable<Option> inherited = command.Parents.OfType<Command>().SelectMany(Options).Where(option => option.Recursive);
        return command.Options.Concat(inherited);
    }

    private static bool LooksLikeOption(string token) => token is ['-', not (>= '0' and <= '9'), ..];

    /// <summary>Finds an option that nobody knows and that was taken for a word, a path or an id.</summary>
    private static string? TakenForWord(ParseResult parsed)
    {
        foreach (ArgumentResult argument in parsed.CommandResult.Children.OfType<ArgumentResult>())
        {
            foreach (Token token in argument.Tokens)
            {
                if (LooksLikeOption(token.Value) && !IsBehindDoubleDash(parsed, token))
                    return token.Value;
            }
        }
        return null;
    }

    /// <summary>Finds an option whose value is another option: its own was forgotten.</summary>
    private static Option? TakenForValue(ParseResult parsed)
    {
        HashSet<string> names =
        [
            .. Options(parsed.CommandResult.Command).SelectMany(option => option.Aliases.Prepend(option.Name)),
        ];
        return parsed
            .CommandResult.Children.OfType<OptionResult>()
            .FirstOrDefault(result => result.Tokens.Any(token => token.Value.Length > 1 && names.Contains(token.Value)))
            ?.Option;
    }

    private static bool IsBehindDoubleDash(ParseResult parsed, Token token)
    {
        foreach (Token other in parsed.Tokens)
        {
            if (other.Type == TokenType.DoubleDash)
                return true;
            if (ReferenceEquals(other, token))
                return false;
        }
        return false;
    }

    private static Files.RepriseException Unmatched(Command command, string path, string token, string help)
    {
        if (command.Subcommands.Count == 0)
            return UsageError.Of($"'{path}' does not take '{SafeWord.Of(token)}'.", help);
        string? nearest = Nearest.To(token, command.Subcommands.Select(c => c.Name));
        return UsageError.Of(
            $"'{path}' has no command '{SafeWord.Of(token)}'.",
            nearest is null ? help : $"Did you mean '{path} {nearest}'?"
        );
    }

    // Only a closed set of words offers completions by itself.
    private static string ChoicesOf(Symbol symbol)
    {
        string[] words =
        [
            .. symbol.GetCompletions(System.CommandLine.Completions.CompletionContext.Empty).Select(item => item.Label),
        ];
        return words.Length < 2 ? string.Concat(words) : $"{string.Join(", ", words[..^1])} or {words[^1]}";
    }

    private static string? Missing(ParseError error, string path) =>
        error.SymbolResult switch
        {
            ArgumentResult { Tokens.Count: 0, Argument: { } argument } => $"'{path}' needs {Help.HelpWriter.NameOf(argument)}.",
            OptionResult { Tokens.Count: 0, Option: { } option } => $"{option.Name} needs a value.",
            OptionResult { Tokens: [var token, ..], Option: { } option } when ChoicesOf(option) is { Length: > 0 } choices =>
                $"{option.Name} does not know '{SafeWord.Of(token.Value)}'. It takes {choices}.",
            ArgumentResult { Tokens: [var token, ..], Argument: { } argument }
                when ChoicesOf(argument) is { Length: > 0 } choices =>
                $"'{path}' does not know '{SafeWord.Of(token.Value)}'. It takes {choices}.",
            _ => null,
        };
}

/// <summary>Makes something that was typed fit to be shown in a message.</summary>
internal static class SafeWord
{
    private const int MaxWidth = 60;

    public static string Of(string word) => TextWidth.Cut(SafeText.Line(word), MaxWidth);
}

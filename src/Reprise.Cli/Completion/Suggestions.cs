using System.CommandLine;
using System.CommandLine.Completions;
using Reprise.Cli.Commands.Options;

namespace Reprise.Cli.Completion;

/// <summary>A word that could stand where the cursor is.</summary>
internal sealed record Suggestion(string Word, string Meaning);

/// <summary>Tells what could be typed next.</summary>
internal static class Suggestions
{
    /// <summary>Returns what fits; empty where the shell should offer files.</summary>
    /// <param name="commands">All commands.</param>
    /// <param name="typed">The words behind the program's name; the last one is being typed and may be empty.</param>
    public static IReadOnlyList<Suggestion> Of(CommandTable commands, IReadOnlyList<string> typed)
    {
        List<string> words = Join(typed);
        string current = words.Count == 0 ? "" : words[^1];
        List<string> before = words.Count == 0 ? [] : words[..^1];
        string? name = GlobalOptions.FindCommand(before);
        CommandEntry? entry = name is null ? null : commands.Find(name);
        if (name is not null && entry is null)
            return [];
        var tree = new CommandTree(entry is null ? [] : [entry]);
        Command command = Walk(tree.Root, before);
        IEnumerable<Suggestion> all = Candidates(commands, tree, command, before, ref current);
        string start = current;
        return [.. all.Where(candidate => candidate.Word.StartsWith(start, StringComparison.Ordinal))];
    }

    private static IEnumerable<Suggestion> Candidates(
        CommandTable commands,
        CommandTree tree,
        Command command,
        List<string> before,
        ref string current
    )
    {
        if (before.Contains("--", StringComparer.Ordinal))
            return [];
        if (before.Count > 0 && Find(command, before[^1]) is { } open && TakesValue(open))
            return Values(open);
        if (current.IndexOf('=') is var equals and > 0 && Find(command, current[..equals]) is { } joined && TakesValue(joined))
        {
            // Shells replace what stands behind the equals sign only.
            current = current[(equals + 1)..];
            return Values(joined);
        }
        if (current.StartsWith('-'))
            return ParseErrors
                .Options(command)
                .Where(option => !option.Hidden)
                .Select(option => new Suggestion(option.Name, option.Description ?? ""));
        if (command == tree.Root)
            return commands.Shown.Select(entry => new Suggestion(entry.Name, entry.Create().Description ?? ""));
        if (command.Name == "help")
            return commands.Shown.Select(entry => new Suggestion(entry.Name, ""));
        if (command.Subcommands.Count > 0)
            return command.Subcommands.Select(sub => new Suggestion(sub.Name, sub.Description ?? ""));
        return command
            .Arguments.SelectMany(argument => argument.GetCompletions(CompletionContext.Empty))
            .Select(item => new Suggestion(item.Label, item.Detail ?? ""));
    }

    private static IEnumerable<Suggestion> Values(Option option) =>
        option.GetCompletions(CompletionContext.Empty).Select(item => new Suggestion(item.Label, item.Detail ?? ""));

    private static Command Walk(Command root, List<string> words)
    {
        Command command = root;
        for (int i = 0; i < words.Count; i++)
        {
            if (Find(command, words[i]) is { } option && TakesValue(option))
                i++;
            else if (command.Subcommands.FirstOrDefault(sub => sub.Name == words[i]) is { } sub)
                command = sub;
        }
        return command;
    }

    private static Option? Find(Command command, string word) =>
        ParseErrors.Options(command).FirstOrDefault(option => option.Name == word || option.Aliases.Contains(word));

    private static bool TakesValue(Option option) => option.Arity.MaximumNumberOfValues > 0 && option.ValueType != typeof(bool);

    /// <summary>Puts together what bash took apart: <c>--sort</c>, <c>=</c>, <c>si</c>.</summary>
    private static List<string> Join(IReadOnlyList<string> typed)
    {
        List<string> words = [];
        foreach (string word in typed)
        {
            bool isJoined =
                words.Count > 0
                && words[^1].StartsWith("--", StringComparison.Ordinal)
                && (word == "=" || words[^1].EndsWith('='));
            if (isJoined)
                words[^1] += word;
            else
                words.Add(word);
        }
        return words;
    }
}

using System.CommandLine;

namespace Reprise.Cli.Help;

/// <summary>Writes help for a command, or for the program.</summary>
internal static class HelpWriter
{
    private const int MaxExample = 48;
    private const int MaxWidth = 100;

    public static void Write(CliContext context, CommandTable commands, CommandTree tree, CliCommand? command)
    {
        var page = new HelpPage(context.Out, context.Screen, Math.Min(context.Screen.Width, MaxWidth));
        if (command is null)
            WriteProgram(page, commands, tree);
        else
            WriteCommand(page, tree, command);
    }

    /// <summary>Returns how an argument is written in usage: <c>ID</c>, <c>[WORDS…]</c>.</summary>
    public static string NameOf(Argument argument) => (argument.HelpName ?? argument.Name).ToUpperInvariant();

    private static void WriteProgram(HelpPage page, CommandTable commands, CommandTree tree)
    {
        page.Paragraph(
            $"Reprise {ProductVersion.Text}: {char.ToLowerInvariant(tree.Root.Description![0])}{tree.Root.Description[1..]}"
        );
        page.Heading("Usage");
        page.Paragraph($"  {CommandTree.ProgramName} [OPTIONS] COMMAND");
        foreach (IGrouping<CommandGroup, CommandEntry> group in commands.Shown.GroupBy(entry => entry.Group).OrderBy(g => g.Key))
        {
            page.Heading(TitleOf(group.Key));
            page.Rows(group.Select(entry => (entry.Name, entry.Create().Description ?? "")));
        }
        page.Heading("Options");
        page.Rows(tree.Globals.All.Select(Row));
        page.Line();
        page.Paragraph($"'{CommandTree.ProgramName} help COMMAND' says more about one.");
    }

    private static void WriteCommand(HelpPage page, CommandTree tree, CliCommand command)
    {
        page.Paragraph(command.Description ?? "");
        if (command.Details is { } details)
        {
            page.Line();
            page.Paragraph(details);
        }
        page.Heading("Usage");
        page.Paragraph($"  {UsageOf(command)}");
        if (command.Subcommands.Count > 0)
        {
            page.Heading("Commands");
            page.Rows(
                command.Subcommands.Select(sub =>
                    (string.Join(' ', (string[])[sub.Name, .. sub.Arguments.Select(UsageOf)]), sub.Description ?? "")
                )
            );
        }
        if (command.Arguments.Count > 0)
        {
            page.Heading("Arguments");
            page.Rows(command.Arguments.Select(argument => (NameOf(argument), argument.Description ?? "")));
        }
        Option[] own = [.. command.Options.Where(option => !option.Hidden)];
        if (own.Length > 0)
        {
            page.Heading("Options");
            page.Rows(own.Select(Row));
        }
        if (command.Examples.Count > 0)
        {
            page.Heading("Examples");
            page.Rows(command.Examples, MaxExample);
        }
        page.Line();
        string globals = string.Join(", ", tree.Globals.All.Where(option => option.Recursive).Select(Brief));
        page.Paragraph($"Global options, which '{CommandTree.ProgramName} help' explains: {globals}");
    }

    private static string UsageOf(CliCommand command)
    {
        List<string> words = [CommandTree.PathOf(command)];
        if (command.Subcommands.Count > 0)
            words.Add("COMMAND");
        if (command.Options.Any(option => !option.Hidden))
            words.Add("[OPTIONS]");
        words.AddRange(command.Arguments.Select(UsageOf));
        return string.Join(' ', words);
    }

    private static string UsageOf(Argument argument)
    {
        string name = NameOf(argument) + (argument.Arity.MaximumNumberOfValues > 1 ? "…" : "");
        return argument.Arity.MinimumNumberOfValues == 0 ? $"[{name}]" : name;
    }

    private static (string, string) Row(Option option)
    {
        // Short names line up before the long ones.
        string? brief = option.Aliases.FirstOrDefault(alias => alias.Length == 2);
        string name = (brief is null ? "    " : brief + ", ") + option.Name;
        return (
            option.Arity.MaximumNumberOfValues == 0 || option.ValueType == typeof(bool)
                ? name
                : $"{name} {option.HelpName ?? "VALUE"}",
            option.Description ?? ""
        );
    }

    private static string Brief(Option option) => option.Aliases.FirstOrDefault(alias => alias.Length == 2) ?? option.Name;

    private static string TitleOf(CommandGroup group) =>
        group switch
        {
            CommandGroup.Keep => "Keep sessions",
            CommandGroup.Find => "Find and read them",
            CommandGroup.Return => "Bring them back",
            CommandGroup.Share => "Share them",
            CommandGroup.Secrets => "Secrets",
            _ => "Upkeep",
        };
}

using System.CommandLine;
using Reprise.Cli.Commands.Options;

namespace Reprise.Cli;

/// <summary>The commands of one run, below a root with the global options.</summary>
internal sealed class CommandTree
{
    public const string ProgramName = "reprise";

    /// <summary>A query may begin with an at sign, so no argument is read from a file.</summary>
    public static readonly ParserConfiguration Configuration = new() { ResponseFileTokenReplacer = null };

    public CommandTree(IReadOnlyList<CommandEntry> entries)
    {
        Root = new Command(ProgramName, "Keeps every AI coding session: masked, searchable, restorable.");
        Globals.AddTo(Root);
        foreach (CommandEntry entry in entries)
            Root.Add(entry.Create());
    }

    public Command Root { get; }

    public GlobalOptions Globals { get; } = new();

    /// <summary>Returns the words that lead to a command, such as <c>reprise config get</c>.</summary>
    public static string PathOf(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } parent ? $"{PathOf(parent)} {command.Name}" : command.Name;
}

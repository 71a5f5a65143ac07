namespace Reprise.Cli;

/// <summary>Where help lists a command.</summary>
internal enum CommandGroup
{
    Keep,
    Find,
    Return,
    Share,
    Secrets,
    Upkeep,
}

/// <summary>A command that can be made when it is needed: starting the program pays for one command, not for all.</summary>
internal sealed record CommandEntry(string Name, CommandGroup Group, Func<CliCommand> Create);

/// <summary>All commands by name.</summary>
internal sealed class CommandTable(IReadOnlyList<CommandEntry> entries)
{
    public IReadOnlyList<CommandEntry> Entries => entries;

    public CommandEntry? Find(string name)
    {
        foreach (CommandEntry entry in entries)
        {
            if (entry.Name == name)
                return entry;
        }
        return null;
    }
}

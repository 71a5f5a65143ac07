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

    /// <summary>For programs, not for people.</summary>
    Hidden,
}

/// <summary>A command that can be made when it is needed: starting the program pays for one command, not for all.</summary>
internal sealed record CommandEntry(string Name, CommandGroup Group, Func<CliCommand> Create);

/// <summary>All commands by name.</summary>
internal sealed class CommandTable(IReadOnlyList<CommandEntry> entries)
{
    public IReadOnlyList<CommandEntry> Entries => entries;

    /// <summary>The commands for people.</summary>
    public IEnumerable<CommandEntry> Shown => entries.Where(entry => entry.Group != CommandGroup.Hidden);

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

using Reprise.Cli.Commands.Redact;

namespace Reprise.Cli.Commands;

/// <summary><c>reprise redact add|list|show|enable|disable|remove|undo|history|preview</c></summary>
internal static class RedactCommand
{
    public static CliCommand Create()
    {
        var command = new CliCommand("redact", "Hides texts and messages in everything that is shown, found or exported")
        {
            RedactAddCommand.Create(),
            RedactListCommand.Create(),
            RedactShowCommand.Create(),
            RedactChangeCommands.Enable(),
            RedactChangeCommands.Disable(),
            RedactChangeCommands.Remove(),
            RedactUndoCommand.Create(),
            RedactHistoryCommand.Create(),
            RedactPreviewCommand.Create(),
        };
        command.Details =
            "Masking hides secrets for good; a redaction hides what you name, and can be taken back. It is a view: list, show, search, cat "
            + "and what is exported or sent have a placeholder such as [redacted:client-name] instead, and searches do not find what is "
            + "behind it. The archive keeps it: 'restore' and 'cat --original' give the agent's own file. Redactions lie in the journal, "
            + "the texts in them encrypted, and survive captures and 'reindex'.";
        return command;
    }
}

using System.CommandLine;
using Reprise.Journaling;
using Reprise.Redacting;

namespace Reprise.Cli.Commands.Redact;

/// <summary><c>reprise redact enable|disable|remove</c></summary>
internal static class RedactChangeCommands
{
    public static CliCommand Enable() =>
        Create(
            "enable",
            "Puts a redaction in force",
            (redaction, reason) => RedactionRecord.Enable(redaction.Id, isEnabled: true, reason),
            redaction => redaction.IsRemoved ? "It was removed: 'redact undo' puts it back." : null,
            "is in force."
        );

    public static CliCommand Disable() =>
        Create(
            "disable",
            "Shows again what a redaction hides, and keeps it for later",
            (redaction, reason) => RedactionRecord.Enable(redaction.Id, isEnabled: false, reason),
            _ => null,
            "is not in force any more."
        );

    public static CliCommand Remove() =>
        Create(
            "remove",
            "Gives a redaction up; its history stays, and 'redact undo' puts it back",
            (redaction, reason) => RedactionRecord.Remove(redaction.Id, reason),
            redaction => redaction.IsRemoved ? "It was removed before." : null,
            "is removed."
        );

    private static CliCommand Create(
        string name,
        string summary,
        Func<Redaction, string?, JournalEntry> change,
        Func<Redaction, string?> refuse,
        string done
    )
    {
        Argument<string> id = RedactWords.IdArgument();
        Option<string> reason = RedactWords.ReasonOption();
        Option<string> actor = RedactWords.ActorOption();
        var command = new CliCommand(name, summary) { id, reason, actor };
        command.OnRun(
            (context, parsed, cancellation) =>
            {
                var journal = new RedactionJournal(context);
                Redaction redaction = journal.Get(parsed.GetValue(id) ?? "");
                if (refuse(redaction) is { } refusal)
                    throw UsageError.Of(refusal);
                string? why = RedactionBuilder.ReasonFor(redaction, parsed.GetValue(reason));
                return journal.Write(
                    change(redaction, why),
                    parsed.GetValue(actor),
                    $"Redaction {redaction.Id} {done}",
                    cancellation
                );
            }
        );
        return command;
    }
}

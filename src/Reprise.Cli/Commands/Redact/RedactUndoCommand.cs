using System.CommandLine;
using Reprise.Files;
using Reprise.Journaling;
using Reprise.Redacting;

namespace Reprise.Cli.Commands.Redact;

/// <summary><c>reprise redact undo</c></summary>
internal static class RedactUndoCommand
{
    public static CliCommand Create()
    {
        var id = new Argument<string?>("ID")
        {
            Arity = ArgumentArity.ZeroOrOne,
            Description = "The redaction whose last change is taken back; without it, the last change of any",
        };
        Option<string> actor = RedactWords.ActorOption();
        var command = new CliCommand("undo", "Takes back the last change: what was made is gone, what was removed is there again")
        {
            id,
            actor,
        };
        command.Details =
            "Run again, it takes back the change before. Nothing is deleted from the journal: 'redact history' shows it all.";
        command.OnRun(
            (context, parsed, cancellation) =>
            {
                var journal = new RedactionJournal(context);
                string? only = parsed.GetValue(id) is { } typed ? journal.Get(typed).Id : null;
                JournalEvent last =
                    LastChange(journal.Content, only)
                    ?? throw new RepriseException(Failure.NotFoundKind, "There is no change that could be taken back.");
                return journal.Write(
                    RedactionRecord.Undo(journal.Content.Events, last),
                    parsed.GetValue(actor),
                    $"Redaction {last.Entity}: that it was {RedactWords.ActOf(last)} is taken back.",
                    cancellation
                );
            }
        );
        return command;
    }

    private static JournalEvent? LastChange(JournalContent content, string? only)
    {
        HashSet<string> undone = content
            .Events.Select(written => written.Undoes)
            .OfType<string>()
            .ToHashSet(StringComparer.Ordinal);
        return content.Events.LastOrDefault(written =>
            written is { Type: RedactionRecord.Type, Undoes: null, Entity: not null }
            && (only is null || written.Entity == only)
            && !undone.Contains(written.Id)
        );
    }
}

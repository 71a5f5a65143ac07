using System.CommandLine;
using Reprise.Cli.Json;
using Reprise.Cli.Terminal;
using Reprise.Journaling;
using Reprise.Redacting;

namespace Reprise.Cli.Commands.Redact;

/// <summary><c>reprise redact history</c></summary>
internal static class RedactHistoryCommand
{
    public static CliCommand Create()
    {
        var id = new Argument<string?>("ID") { Arity = ArgumentArity.ZeroOrOne, Description = "One redaction; without it, all" };
        var command = new CliCommand("history", "Shows who made and changed redactions when, and why; the last change first")
        {
            id,
        };
        command.NeedsSettings = false;
        command.OnRun((context, parsed, _) => Run(context, parsed.GetValue(id)));
        return command;
    }

    private static ExitCode Run(CliContext context, string? typed)
    {
        var journal = new RedactionJournal(context);
        string? only = typed is null ? null : journal.Get(typed).Id;
        JournalEvent[] events =
        [
            .. journal
                .Content.Events.Where(written =>
                    written is { Type: RedactionRecord.Type, Entity: not null } && (only is null || written.Entity == only)
                )
                .Reverse(),
        ];
        if (context.IsJson)
        {
            context.WriteJson([.. events.Select(RedactionEventShape.Of)], RedactionJson.Default.RedactionEventShapeArray);
            return events.Length == 0 ? ExitCode.NothingFound : ExitCode.Done;
        }
        if (events.Length == 0)
        {
            context.Say("Nothing was ever redacted.");
            return ExitCode.NothingFound;
        }
        var table = new Table(
            Column.Text("WHEN"),
            Column.Text("WHO"),
            Column.Text("REDACTION"),
            Column.Text("WHAT"),
            Column.Flexible("WHY")
        );
        foreach (JournalEvent written in events)
        {
            RedactionEventShape shape = RedactionEventShape.Of(written);
            table.Add(
                RelativeTime.Full(written.At, context.Zone),
                written.User,
                new Cell(shape.Redaction, Style.Cyan),
                Act(journal.Content.Events, written),
                shape.Reason ?? ""
            );
        }
        using (context.Page())
            table.Write(context.Out, context.Screen);
        return ExitCode.Done;
    }

    private static string Act(IReadOnlyList<JournalEvent> events, JournalEvent written) =>
        written.Undoes is { } id && events.FirstOrDefault(other => other.Id == id) is { } undone
            ? $"taken back: {RedactWords.ActOf(undone)}"
            : RedactWords.ActOf(written);
}

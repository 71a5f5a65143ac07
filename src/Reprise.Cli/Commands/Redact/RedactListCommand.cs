using Reprise.Cli.Commands.Options;
using Reprise.Cli.Json;
using Reprise.Cli.Terminal;
using Reprise.Redacting;

namespace Reprise.Cli.Commands.Redact;

/// <summary><c>reprise redact list</c></summary>
internal static class RedactListCommand
{
    public static CliCommand Create()
    {
        var all = new Switch("--all") { Description = "Removed ones too" };
        var command = new CliCommand("list", "Lists redactions in the order in which they are applied") { all };
        command.NeedsSettings = false;
        command.Details = "The texts themselves are not shown; 'redact show ID --texts' does that.";
        command.OnRun((context, parsed, _) => Run(context, all.IsSet(parsed)));
        return command;
    }

    private static ExitCode Run(CliContext context, bool all)
    {
        var journal = new RedactionJournal(context);
        IReadOnlyDictionary<string, (long Parts, long Sessions)> counts = RedactionJournal.Counts(context);
        Redaction[] shown = [.. journal.All.Where(redaction => all || !redaction.IsRemoved)];
        if (context.IsJson)
            context.WriteJson([.. shown.Select(Shape)], RedactionJson.Default.RedactionShapeArray);
        else if (shown.Length == 0)
            context.Say("There are no redactions. 'reprise redact add' makes one.");
        else
            Write(context, shown, counts);
        int removed = journal.All.Count - shown.Length;
        if (removed > 0 && !context.IsJson)
            context.Say(context.ErrorScreen.Paint(Style.Dim, $"{Count.Of(removed)} removed (--all shows them)"));
        return shown.Length == 0 ? ExitCode.NothingFound : ExitCode.Done;

        RedactionShape Shape(Redaction redaction)
        {
            (long parts, long sessions) = counts.GetValueOrDefault(redaction.Id);
            return RedactionShape.Of(redaction, parts, sessions);
        }
    }

    private static void Write(
        CliContext context,
        Redaction[] shown,
        IReadOnlyDictionary<string, (long Parts, long Sessions)> counts
    )
    {
        var table = new Table(
            Column.Text("ID"),
            Column.Text("HIDES"),
            Column.Text("WHERE"),
            Column.Text("AS"),
            Column.Number("PARTS"),
            Column.Number("SESSIONS"),
            Column.Flexible("WHY")
        );
        foreach (Redaction redaction in shown)
        {
            (long parts, long sessions) = counts.GetValueOrDefault(redaction.Id);
            string state = RedactWords.StateOf(redaction);
            string mark = state.Length == 0 ? "" : $"[{state}] ";
            table.Add(
                new Cell(redaction.Id, Style.Cyan),
                RedactWords.KindOf(redaction),
                RedactWords.PlaceOf(redaction),
                redaction.Label,
                Count.Of(parts),
                Count.Of(sessions),
                new Cell(mark + (redaction.Reason ?? ""), redaction.IsInForce ? Style.Plain : Style.Dim)
            );
        }
        using (context.Page())
            table.Write(context.Out, context.Screen);
    }
}

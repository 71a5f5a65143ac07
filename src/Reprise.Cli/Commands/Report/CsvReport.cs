using System.Globalization;
using Reprise.Cli.Terminal;
using Reprise.Indexing;
using Reprise.Reporting;

namespace Reprise.Cli.Commands.Report;

/// <summary>A report of entries as CSV: one row for each prompt and for each thing that followed.</summary>
internal sealed class CsvReport(TextWriter writer, ReportContent content) : ReportWriter
{
    private int _entry;

    public override void Begin() =>
        CsvText.WriteRow(
            writer,
            "entry",
            "kind",
            "time",
            "agent",
            "project",
            "session",
            "subagent",
            "message",
            "name",
            "text",
            "left_out_characters",
            "failed",
            "failure",
            "redacted_parts",
            "redacted_by",
            "redaction_reasons"
        );

    public override void Write(ReportEntry entry)
    {
        _entry++;
        string kind = entry switch
        {
            { Prompt: null } => "start",
            { Subagent: not null } => "task",
            _ => "prompt",
        };
        var prompt = new ReportAction(ReportActionKind.Answer, entry.At, null, entry.Prompt ?? "", 0, null);
        WriteRow(entry, kind, prompt);
        foreach (ReportAction action in entry.Actions)
            WriteRow(entry, ReportWords.Of(action.Kind), action);
    }

    public override void End() { }

    private void WriteRow(ReportEntry entry, string kind, ReportAction action)
    {
        IndexedSession session = content.SessionOf(entry);
        CsvText.WriteRow(
            writer,
            Number(_entry),
            kind,
            action.At is { } at ? ReportFacts.Rfc3339(at) : "",
            session.Key.Agent.Value,
            CsvText.Text(session.Project),
            CsvText.Text(session.Key.NativeId),
            CsvText.Text(entry.Subagent),
            CsvText.Text(entry.MessageId),
            CsvText.Text(action.Name),
            CsvText.Text(action.Text),
            action.Omitted == 0 ? "" : Number(action.Omitted),
            action.Failure is null ? "" : "yes",
            CsvText.Text(action.Failure),
            Number(ReportContent.PartsOf(entry)),
            CsvText.Text(content.RedactedBy(entry)),
            CsvText.Text(content.ReasonsOf(entry))
        );
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}

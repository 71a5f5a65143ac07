using Reprise.Cli.Terminal;
using Reprise.Indexing;
using Reprise.Reporting;
using Reprise.Searching;

namespace Reprise.Cli.Commands.Report;

/// <summary>A report of entries as Markdown: what was said stands in blocks of code, so that it is read as it was written.</summary>
internal sealed class MarkdownReport(TextWriter writer, ReportContent content) : ReportWriter
{
    private DateOnly? _day;
    private bool _isFirst = true;

    public override void Begin()
    {
        MarkdownHead.Write(writer, content.Head.Title, ReportFacts.Of(content));
        WriteHidden();
        foreach (SearchProblem problem in content.Summary.Problems)
            writer.Write(
                $"\n> **Not complete:** {MarkdownText.Code(problem.Session.ToString())}: {MarkdownText.Plain(problem.Reason)}\n"
            );
    }

    public override void Write(ReportEntry entry)
    {
        DateOnly? day = ReportFacts.Day(entry.At, content.Head.Zone);
        if (_isFirst || day != _day)
            writer.Write($"\n## {ReportFacts.NameOf(day)}\n");
        _isFirst = false;
        _day = day;
        WriteHeading(entry);
        if (entry.Prompt is { Length: > 0 } prompt)
            MarkdownText.WriteBlock(writer, prompt);
        else
            writer.Write(entry.Prompt is null ? "*Before the first prompt*\n" : "*A prompt without text*\n");
        if (entry.Actions.Count > 0)
            writer.Write('\n');
        foreach (ReportAction action in entry.Actions)
            Write(action);
    }

    public override void End()
    {
        if (content.Summary.Entries == 0)
            writer.Write("\nNothing was asked.\n");
        if (content.Summary.Sessions.Count == 0)
            return;
        writer.Write(
            "\n## Sessions\n\n| Session | Agent | Project | Title | Started | Entries |\n| --- | --- | --- | --- | --- | ---: |\n"
        );
        foreach (ReportSession of in content.Summary.Sessions)
        {
            IndexedSession session = of.Session;
            string started = session.StartedAt is { } at ? ReportFacts.Full(at, content.Head.Zone) : "";
            string deleted = session.DeletedAt is null ? "" : " (deleted)";
            writer.Write(
                $"| {MarkdownText.Cell(content.ShortIdOf(session))} | {MarkdownText.Plain(session.Key.Agent.Value)} | {MarkdownText.Cell(session.Project ?? "")} "
                    + $"| {MarkdownText.Cell(session.Title ?? "")}{deleted} | {started} | {Count.Of(of.Entries)} |\n"
            );
        }
    }

    private void WriteHidden()
    {
        writer.Write("\n## What is hidden\n\n");
        writer.Write(
            $"{ReportFacts.HowHidden.Replace("[", "`[", StringComparison.Ordinal).Replace("]", "]`", StringComparison.Ordinal)}\n"
        );
        if (content.Summary.Redactions.Count == 0)
            writer.Write("\nNo redaction applies.\n");
        else
            writer.Write(
                "\n| Redaction | Hides | Where | Parts | Entries | By | When | Why |\n| --- | --- | --- | ---: | ---: | --- | --- | --- |\n"
            );
        foreach (RedactionRow redaction in content.Redactions)
        {
            string changed = redaction.ChangedBy is { } by
                ? $", changed by {MarkdownText.Plain(by)} {ReportFacts.Full(redaction.ChangedAt, content.Head.Zone)}"
                : "";
            writer.Write(
                $"| {MarkdownText.Cell(redaction.Placeholder)} {MarkdownText.Cell(redaction.Id)} | {redaction.Kind} | {MarkdownText.Cell(redaction.Place)} "
                    + $"| {Count.Of(redaction.Parts)} | {Count.Of(redaction.Entries)} | {MarkdownText.Plain(redaction.CreatedBy)} "
                    + $"| {ReportFacts.Full(redaction.CreatedAt, content.Head.Zone)}{changed} | {MarkdownText.Plain(redaction.Reason)} |\n"
            );
        }
        if (content.Summary.Secrets.Count > 0)
            writer.Write("\n| Masked | Secrets | Places |\n| --- | ---: | ---: |\n");
        foreach (MaskedKind kind in content.Summary.Secrets)
            writer.Write($"| `{kind.Kind}` | {Count.Of(kind.Secrets)} | {Count.Of(kind.Times)} |\n");
    }

    private void WriteHeading(ReportEntry entry)
    {
        IndexedSession session = content.SessionOf(entry);
        string project = MarkdownText.Code(ReportContent.ProjectOf(session));
        string who = entry.Subagent is { } subagent ? $" · subagent {MarkdownText.Code(subagent)}" : "";
        string mark = entry.IsRedacted
            ? $" · **redacted** ({Count.Of(ReportContent.PartsOf(entry), "part")} by {MarkdownText.Plain(content.RedactedBy(entry))})"
            : "";
        writer.Write(
            $"\n### {ReportFacts.Clock(entry.At, content.Head.Zone)}{(project.Length > 0 ? " · " : "")}{project} · {MarkdownText.Plain(session.Key.Agent.Value)} · "
                + $"{MarkdownText.Code(content.ShortIdOf(session))}{who}{mark}\n\n"
        );
    }

    private void Write(ReportAction action)
    {
        switch (action.Kind)
        {
            case ReportActionKind.Answer or ReportActionKind.Reasoning:
                string model = action.Name is null ? "" : $" ({MarkdownText.Code(action.Name)})";
                writer.Write($"- {(action.Kind == ReportActionKind.Answer ? "Answer" : "Reasoning")}{model}\n\n");
                MarkdownText.WriteBlock(writer, action.Text, "  ");
                if (action.Omitted > 0)
                    writer.Write($"\n  … {Count.Of(action.Omitted, "more character")}\n");
                break;
            case ReportActionKind.Tool or ReportActionKind.Edit:
                string kind = ReportWords.IsHiddenEdit(action) ? "Edit: " : "";
                string failure = action.Failure is null ? "" : $" — **failed** {MarkdownText.Code(action.Failure)}";
                string name = MarkdownText.Code(action.Name ?? "unknown tool");
                writer.Write($"- {kind}{name} {MarkdownText.Code(action.Text)}".TrimEnd() + failure.TrimEnd() + "\n");
                break;
            case ReportActionKind.Notice:
                writer.Write($"- Notice: {MarkdownText.Code(action.Text)}\n");
                break;
            default:
                writer.Write("- The context was compacted.\n");
                break;
        }
    }
}

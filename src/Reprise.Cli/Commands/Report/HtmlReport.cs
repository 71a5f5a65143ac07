using Reprise.Cli.Terminal;
using Reprise.Indexing;
using Reprise.Reporting;
using Reprise.Searching;

namespace Reprise.Cli.Commands.Report;

/// <summary>A report of entries as HTML.</summary>
/// <param name="writer">Where to.</param>
/// <param name="content">What it says.</param>
/// <param name="days">How many entries each day has; null stands for those without a time.</param>
internal sealed class HtmlReport(TextWriter writer, ReportContent content, IReadOnlyList<(DateOnly? Day, int Entries)> days)
    : ReportWriter
{
    private DateOnly? _day;
    private int _entries;

    public override void Begin()
    {
        HtmlPage.Begin(writer, content.Head.Title, ReportFacts.Of(content));
        foreach (SearchProblem problem in content.Summary.Problems)
            writer.Write(
                $"<p class=\"warning\">Not complete: <code>{HtmlText.Line(problem.Session.ToString())}</code>: {HtmlText.Line(problem.Reason)}</p>\n"
            );
        WriteHidden();
        WriteDays();
    }

    public override void Write(ReportEntry entry)
    {
        DateOnly? day = ReportFacts.Day(entry.At, content.Head.Zone);
        if (_entries == 0 || day != _day)
        {
            if (_entries > 0)
                writer.Write("</section>\n");
            string key = ReportFacts.KeyOf(day);
            writer.Write($"<section aria-labelledby=\"d-{key}\">\n<h2 id=\"d-{key}\">{ReportFacts.NameOf(day)}</h2>\n");
        }
        _day = day;
        _entries++;
        writer.Write($"<article id=\"e{_entries}\"{(entry.IsRedacted ? " class=\"redacted\"" : "")}>\n");
        WriteHeading(entry);
        writer.Write(
            entry.Prompt switch
            {
                null => "<p class=\"none\">Before the first prompt</p>\n",
                "" => "<p class=\"none\">A prompt without text</p>\n",
                _ => $"<pre>{HtmlText.Block(entry.Prompt)}</pre>\n",
            }
        );
        if (entry.Actions.Count > 0)
            writer.Write("<ol>\n");
        foreach (ReportAction action in entry.Actions)
            Write(action);
        writer.Write(entry.Actions.Count > 0 ? "</ol>\n</article>\n" : "</article>\n");
    }

    public override void End()
    {
        writer.Write(_entries > 0 ? "</section>\n" : "<p>Nothing was asked.</p>\n");
        if (content.Summary.Sessions.Count > 0)
            WriteSessions();
        HtmlPage.End(writer);
    }

    private void WriteHidden()
    {
        writer.Write($"<section>\n<h2>What is hidden</h2>\n<p>{HtmlText.Line(ReportFacts.HowHidden)}</p>\n");
        if (content.Summary.Redactions.Count == 0)
            writer.Write("<p>No redaction applies.</p>\n");
        else
        {
            HtmlPage.BeginTable(writer, "Redactions", "Redaction", "Hides", "Where", "#Parts", "#Entries", "By", "When", "Why");
            foreach (RedactionRow redaction in content.Redactions)
            {
                string changed = redaction.ChangedBy is { } by
                    ? $"<br/>changed by {HtmlText.Line(by)} {ReportFacts.Full(redaction.ChangedAt, content.Head.Zone)}"
                    : "";
                writer.Write(
                    $"<tr><td>{HtmlText.MarkedLine(redaction.Placeholder)} <code>{HtmlText.Line(redaction.Id)}</code></td><td>{redaction.Kind}</td>"
                        + $"<td>{HtmlText.Line(redaction.Place)}</td>{HtmlPage.Number(redaction.Parts)}{HtmlPage.Number(redaction.Entries)}"
                        + $"<td>{HtmlText.Line(redaction.CreatedBy)}</td>"
                        + $"<td>{ReportFacts.Full(redaction.CreatedAt, content.Head.Zone)}{changed}</td><td>{HtmlText.Line(redaction.Reason)}</td></tr>\n"
                );
            }
            HtmlPage.EndTable(writer);
        }
        if (content.Summary.Secrets.Count > 0)
        {
            HtmlPage.BeginTable(writer, "Masked secrets", "Kind", "#Secrets", "#Places");
            foreach (MaskedKind kind in content.Summary.Secrets)
                writer.Write(
                    $"<tr><td><code>{HtmlText.Line(kind.Kind)}</code></td>{HtmlPage.Number(kind.Secrets)}{HtmlPage.Number(kind.Times)}</tr>\n"
                );
            HtmlPage.EndTable(writer);
        }
        writer.Write("</section>\n");
    }

    private void WriteDays()
    {
        if (days.Count < 2)
            return;
        writer.Write("<nav aria-label=\"Days\">\n<h2>Days</h2>\n<ul>\n");
        foreach ((DateOnly? day, int entries) in days)
        {
            string key = ReportFacts.KeyOf(day);
            writer.Write($"<li><a href=\"#d-{key}\">{key}</a> ({Count.Of(entries)})</li>\n");
        }
        writer.Write("</ul>\n</nav>\n");
    }

    private void WriteHeading(ReportEntry entry)
    {
        IndexedSession session = content.SessionOf(entry);
        string clock = ReportFacts.Clock(entry.At, content.Head.Zone);
        string time = entry.At is { } at
            ? $"<time datetime=\"{ReportFacts.Rfc3339(at)}\">{clock}</time>"
            : $"<span>{clock}</span>";
        string project = ReportContent.ProjectOf(session);
        writer.Write($"<h3>{time}");
        if (project.Length > 0)
            writer.Write($" <span>{HtmlText.MarkedLine(project)}</span>");
        writer.Write($" <span>{HtmlText.Line(session.Key.Agent.Value)}</span>");
        writer.Write($" <code>{HtmlText.Line(content.ShortIdOf(session))}</code>");
        if (entry.Subagent is { } subagent)
            writer.Write($" <span>subagent {HtmlText.Line(subagent)}</span>");
        if (entry.IsRedacted)
            writer.Write(
                $" <mark>redacted: {Count.Of(ReportContent.PartsOf(entry), "part")} by {HtmlText.Line(content.RedactedBy(entry))}</mark>"
            );
        writer.Write("</h3>\n");
    }

    private void Write(ReportAction action)
    {
        string name = action.Name is null ? "" : HtmlText.Line(action.Name);
        switch (action.Kind)
        {
            case ReportActionKind.Answer or ReportActionKind.Reasoning:
                string more =
                    action.Omitted == 0 ? "" : $" <span class=\"what\">… {Count.Of(action.Omitted, "more character")}</span>";
                string what = action.Kind == ReportActionKind.Answer ? "Answer" : "Reasoning";
                writer.Write(
                    $"<li><span class=\"what\">{what}{(name.Length == 0 ? "" : $" of {name}")}</span><pre>{HtmlText.Block(action.Text)}{more}</pre></li>\n"
                );
                break;
            case ReportActionKind.Tool or ReportActionKind.Edit:
                string edit = ReportWords.IsHiddenEdit(action) ? "<span class=\"what\">Edit</span> " : "";
                string failure = action.Failure is null
                    ? ""
                    : $" <span class=\"failed\">failed {HtmlText.MarkedLine(action.Failure)}</span>";
                writer.Write(
                    $"<li>{edit}<b>{(name.Length == 0 ? "unknown tool" : name)}</b> <code>{HtmlText.MarkedLine(action.Text)}</code>{failure}</li>\n"
                );
                break;
            case ReportActionKind.Notice:
                writer.Write($"<li><span class=\"what\">Notice</span> {HtmlText.MarkedLine(action.Text)}</li>\n");
                break;
            default:
                writer.Write("<li><span class=\"what\">The context was compacted.</span></li>\n");
                break;
        }
    }

    private void WriteSessions()
    {
        writer.Write("<section>\n<h2>Sessions</h2>\n");
        HtmlPage.BeginTable(writer, "Sessions of these entries", "Session", "Agent", "Project", "Title", "Started", "#Entries");
        foreach (ReportSession of in content.Summary.Sessions)
        {
            IndexedSession session = of.Session;
            string started = session.StartedAt is { } at ? ReportFacts.Full(at, content.Head.Zone) : "";
            string deleted = session.DeletedAt is null ? "" : " (deleted)";
            writer.Write(
                $"<tr><td><code>{HtmlText.Line(content.ShortIdOf(session))}</code></td><td>{HtmlText.Line(session.Key.Agent.Value)}</td>"
                    + $"<td>{HtmlText.MarkedLine(session.Project ?? "")}</td><td>{HtmlText.MarkedLine(session.Title ?? "")}{deleted}</td>"
                    + $"<td>{started}</td>{HtmlPage.Number(of.Entries)}</tr>\n"
            );
        }
        HtmlPage.EndTable(writer);
        writer.Write("</section>\n");
    }
}

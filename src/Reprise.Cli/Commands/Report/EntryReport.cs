using Reprise.Cli.Json;
using Reprise.Cli.Terminal;
using Reprise.Reporting;
using Reprise.Searching;

namespace Reprise.Cli.Commands.Report;

/// <summary>Makes a report of prompts, and of what followed them.</summary>
internal sealed class EntryReport(CliContext context, ReportRequest request)
{
    public ExitCode Run(CancellationToken cancellation)
    {
        using OpenedHome home = OpenedHome.Open(context);
        using ReportFile? file = request.Path is { } path ? new ReportFile(path, request.Overwrite) : null;
        using CollectedReport report = Read(home, cancellation);
        Func<string, string> show = request.Shown(context, home.Readers);
        var content = new ReportContent(request.ToHead(context, show), report.Summary, new ShortIds(home.Index), show);
        Write(content, report, file, cancellation);
        file?.Complete();
        Tell(report.Summary);
        return report.Summary switch
        {
            { Problems.Count: > 0 } => ExitCode.Incomplete,
            { Entries: 0 } => ExitCode.NothingFound,
            _ => ExitCode.Done,
        };
    }

    private CollectedReport Read(OpenedHome home, CancellationToken cancellation)
    {
        var query = new ReportQuery
        {
            Sessions = request.Sessions(home),
            IncludeActions = request.Kind == ReportKind.Actions,
            IncludeReasoning = request.IncludeReasoning,
            AnswerLength = request.AnswerLength,
            OnlyRedacted = request.OnlyRedacted,
            Limit = request.Filter.Limit ?? 0,
        };
        using var bar = new SessionsBar(context, "Reading");
        return new ReportReader(context.Home, home.Index, home.Readers).Read(query, CliContext.Workers, bar, cancellation);
    }

    private void Write(ReportContent content, CollectedReport report, ReportFile? file, CancellationToken cancellation)
    {
        if (request.Format == ReportFormat.Json)
        {
            bool isIndented = file is null && context.Environment.IsOutputTerminal;
            using var json = new JsonReport(file?.Stream ?? context.RawOut(), content, isIndented);
            json.WriteAll(report.Entries, cancellation);
            return;
        }
        using IDisposable? page = file is null && request.Format == ReportFormat.Markdown ? context.Page() : null;
        TextWriter text = file?.Writer ?? context.Out;
        ReportWriter writer = request.Format switch
        {
            ReportFormat.Csv => new CsvReport(text, content),
            ReportFormat.Html => new HtmlReport(text, content, report.CountByDay(content.Head.Zone)),
            _ => new MarkdownReport(text, content),
        };
        writer.WriteAll(report.Entries, cancellation);
    }

    private void Tell(ReportSummary summary)
    {
        foreach (SearchProblem problem in summary.Problems)
            context.ReportSkipped(problem.Session.ToString(), problem.Reason);
        if (request.Path is { } path && context.IsJson)
            context.WriteJson(ReportShape.Of(path, request.Format, summary), CliJson.Default.ReportShape);
        else if (request.Path is not null)
            context.Say(
                $"Wrote {Count.Of(summary.Entries, "entry", "entries")} of {Count.Of(summary.Sessions.Count, "session")} to {SafeText.Line(request.Path)}; {Count.Of(summary.Redacted)} redacted."
            );
        else if (summary.Entries == 0 && !context.IsJson)
            context.Say("Nothing found.");
    }
}

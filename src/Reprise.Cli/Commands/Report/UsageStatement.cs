using Reprise.Cli.Commands.Options;
using Reprise.Cli.Json;
using Reprise.Cli.Terminal;
using Reprise.Reporting;

namespace Reprise.Cli.Commands.Report;

/// <summary>Makes a report of usage.</summary>
internal sealed class UsageStatement(CliContext context, ReportRequest request)
{
    public ExitCode Run()
    {
        using OpenedHome home = OpenedHome.Open(context);
        using ReportFile? file = request.Path is { } path ? new ReportFile(path, request.Overwrite) : null;
        Func<string, string> show = request.Shown(context, home.Readers);
        var query = new UsageQuery
        {
            // Of sessions that go beyond the period only what lies within is counted.
            Sessions = request.Sessions(home) with
            {
                IncludeEmpty = true,
                Limit = 0,
                Since = null,
                Until = null,
                Model = null,
            },
            Since = request.Filter.Since,
            Until = request.Filter.Until,
            Model = request.Filter.Model,
            Zone = context.Zone,
        };
        var usage = new UsageReader(home.Index, home.Readers, CostModeOption.UsualPricer(context));
        var content = new StatementContent(request.ToHead(context, show), home, usage, query, show, SessionLimit());
        Write(content, file);
        file?.Complete();
        Tell(content);
        return content.SessionCount == 0 ? ExitCode.NothingFound : ExitCode.Done;
    }

    // Programs get all; people who say nothing else get those that matter.
    private int SessionLimit() =>
        request.Filter.Limit
        ?? (request.Format is ReportFormat.Markdown or ReportFormat.Html ? StatementContent.UsualSessions : 0);

    private void Write(StatementContent content, ReportFile? file)
    {
        if (request.Format == ReportFormat.Json)
        {
            bool isIndented = file is null && context.Environment.IsOutputTerminal;
            StatementJson.Write(file?.Stream ?? context.RawOut(), content, isIndented);
            return;
        }
        using IDisposable? page = file is null && request.Format == ReportFormat.Markdown ? context.Page() : null;
        TextWriter text = file?.Writer ?? context.Out;
        if (request.Format == ReportFormat.Csv)
            StatementCsv.Write(text, content);
        else if (request.Format == ReportFormat.Html)
            new StatementHtml(text, content).Write();
        else
            StatementMarkdown.Write(text, content);
    }

    private void Tell(StatementContent content)
    {
        if (request.Path is not { } path)
            return;
        if (context.IsJson)
            context.WriteJson(
                new ReportShape(path, ReportFormats.Names[(int)request.Format], content.SessionCount, null, null),
                CliJson.Default.ReportShape
            );
        else
            context.Say($"Wrote the usage of {Count.Of(content.SessionCount, "session")} to {SafeText.Line(path)}.");
    }
}

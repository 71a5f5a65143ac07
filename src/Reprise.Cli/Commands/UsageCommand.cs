using System.CommandLine;
using Reprise.Cli.Commands.Options;
using Reprise.Cli.Commands.Usage;
using Reprise.Cli.Json;
using Reprise.Reporting;
using Reprise.Usage;

namespace Reprise.Cli.Commands;

/// <summary><c>reprise usage</c></summary>
internal static class UsageCommand
{
    public static CliCommand Create()
    {
        var options = new UsageOptions();
        var chart = new Switch("--chart") { Description = "Bars over time, stacked by model" };
        var metric = new Option<string>("--metric") { HelpName = "M", Description = "What bars show: cost (default) or tokens" };
        metric.AcceptOnlyFromAmong("cost", "tokens");
        var breakdown = new Switch("--breakdown") { Description = "Each row by model as well" };
        var csv = new Switch("--csv") { Description = "Print comma-separated values" };
        var reprice = new Switch("--reprice") { Description = "What all of it would cost by today's price list" };
        var apply = new Switch("--apply") { Description = "With --reprice: let today's list price the past, too" };
        var command = new CliCommand("usage", "Tells what was used and what it cost");
        command.Details =
            "Counts each API response once, however often agents repeat it, and keeps what they delete. Costs are list prices of the "
            + "API, or the agent's own figure where it gives one; a subscription costs what it costs. Where a model has no price, "
            + "the cost says so with a + or a ?: 'reprise prices' tells more.";
        command.Examples =
        [
            ("reprise usage", "by day"),
            ("reprise usage --by month --chart", "as bars"),
            ("reprise usage --by project --since 30d", "the expensive ones"),
            ("reprise usage --by day --deleted", "what only Reprise still knows"),
            ("reprise usage blocks --active", "the five hours that run"),
            ("reprise usage explain 3f0c", "where a session's figures come from"),
            ("reprise usage --reprice", "what a newer price list would change of the past"),
        ];
        options.AddTo(command);
        foreach (Option option in new Option[] { breakdown, chart, metric, csv, reprice, apply })
            command.Add(option);
        command.Add(BlocksCommand.Create());
        command.Add(StatuslineCommand.Create());
        command.Add(ExplainCommand.Create());
        command.OnRun(
            (context, parsed, _) =>
            {
                UsageQuery query = options.Read(context, parsed) with
                {
                    HasModels = breakdown.IsSet(parsed) || chart.IsSet(parsed) || (!context.IsJson && !csv.IsSet(parsed)),
                };
                if (apply.IsSet(parsed) && !reprice.IsSet(parsed))
                    throw UsageError.Of("--apply belongs to --reprice.");
                if (reprice.IsSet(parsed))
                    return Repricing.Run(context, query, apply.IsSet(parsed));
                if (chart.IsSet(parsed) && !UsageReader.IsTime(query.By))
                    throw UsageError.Of("--chart shows times.", "Add --by hour, day, week or month.");
                if ((context.IsJson ? 1 : 0) + (csv.IsSet(parsed) ? 1 : 0) + (chart.IsSet(parsed) ? 1 : 0) > 1)
                    throw UsageError.Of("--json, --csv and --chart exclude each other.");
                if (parsed.GetValue(metric) is not null && !chart.IsSet(parsed))
                    throw UsageError.Of("--metric belongs to --chart.");
                using OpenedHome home = OpenedHome.Open(context);
                SlicePricer pricer = options.ReadPricer(context, parsed);
                UsageReport report = new UsageReader(home.Index, home.Readers, pricer).Read(query);
                int rows = report.Rows.Count;
                report = report with { Rows = options.Limit(parsed, report) };
                if (context.IsJson)
                    context.WriteJson(UsageReportShape.Of(report, breakdown.IsSet(parsed)), UsageJson.Default.UsageReportShape);
                else if (csv.IsSet(parsed))
                    UsageCsv.Write(context.Out, report, breakdown.IsSet(parsed));
                else if (chart.IsSet(parsed))
                    new UsageChart(context.Screen, query, context.Now, parsed.GetValue(metric) == "tokens").Write(
                        context.Out,
                        report
                    );
                else
                    new UsageTable(context, home, query, pricer).Write(report, rows, breakdown.IsSet(parsed));
                return report.Rows.Count == 0 ? ExitCode.NothingFound : ExitCode.Done;
            }
        );
        return command;
    }
}

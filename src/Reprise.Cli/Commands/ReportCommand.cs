using System.CommandLine;
using Reprise.Cli.Commands.Options;
using Reprise.Cli.Commands.Report;
using Reprise.Reporting;

namespace Reprise.Cli.Commands;

/// <summary><c>reprise report</c></summary>
internal static class ReportCommand
{
    public static CliCommand Create()
    {
        var ids = new Argument<string[]>("ID")
        {
            Arity = ArgumentArity.ZeroOrMore,
            Description = "Only these sessions (default: all that the filters pick)",
        };
        var prompts = new Switch("--prompts") { Description = "What was asked, in the order of time (default)" };
        var actions = new Switch("--actions") { Description = "Prompts with what followed: answers, tools, edits, errors" };
        var usage = new Switch("--usage") { Description = "Tokens and cost by day, model, project and session" };
        var format = new Option<string>("--format")
        {
            HelpName = "F",
            Description = "markdown, csv, html or json (default: markdown, or what FILE ends in)",
        };
        format.AcceptOnlyFromAmong(ReportFormats.Names);
        var output = new Option<string>("--output", "-o")
        {
            HelpName = "FILE",
            Description = "Write it to a file (default: stdout)",
        };
        var force = new Switch("--force") { Description = "Overwrite FILE" };
        var reasoning = new Switch("--reasoning") { Description = "With --actions: what models thought, too" };
        var answers = new NumberOption("--answers")
        {
            Description =
                $"With --actions: at most so many characters of an answer; 0 for all (default {ReportQuery.UsualAnswerLength})",
        };
        var redacted = new Switch("--redacted") { Description = "Only entries in which something is redacted" };
        var title = new Option<string>("--title") { HelpName = "TEXT", Description = "The title" };
        var noTime = new Switch("--no-timestamp")
        {
            Description = "Do not say when it was made: the same sessions then give the same bytes",
        };
        var filters = new FilterOptions(0);
        var command = new CliCommand("report", "Reports what was asked of agents, and what they did");
        command.Details =
            "Prompts of all sessions in the order of time, deleted sessions included. What is redacted stays hidden; the report says which redactions apply, how much each one hides, and who made it when and why. "
            + "--since and --until hold for each prompt. Entries that forks and copies of a session repeat are told once.";
        command.Examples =
        [
            ("reprise report --since 7d", "what was asked this week"),
            ("reprise report --actions --project shop -o shop.html", "a page of what was done in a project"),
            ("reprise report 1f0e2d3c --actions --format csv", "one session for a spreadsheet"),
            ("reprise report --usage --since 30d -o usage.html", "what it cost, with charts"),
            ("reprise report --redacted", "what readers will not see, to be checked"),
        ];
        command.Add(ids);
        foreach (
            Option option in new Option[]
            {
                prompts,
                actions,
                usage,
                format,
                output,
                force,
                reasoning,
                answers,
                redacted,
                title,
                noTime,
            }
        )
            command.Add(option);
        filters.AddTo(command);
        command.OnRun(
            (context, parsed, cancellation) =>
            {
                if (new[] { prompts, actions, usage }.Count(kind => kind.IsSet(parsed)) > 1)
                    throw UsageError.Of("--prompts, --actions and --usage exclude each other.");
                if (usage.IsSet(parsed) && redacted.IsSet(parsed))
                    throw UsageError.Of("--redacted does not go with --usage.");
                if (!actions.IsSet(parsed) && (reasoning.IsSet(parsed) || answers.Read(parsed) is not null))
                    throw UsageError.Of("--reasoning and --answers go with --actions.");
                string? path = parsed.GetValue(output) is { } file and not "-" ? context.FullPath(file) : null;
                var request = new ReportRequest
                {
                    Kind =
                        actions.IsSet(parsed) ? ReportKind.Actions
                        : usage.IsSet(parsed) ? ReportKind.Usage
                        : ReportKind.Prompts,
                    Format = ReportFormats.Choose(parsed.GetValue(format), path, context.IsJson),
                    Path = path,
                    Overwrite = force.IsSet(parsed),
                    Filter = filters.Read(context, parsed),
                    Ids = parsed.GetValue(ids) ?? [],
                    OnlyRedacted = redacted.IsSet(parsed),
                    IncludeReasoning = reasoning.IsSet(parsed),
                    AnswerLength = answers.Read(parsed) ?? ReportQuery.UsualAnswerLength,
                    Title = parsed.GetValue(title),
                    TellsTime = !noTime.IsSet(parsed),
                };
                return request.Kind == ReportKind.Usage
                    ? new UsageStatement(context, request).Run()
                    : new EntryReport(context, request).Run(cancellation);
            }
        );
        return command;
    }
}

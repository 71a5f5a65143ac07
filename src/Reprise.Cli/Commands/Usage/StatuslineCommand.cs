using System.CommandLine;
using System.Globalization;
using Reprise.Cli.Commands.Options;
using Reprise.Cli.Json;
using Reprise.Cli.Terminal;
using Reprise.Files;

namespace Reprise.Cli.Commands.Usage;

/// <summary><c>reprise usage statusline</c></summary>
internal static class StatuslineCommand
{
    private const string Separator = " | ";

    public static CliCommand Create()
    {
        var agent = new AgentOption { Description = "Only this agent (repeatable; default all)" };
        var zone = new TimeZoneOption();
        var mode = new CostModeOption();
        var command = new CliCommand("statusline", "Prints one line for prompts and for Claude Code's status line")
        {
            NeedsSettings = false,
            StopsAtOnce = true,
        };
        command.Details =
            "Reads what Claude Code gives to a status line from standard input when there is something: the model, the session's own cost and "
            + "how full its context is. What was not captured yet counts with the figure that Claude Code gives. It never fails: a line "
            + "that cannot be made is left out.";
        command.Examples =
        [
            ("reprise usage statusline", "in a prompt"),
            ("""{"statusLine": {"type": "command", "command": "reprise usage statusline"}}""", "in ~/.claude/settings.json"),
        ];
        foreach (Option option in new Option[] { agent, zone, mode })
            command.Add(option);
        command.OnRun(
            (context, parsed, _) =>
            {
                StatuslineInput? input = StatuslineInput.Read(context);
                StatuslineFigures? figures = Read(
                    context,
                    () =>
                        StatuslineFigures.Read(
                            context,
                            input,
                            agent.ReadNames(parsed),
                            zone.Read(context, parsed),
                            mode.ReadPricer(context, parsed)
                        )
                );
                string line = Line(context, input, figures);
                if (context.IsJson)
                    context.WriteJson(StatuslineShape.Of(line, input, figures), UsageJson.Default.StatuslineShape);
                else
                    context.Out.WriteLine(line);
                return ExitCode.Done;
            }
        );
        return command;
    }

    private static StatuslineFigures? Read(CliContext context, Func<StatuslineFigures> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (IsNoBug(error))
        {
            context.Detail(error.Message);
            return null;
        }
    }

    private static bool IsNoBug(Exception error) =>
        error is IOException or UnauthorizedAccessException
        || (error is RepriseException known && known.Kind != Failure.UsageKind);

    private static string Line(CliContext context, StatuslineInput? input, StatuslineFigures? figures)
    {
        List<string> parts = [];
        if (input?.Model is { Length: > 0 } model)
            parts.Add(SafeText.Line(model));
        if (input?.SessionCost is { } cost)
            parts.Add($"{MoneyText.Of(cost)} session");
        if (figures?.Today is { } today)
            parts.Add($"{MoneyText.Of(today)}{(figures.IsTodayPartial ? "+" : "")} today");
        if (figures is { Block: { } block, BlockEnd: { } end })
            parts.Add($"{MoneyText.Of(block)} block ({RelativeTime.Length(end - context.Now)} left)");
        if (figures?.PerHour is { } rate)
            parts.Add($"{MoneyText.Of(rate)}/h");
        if (input?.ContextTokens is > 0 and { } tokens)
        {
            string share = input.ContextSize is > 0 and { } size
                ? $" ({((double)tokens / size).ToString("0 %", CultureInfo.InvariantCulture)})"
                : "";
            parts.Add($"{MoneyText.Short(tokens)} context{share}");
        }
        return string.Join(Separator, parts);
    }
}

using System.CommandLine;
using System.Globalization;
using Reprise.Cli.Commands.Options;
using Reprise.Cli.Terminal;
using Reprise.Files;
using Reprise.Protocol;
using Reprise.Reporting;
using Reprise.Usage;

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
                string[] agents = agent.ReadNames(parsed);
                context.Out.WriteLine(
                    Line(context, input, agents, zone.Read(context, parsed), () => mode.ReadPricer(context, parsed))
                );
                return ExitCode.Done;
            }
        );
        return command;
    }

    private static string Line(
        CliContext context,
        StatuslineInput? input,
        string[] agents,
        TimeZoneInfo zone,
        Func<SlicePricer> makePricer
    )
    {
        List<string> parts = [];
        if (input?.Model is { Length: > 0 } model)
            parts.Add(SafeText.Line(model));
        try
        {
            AddCosts(parts, context, input, agents, zone, makePricer());
        }
        catch (Exception error) when (error is RepriseException or IOException or UnauthorizedAccessException)
        {
            if (input?.SessionCost is { } cost)
                parts.Add($"{MoneyText.Of(cost)} session");
            context.Detail(error.Message);
        }
        if (input?.ContextTokens is > 0 and { } tokens)
        {
            string share = input.ContextSize is > 0 and { } size
                ? $" ({((double)tokens / size).ToString("0 %", CultureInfo.InvariantCulture)})"
                : "";
            parts.Add($"{MoneyText.Short(tokens)} context{share}");
        }
        return string.Join(Separator, parts);
    }

    private static void AddCosts(
        List<string> parts,
        CliContext context,
        StatuslineInput? input,
        string[] agents,
        TimeZoneInfo zone,
        SlicePricer pricer
    )
    {
        using OpenedHome home = OpenedHome.Open(context);
        DateTimeOffset now = context.Now;
        DateTime day = TimeZoneInfo.ConvertTime(now, zone).Date;
        // No one works for days without five hours of rest, so what is older decides about no block.
        var query = new UsageQuery { Sessions = UsageQuery.All with { Agents = agents, Since = now.AddDays(-7) }, Zone = zone };
        DateTimeOffset midnight = new(day, zone.GetUtcOffset(day));
        var reader = new UsageReader(home.Index, home.Readers, pricer);
        UsageRow today = reader.Read(query with { Since = midnight }).Total;
        IReadOnlyList<UsageBlock> blocks = new BlockReader(home.Index, pricer).Read(query);
        Money missing = input is null ? Money.Zero : Missing(home, input, pricer);
        if (input?.SessionCost is { } cost)
            parts.Add($"{MoneyText.Of(cost)} session");
        if (today.Cost is { } known)
            parts.Add($"{MoneyText.Of(known + missing)}{(today.Unpriced.Count > 0 ? "+" : "")} today");
        if (blocks.Count == 0 || blocks[^1] is not { } block || !block.IsActive(now))
            return;
        if (block.Total.Cost is { } inBlock)
            parts.Add($"{MoneyText.Of(inBlock + missing)} block ({RelativeTime.Length(block.End - now)} left)");
        if (BurnRate.Of(block)?.CostPerHour is { } rate)
            parts.Add($"{MoneyText.Of(rate)}/h");
    }

    /// <summary>What the running session has cost beyond what was captured of it, as far as Claude Code says so.</summary>
    private static Money Missing(OpenedHome home, StatuslineInput input, SlicePricer pricer)
    {
        if (input.SessionCost is not { } told || input.SessionId is not { } id)
            return Money.Zero;
        long? row = home.Index.Find(new SessionKey(new AgentId("claude-code"), id));
        Money captured = row is { } session ? new SessionCosts(home.Index, pricer).Of(session).Cost ?? Money.Zero : Money.Zero;
        return told > captured ? told - captured : Money.Zero;
    }
}

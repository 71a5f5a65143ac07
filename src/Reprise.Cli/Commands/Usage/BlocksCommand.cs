using System.CommandLine;
using System.Globalization;
using Reprise.Cli.Commands.Options;
using Reprise.Cli.Json;
using Reprise.Cli.Terminal;
using Reprise.Reporting;
using Reprise.Usage;

namespace Reprise.Cli.Commands.Usage;

/// <summary><c>reprise usage blocks</c></summary>
internal static class BlocksCommand
{
    private const string ClaudeCode = "claude-code";
    private const double NearLimit = 0.8;

    public static CliCommand Create()
    {
        var agent = new AgentOption { Description = $"This agent's usage (repeatable; default {ClaudeCode})" };
        var active = new Switch("--active") { Description = "Only the block that runs, with its rate and where that leads" };
        var recent = new Switch("--recent") { Description = "Only blocks of the last three days" };
        var limit = new Option<string>("--token-limit", "-t")
        {
            HelpName = "N",
            Description = "Tokens that a block may use; max for the most that one ever did",
        };
        var hours = new NumberOption("--session-length") { Description = "The hours of a block (default 5)" };
        var zone = new TimeZoneOption();
        var mode = new CostModeOption();
        var command = new CliCommand("blocks", "Shows usage in blocks of five hours, as subscriptions limit it");
        command.Details =
            "A block begins at the full hour (UTC) of the first response after the one before, and lasts five hours; "
            + "longer times without use are shown as gaps.";
        command.Examples =
        [
            ("reprise usage blocks --active", "how much of the five hours is used"),
            ("reprise usage blocks --recent --token-limit max", "the last three days against the highest ever"),
        ];
        foreach (Option option in new Option[] { agent, active, recent, limit, hours, zone, mode })
            command.Add(option);
        command.OnRun(
            (context, parsed, _) =>
            {
                string[] agents = agent.ReadNames(parsed);
                int length =
                    hours.Read(parsed) is { } typed and > 0 and <= 168 ? typed
                    : hours.Read(parsed) is null ? BlockReader.UsualHours
                    : throw UsageError.Of("--session-length needs a number of hours from 1 to 168.");
                using OpenedHome home = OpenedHome.Open(context);
                var query = new UsageQuery
                {
                    Sessions = UsageQuery.All with { Agents = agents.Length == 0 ? [ClaudeCode] : agents },
                };
                IReadOnlyList<UsageBlock> all = new BlockReader(home.Index, mode.ReadPricer(context, parsed)).Read(query, length);
                long? most = ReadLimit(context, parsed.GetValue(limit), all);
                UsageBlock[] shown =
                [
                    .. all.Where(block => !active.IsSet(parsed) || block.IsActive(context.Now))
                        .Where(block => !recent.IsSet(parsed) || block.End > context.Now.AddDays(-3)),
                ];
                if (context.IsJson)
                    context.WriteJson(
                        new BlocksShape([.. shown.Select(block => BlockShape.Of(block, context.Now, most))]),
                        BlocksJson.Default.BlocksShape
                    );
                else
                    Write(context, shown, most, zone.Read(context, parsed), active.IsSet(parsed));
                return shown.Length == 0 ? ExitCode.NothingFound : ExitCode.Done;
            }
        );
        return command;
    }

    private static long? ReadLimit(CliContext context, string? typed, IReadOnlyList<UsageBlock> all)
    {
        if (typed is null)
            return null;
        if (typed == "max")
            return all.Where(b => !b.IsActive(context.Now)).Select(b => b.Total.Tokens.Total).DefaultIfEmpty(0).Max();
        return long.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out long limit) && limit > 0
            ? limit
            : throw UsageError.Of("--token-limit needs a number of tokens, or max.");
    }

    private static void Write(CliContext context, UsageBlock[] blocks, long? most, TimeZoneInfo zone, bool isActive)
    {
        if (blocks.Length == 0)
        {
            context.Say(isActive ? "No block runs now." : "Nothing was used, as far as the captured sessions say.");
            return;
        }
        List<Column> columns = [Column.Text("BEGINS"), Column.Text("LENGTH"), Column.Flexible("MODELS", least: 16).Optional];
        columns.AddRange([Column.Number("TOKENS"), Column.Number("COST")]);
        if (most is > 0)
            columns.Add(Column.Number("LIMIT"));
        var table = new Table([.. columns]);
        foreach (UsageBlock block in blocks)
            table.Add([.. Cells(context, block, most, zone)]);
        using (context.Page())
            table.Write(context.Out, context.Screen);
        if (Array.FindLast(blocks, block => block.IsActive(context.Now)) is { } running)
            WriteRate(context, running, most);
    }

    private static IEnumerable<Cell> Cells(CliContext context, UsageBlock block, long? most, TimeZoneInfo zone)
    {
        Style style = block.IsGap ? Style.Dim : Style.Plain;
        bool isActive = block.IsActive(context.Now);
        yield return new Cell(RelativeTime.Full(block.Start, zone), isActive ? Style.Green : style);
        TimeSpan length =
            block.IsGap ? block.End - block.Start
            : isActive ? context.Now - block.Start
            : (block.Last ?? block.Start) - block.Start;
        string text = RelativeTime.Length(length);
        yield return new Cell(
            block.IsGap ? $"{text} of nothing"
                : isActive ? $"{text}, runs"
                : text,
            style
        );
        yield return new Cell(string.Join(", ", block.Models), Style.Dim);
        yield return block.IsGap ? "" : Count.Of(block.Total.Tokens.Total);
        yield return block.IsGap ? "" : MoneyText.Of(block.Total.Cost, block.Total.Unpriced.Count > 0);
        if (most is > 0 and { } limit)
            yield return block.IsGap ? "" : Share(block.Total.Tokens.Total, limit);
    }

    private static Cell Share(long tokens, long limit)
    {
        double share = (double)tokens / limit;
        Style style =
            share > 1 ? Style.Red
            : share > NearLimit ? Style.Yellow
            : Style.Plain;
        return new Cell(share.ToString("0.0 %", CultureInfo.InvariantCulture), style);
    }

    private static void WriteRate(CliContext context, UsageBlock block, long? most)
    {
        context.Out.WriteLine();
        TimeSpan left = block.End - context.Now;
        context.Out.WriteLine($"{RelativeTime.Length(left)} left.");
        if (BurnRate.Of(block) is not { } rate)
            return;
        string cost = rate.CostPerHour is { } perHour ? $", {MoneyText.Of(perHour)} an hour" : "";
        context.Out.WriteLine($"Rate: {Count.Of((long)rate.TokensPerMinute)} tokens a minute{cost}.");
        (long tokens, Money? total, _) = rate.Project(block, context.Now);
        string projected = total is { } known ? $", {MoneyText.Of(known)}" : "";
        string share = most is > 0 and { } limit ? $" ({Share(tokens, limit).Text} of the limit)" : "";
        context.Out.WriteLine($"At its end, if it goes on so: {Count.Of(tokens)} tokens{share}{projected}.");
    }
}

using System.Globalization;
using Reprise.Cli.Terminal;
using Reprise.Protocol;
using Reprise.Reporting;
using Reprise.Usage;

namespace Reprise.Cli.Commands.Usage;

/// <summary>Shows what one session used: by model and part, how well its cache served, and when it cost what.</summary>
internal static class SessionUsageText
{
    private const int BarWidth = 30;
    private const int MostTimes = 16;

    public static void Write(CliContext context, SessionUsage usage)
    {
        if (usage.Parts.Count == 0 && usage.Copies.Count == 0)
        {
            context.Out.WriteLine("  Its records tell no tokens.");
            return;
        }
        WriteParts(context, usage);
        foreach (string line in Facts(context, usage))
            context.Out.WriteLine($"  {line}");
        WriteTimes(context, usage);
    }

    private static void WriteParts(CliContext context, SessionUsage usage)
    {
        var table = new Table(
            Column.Text("MODEL"),
            Column.Number("RESPONSES"),
            Column.Number("INPUT"),
            Column.Number("OUTPUT"),
            Column.Number("REASONING"),
            Column.Number("CACHE WRITE"),
            Column.Number("CACHE READ"),
            Column.Number("COST")
        );
        foreach (ModelPart part in usage.Parts)
        {
            string model = part.Model.Length == 0 ? "(unknown)" : part.Model;
            Add(table, $"{model}{PartOf(part.Thread)}", part.Total, Style.Plain);
        }
        if (usage.Parts.Count > 1)
            Add(table, "Total", usage.Total, Style.Bold);
        table.Write(context.Out, context.Screen);
        if (usage.Parts.Count > 1)
        {
            TokenCosts costs = usage.Total.TokenCosts;
            context.Out.WriteLine(
                context.Screen.Paint(
                    Style.Dim,
                    $"  By kind: input {MoneyText.Of(costs.Input)}, output {MoneyText.Of(costs.Output + costs.Reasoning)}, cache write {MoneyText.Of(costs.CacheWrite5Minutes + costs.CacheWrite1Hour)}, cache read {MoneyText.Of(costs.CacheRead)}"
                )
            );
        }
    }

    private static void Add(Table table, string name, UsageTotal total, Style style)
    {
        TokenUsage tokens = total.Tokens;
        long[] numbers = [total.Responses, tokens.Input, tokens.Output, tokens.Reasoning, tokens.CacheWrite, tokens.CacheRead];
        table.Add([
            new Cell(name, style),
            .. numbers.Select(n => new Cell(Count.Of(n), style)),
            new Cell(MoneyText.Of(total.Cost, total.Unpriced.Count > 0), style),
        ]);
    }

    private static IEnumerable<string> Facts(CliContext context, SessionUsage usage)
    {
        if (usage.CacheHitRate is { } rate)
            yield return $"From cache: {rate.ToString("0.0 %", CultureInfo.InvariantCulture)} of all prompts.";
        if (usage.ContextPeak is { Tokens: > 0 } peak)
            yield return $"Longest prompt: {Count.Of(peak.Tokens)} tokens{(peak.At is { } at ? $", {RelativeTime.Full(at, context.Zone)}" : "")}.";
        if (usage.Children.Count > 0)
        {
            var children = new UsageTotal();
            foreach ((_, UsageTotal total) in usage.Children)
                children.Add(total);
            yield return $"Besides, {Count.Of(usage.Children.Count, "subagent session")} used {Count.Of(children.Tokens.Total)} tokens: {MoneyText.Of(children.Cost, children.Unpriced.Count > 0)}.";
        }
        foreach ((SessionKey session, long responses, long tokens) in usage.Copies)
            yield return $"{Count.Of(responses, "response is a copy", "responses are copies")} from {session} and {(responses == 1 ? "counts" : "count")} there: {Count.Of(tokens)} tokens.";
        if (usage.Total.Doubtful > 0)
            yield return $"{Count.Of(usage.Total.Doubtful, "response has", "responses have")} figures that make no sense; those were left out.";
    }

    private static void WriteTimes(CliContext context, SessionUsage usage)
    {
        (string Label, UsageTotal Total)[] times = Times(context, usage);
        Money highest = times.Select(time => time.Total.Cost ?? default).DefaultIfEmpty().Max();
        if (times.Length < 2 || highest.IsZero)
            return;
        context.Out.WriteLine();
        foreach ((string label, UsageTotal total) in times)
        {
            Money cost = total.Cost ?? default;
            int width = (int)Math.Round(cost.Usd / highest.Usd * BarWidth);
            string bar = context.Screen.Paint(Style.Blue, new string('█', width));
            context.Out.WriteLine($"  {label}  {MoneyText.Of(total.Cost, total.Unpriced.Count > 0), 9}  {bar}".TrimEnd());
        }
    }

    private static (string, UsageTotal)[] Times(CliContext context, SessionUsage usage)
    {
        string[] forms = ["yyyy-MM-dd HH:mm", "yyyy-MM-dd HH':00'", "yyyy-MM-dd"];
        foreach (string form in forms)
        {
            var groups = usage
                .Times.GroupBy(
                    time => TimeZoneInfo.ConvertTime(time.Start, context.Zone).ToString(form, CultureInfo.InvariantCulture),
                    StringComparer.Ordinal
                )
                .ToArray();
            if (groups.Length > MostTimes && form != forms[^1])
                continue;
            return [.. groups.Select(group => (group.Key, Sum(group.Select(time => time.Total))))];
        }
        return [];
    }

    private static UsageTotal Sum(IEnumerable<UsageTotal> totals)
    {
        var sum = new UsageTotal();
        foreach (UsageTotal total in totals)
            sum.Add(total);
        return sum;
    }

    private static string PartOf(UsageThread thread) =>
        thread switch
        {
            UsageThread.Subagent => " in subagents",
            UsageThread.Side => " for itself",
            _ => "",
        };
}

using System.Globalization;
using Reprise.Benchmarks.Reporting;

namespace Reprise.Benchmarks.Usage;

/// <summary>Shows a comparison.</summary>
internal static class UsageTables
{
    private const int MostNamed = 10;

    // Two programs that add up a million doubles do not agree to the last digit.
    private const double CostTolerance = 1e-6;
    private static readonly UsageTool[] _tools = Enum.GetValues<UsageTool>();
    private static readonly UsageTool[] _others = [UsageTool.Ccusage, UsageTool.Tokscale];

    /// <summary>Tokens by agent and kind of each program.</summary>
    public static ResultTable Tokens(string title, UsageComparison comparison)
    {
        var table = new ResultTable(
            $"{title}: tokens by agent",
            "agent",
            "program",
            "input",
            "output",
            "cache read",
            "cache write",
            "all",
            "more than Reprise"
        );
        foreach (string agent in comparison.Agents)
        foreach (UsageTool tool in _tools)
        {
            UsageCells cells = comparison.Of(tool);
            Spent sum = cells.SumOf(agent);
            long total = cells.TotalOf(agent);
            if (tool != UsageTool.Reprise && total == 0)
            {
                table.Add(agent, NameOf(tool), Figures.None);
                continue;
            }
            // What ccusage adds to days alone is reasoning, which the others count as output.
            Spent shown = sum with
            {
                Output = sum.Output + total - sum.Total,
            };
            table.Add(
                agent,
                NameOf(tool),
                Number(shown.Input),
                Number(shown.Output),
                Number(shown.CacheRead),
                Number(shown.CacheWrite),
                Number(total),
                tool == UsageTool.Reprise ? "" : Number(total - comparison.Of(UsageTool.Reprise).TotalOf(agent))
            );
        }
        table.Note("Output includes reasoning. A program without figures does not read the agent's files.");
        if (comparison.Truth is { } truth)
            NoteTruth(table, comparison, truth);
        return table;
    }

    /// <summary>Each rule by which a program differs, and how often; what no rule foresees is named.</summary>
    public static ResultTable Differences(string title, UsageComparison comparison)
    {
        var table = new ResultTable(
            $"{title}: why figures differ from Reprise's",
            "program",
            "agent",
            "what it does",
            "responses",
            "tokens more"
        );
        var unexplained = new List<string>();
        foreach (UsageTool tool in _others)
        foreach (string agent in comparison.Agents)
        {
            if (comparison.Of(tool).TotalOf(agent) == 0)
            {
                long left = -comparison.Of(UsageTool.Reprise).TotalOf(agent);
                table.Add(NameOf(tool), agent, "does not read its files", Figures.None, Number(left));
                continue;
            }
            foreach (var rule in comparison.Expected.Differences.Where(r => r.Key.Tool == tool && r.Key.Agent == agent))
                table.Add(NameOf(tool), agent, rule.Key.Rule, Number(rule.Value.Records), Number(rule.Value.Tokens));
            unexplained.AddRange(comparison.Unexplained(tool, agent).Select(text => $"{NameOf(tool)}: {text}"));
        }
        foreach (string agent in comparison.Agents.Where(UsageComparison.HasRules))
            unexplained.AddRange(comparison.Unexplained(UsageTool.Reprise, agent).Select(text => $"Reprise: {text}"));
        long explained = comparison.Expected.Differences.Values.Sum(difference => difference.Records);
        table.Note(
            $"Of all sums by agent, model and day of all programs, {Number(unexplained.Count)} are not what these rules give; {Number(explained)} responses are explained by them."
        );
        foreach (string text in unexplained.Take(MostNamed))
            table.Note($"Not explained: {text}.");
        return table;
    }

    /// <summary>Costs by model of each program.</summary>
    public static ResultTable Costs(string title, UsageComparison comparison)
    {
        var table = new ResultTable(
            $"{title}: cost by model, USD",
            "agent",
            "model",
            "Reprise",
            "ccusage",
            "tokscale",
            "ccusage differs by",
            "tokscale differs by"
        );
        UsageCells own = comparison.Of(UsageTool.Reprise);
        foreach ((string agent, string model) in own.Costs.Keys.Order())
        {
            double cost = own.Costs[(agent, model)];
            table.Add(
                agent,
                model,
                Usd(cost),
                Cost(comparison.Of(UsageTool.Ccusage), agent, model),
                Cost(comparison.Of(UsageTool.Tokscale), agent, model),
                Difference(UsageTool.Ccusage, agent, model, cost),
                Difference(UsageTool.Tokscale, agent, model, cost)
            );
        }
        table.Note(
            "tokscale is given the prices that are built into Reprise, since it has none without a network; ccusage has its own. "
                + "'Tokens' means that the counts differ. With equal counts the price does: of long prompts, when it is not that of the whole "
                + "request; of another day, when a price has changed; of writes to a cache for an hour; or in its own list."
        );
        return table;

        string Difference(UsageTool tool, string agent, string model, double cost)
        {
            UsageCells cells = comparison.Of(tool);
            if (!cells.Costs.TryGetValue((agent, model), out double other))
                return "not read";
            if (Math.Abs(other - cost) <= CostTolerance * Math.Max(1, cost))
                return "nothing";
            Spent has = cells.Models.GetValueOrDefault((agent, model));
            return has == own.Models.GetValueOrDefault((agent, model)) ? CostReasons.Of(tool, model, has) : "tokens";
        }
    }

    private static void NoteTruth(ResultTable table, UsageComparison comparison, UsageCells truth)
    {
        UsageCells own = comparison.Of(UsageTool.Reprise);
        List<string> wrong =
        [
            .. truth
                .Models.Where(sum => own.Models.GetValueOrDefault(sum.Key) != sum.Value)
                .Select(sum => $"{sum.Key.Agent}, {sum.Key.Model}"),
        ];
        table.Note(
            wrong.Count == 0
                ? $"The generator knows what it spent: all {Number(truth.Models.Count)} sums by agent and model are Reprise's."
                : $"The generator knows what it spent, and Reprise's sums are others for: {string.Join("; ", wrong)}."
        );
    }

    private static string Cost(UsageCells cells, string agent, string model) =>
        cells.Costs.TryGetValue((agent, model), out double cost) ? Usd(cost) : Figures.None;

    private static string Usd(double cost) => cost.ToString("#,##0.0000", CultureInfo.InvariantCulture);

    private static string Number(long value) => value.ToString("#,##0", CultureInfo.InvariantCulture);

    private static string NameOf(UsageTool tool) =>
        tool switch
        {
            UsageTool.Reprise => "Reprise",
            UsageTool.Ccusage => "ccusage",
            _ => "tokscale",
        };
}

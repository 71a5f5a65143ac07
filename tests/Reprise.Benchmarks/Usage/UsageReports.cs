using System.Text.Json;
using Reprise.Benchmarks.Usage.Rules;

namespace Reprise.Benchmarks.Usage;

/// <summary>Reads what each program prints as JSON.</summary>
internal static class UsageReports
{
    // What the others call the agents.
    private static readonly Dictionary<string, string> _agents = new(StringComparer.Ordinal)
    {
        ["claude"] = "claude-code",
        ["copilot"] = "copilot-cli",
    };

    public static UsageCells Ccusage(string path)
    {
        var cells = new UsageCells();
        foreach (JsonElement day in Array(Root(path), "daily"))
        foreach (JsonElement agent in Array(day, "agents"))
        {
            string name = NameOf(agent.Text("agent"));
            cells.AddDay(name, day.Text("period"), agent.Number("totalTokens"));
            foreach (JsonElement model in Array(agent, "modelBreakdowns"))
            {
                var tokens = new Spent(
                    model.Number("inputTokens"),
                    model.Number("outputTokens"),
                    model.Number("cacheReadTokens"),
                    model.Number("cacheCreationTokens")
                );
                string key = model.Text("modelName").Replace("[pi] ", "", StringComparison.Ordinal);
                cells.AddModel(name, key, tokens);
                cells.AddCost(name, key, model.GetProperty("cost").GetDouble());
            }
        }
        return cells;
    }

    public static UsageCells Tokscale(string path)
    {
        var cells = new UsageCells();
        foreach (JsonElement day in Array(Root(path), "contributions"))
        foreach (JsonElement source in Array(day, "sources"))
        {
            JsonElement told = source.GetProperty("tokens");
            var tokens = new Spent(
                told.Number("input"),
                told.Number("output") + told.Number("reasoning"),
                told.Number("cacheRead"),
                told.Number("cacheWrite")
            );
            string name = NameOf(source.Text("source"));
            cells.AddDay(name, day.Text("date"), tokens.Total);
            cells.AddModel(name, source.Text("modelId"), tokens);
            cells.AddCost(name, source.Text("modelId"), source.GetProperty("cost").GetDouble());
        }
        return cells;
    }

    /// <summary>Adds the rows of <c>usage --by model</c> or <c>--by day</c> of one agent.</summary>
    public static void AddReprise(UsageCells cells, string agent, string path, bool isByDay)
    {
        foreach (JsonElement row in Array(Root(path), "rows"))
        {
            JsonElement told = row.GetProperty("tokens");
            var tokens = new Spent(
                told.Number("input"),
                told.Number("output") + told.Number("reasoning"),
                told.Number("cacheRead"),
                told.Number("cacheWrite")
            );
            string key = row.Text("key");
            if (isByDay)
                cells.AddDay(agent, key, tokens.Total);
            else
                cells.AddModel(agent, key, tokens);
            if (!isByDay && row.Member("cost") is { } cost)
                cells.AddCost(agent, key, Usd(cost));
        }
    }

    /// <summary>All tokens of a report of Reprise.</summary>
    public static long AllTokens(string path) => Root(path).Member("total")?.Member("tokens")?.Number("total") ?? 0;

    /// <summary>Names the rows of <c>usage --by agent</c>.</summary>
    public static IReadOnlyList<string> Agents(string path) => [.. Array(Root(path), "rows").Select(row => row.Text("key"))];

    private static double Usd(JsonElement cost)
    {
        JsonElement usd = cost.GetProperty("usd");
        return usd.ValueKind == JsonValueKind.String
            ? double.Parse(usd.GetString() ?? "", System.Globalization.CultureInfo.InvariantCulture)
            : usd.GetDouble();
    }

    /// <summary>Returns Reprise's name of an agent that others call something else.</summary>
    public static string NameOf(string agent) => _agents.GetValueOrDefault(agent, agent);

    private static JsonElement Root(string path) =>
        NativeFiles.Document(path) ?? throw new Harness.BenchmarkException($"{Path.GetFileName(path)} is no report.");

    private static JsonElement.ArrayEnumerator Array(JsonElement owner, string name) =>
        owner.TryGetProperty(name, out JsonElement array) && array.ValueKind == JsonValueKind.Array ? array.EnumerateArray() : [];
}

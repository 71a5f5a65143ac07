using System.Text.Json;

namespace Reprise.Benchmarks.Usage.Rules;

/// <summary>Copilot CLI: sums by model when a session ends; before that only how much each answer wrote.</summary>
internal sealed class CopilotRules : IAgentRules
{
    public string Agent => "copilot-cli";

    public void Count(string home, UsageTally tally)
    {
        foreach (string path in NativeFiles.Below(Path.Combine(home, ".copilot", "session-state"), "events.jsonl"))
        {
            List<JsonElement> events =
            [
                .. NativeFiles
                    .Lines(path, "\"session.shutdown\"", "\"assistant.message\"")
                    .Select(line => line.Record)
                    .Where(record => record.Member("data") is not null),
            ];
            List<JsonElement> ends =
            [
                .. events.Where(told => told.Text("type") == "session.shutdown" && Metrics(told).Count > 0),
            ];
            foreach (JsonElement end in ends)
            foreach ((string model, JsonElement usage) in Metrics(end))
                Tell(model, end, usage, tally);
            if (ends.Count > 0)
                continue;
            foreach (JsonElement answer in events.Where(told => told.Text("type") == "assistant.message"))
            {
                JsonElement data = answer.Member("data") ?? default;
                var tokens = new Spent(0, data.Number("outputTokens"), 0, 0);
                var own = new Counted(data.Text("model"), answer.Time("timestamp"), tokens);
                tally.Reprise(Agent, own);
                tally.Compare(Agent, own, UsageTool.Ccusage, [], () => "leaves out sessions that did not end in an orderly way");
            }
        }
    }

    private void Tell(string model, JsonElement end, JsonElement usage, UsageTally tally)
    {
        long cached = usage.Number("cacheReadTokens");
        long put = usage.Number("cacheWriteTokens");
        var tokens = new Spent(
            Math.Max(0, usage.Number("inputTokens") - cached - put),
            usage.Number("outputTokens"),
            cached,
            put
        );
        var own = new Counted(model, end.Time("timestamp"), tokens);
        tally.Reprise(Agent, own);
        tally.Compare(Agent, own, UsageTool.Ccusage, [own], () => "");
    }

    private static List<(string Model, JsonElement Usage)> Metrics(JsonElement end) =>
        end.Member("data")?.Member("modelMetrics") is { } metrics
            ?
            [
                .. metrics
                    .EnumerateObject()
                    .Where(model => model.Value.Member("usage") is not null)
                    .Select(model => (model.Name, model.Value.Member("usage") ?? default)),
            ]
            : [];
}

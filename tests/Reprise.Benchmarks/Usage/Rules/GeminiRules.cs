using System.Text.Json;

namespace Reprise.Benchmarks.Usage.Rules;

/// <summary>Gemini CLI: input with the cache, thoughts and tool prompts beside the rest; messages that are sent again.</summary>
internal sealed class GeminiRules : IAgentRules
{
    public string Agent => "gemini";

    public void Count(string home, UsageTally tally)
    {
        string root = Path.Combine(home, ".gemini", "tmp");
        foreach (string path in NativeFiles.Below(root, "session-*.json*"))
        {
            bool isLines = path.EndsWith(".jsonl", StringComparison.Ordinal);
            List<JsonElement> answers =
            [
                .. (isLines ? NativeFiles.Lines(path, "\"tokens\"").Select(line => line.Record) : Messages(path)).Where(message =>
                    message.Text("type") == "gemini" && message.Member("tokens") is not null
                ),
            ];
            foreach (
                JsonElement message in answers
                    .GroupBy(answer => answer.Text("id"), StringComparer.Ordinal)
                    .Select(same => same.Last())
            )
                Count(message, isLines, tally);
        }
    }

    private void Count(JsonElement message, bool isLines, UsageTally tally)
    {
        JsonElement tokens = message.Member("tokens") ?? default;
        string model = message.Text("model");
        DateTimeOffset? at = message.Time("timestamp");
        long input = tokens.Number("input");
        long cached = tokens.Number("cached");
        long thoughts = tokens.Number("thoughts");
        long tool = tokens.Number("tool");
        long output = tokens.Number("output");
        var own = new Counted(model, at, new Spent(Math.Max(0, input - cached) + tool, output + thoughts, cached, 0));
        tally.Reprise(Agent, own);
        // ccusage takes the cache for a part of the input only when the total says so, and what the total has more for thoughts.
        long total = tokens.Number("total");
        bool isPart = cached == 0 || total == input + output + thoughts + tool;
        var shown = new Spent((isPart ? Math.Max(0, input - cached) : input) + tool, output, cached, 0);
        long beside = total == 0 ? thoughts : Math.Max(0, total - shown.Total);
        Counted ccusage = own with { Tokens = shown with { Output = output + beside }, BesideModels = beside };
        tally.Compare(Agent, own, UsageTool.Ccusage, [ccusage], () => "counts the cache beside the input as well");
        tally.Compare(
            Agent,
            own,
            UsageTool.Tokscale,
            isLines ? [] : [own with { Tokens = new Spent(input, output + thoughts, cached, 0) }],
            () =>
                isLines ? "does not read sessions of lines"
                : cached > 0 ? "counts the cache beside the input as well"
                : "leaves out the prompts of tools"
        );
    }

    private static JsonElement.ArrayEnumerator Messages(string path) =>
        NativeFiles.Document(path) is { } document
        && document.TryGetProperty("messages", out JsonElement messages)
        && messages.ValueKind == JsonValueKind.Array
            ? messages.EnumerateArray()
            : default;
}

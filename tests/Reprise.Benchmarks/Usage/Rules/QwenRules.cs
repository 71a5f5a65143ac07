using System.Text.Json;

namespace Reprise.Benchmarks.Usage.Rules;

/// <summary>Qwen Code: records of the assistant that follow each other with equal usage are one response; input with the cache.</summary>
internal sealed class QwenRules : IAgentRules
{
    public string Agent => "qwen";

    public void Count(string home, UsageTally tally)
    {
        foreach (string path in NativeFiles.Below(Path.Combine(home, ".qwen", "projects"), "*.jsonl"))
        {
            string before = "";
            foreach ((_, JsonElement record) in NativeFiles.Lines(path, "\"type\""))
            {
                if (record.Text("type") != "assistant" || record.Member("usageMetadata") is not { } usage)
                {
                    before = "";
                    continue;
                }
                bool isRepeated = usage.GetRawText() == before;
                before = usage.GetRawText();
                Count(record, usage, isRepeated, tally);
            }
        }
    }

    private void Count(JsonElement record, JsonElement usage, bool isRepeated, UsageTally tally)
    {
        long prompt = usage.Number("promptTokenCount");
        long cached = usage.Number("cachedContentTokenCount");
        long written = usage.Number("candidatesTokenCount");
        long thoughts = usage.Number("thoughtsTokenCount");
        bool isPart = thoughts <= written && prompt + written == usage.Number("totalTokenCount");
        var told = new Counted(
            record.Text("model"),
            record.Time("timestamp"),
            new Spent(Math.Max(0, prompt - cached), isPart ? written : written + thoughts, cached, 0)
        );
        Counted? own = isRepeated ? null : told;
        if (own is { } counted)
            tally.Reprise(Agent, counted);
        Counted ccusage = told with { Tokens = new Spent(prompt, written + thoughts, cached, 0), BesideModels = thoughts };
        tally.Compare(
            Agent,
            own,
            UsageTool.Ccusage,
            [ccusage],
            () =>
                isRepeated ? "counts every record of a response"
                : cached > 0 ? "counts the cache beside the input as well"
                : "counts thoughts beside the answer that they are a part of"
        );
    }
}

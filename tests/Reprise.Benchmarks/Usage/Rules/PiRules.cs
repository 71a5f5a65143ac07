using System.Text.Json;

namespace Reprise.Benchmarks.Usage.Rules;

/// <summary>Pi: one entry is one response; a fork copies entries with their ids and times.</summary>
internal sealed class PiRules : IAgentRules
{
    public string Agent => "pi";

    public void Count(string home, UsageTally tally)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (string path in NativeFiles.Below(Path.Combine(home, ".pi", "agent", "sessions"), "*.jsonl"))
        {
            var knownInFile = new HashSet<(string, Counted)>();
            foreach ((_, JsonElement entry) in NativeFiles.Lines(path, "\"usage\""))
            {
                if (
                    entry.Member("message") is not { } message
                    || message.Text("role") != "assistant"
                    || message.Member("usage") is not { } usage
                )
                    continue;
                var tokens = new Spent(
                    usage.Number("input"),
                    usage.Number("output"),
                    usage.Number("cacheRead"),
                    usage.Number("cacheWrite")
                );
                var told = new Counted(message.Text("model"), entry.Time("timestamp"), tokens);
                Counted? own = known.Add($"{entry.Text("id")}/{entry.Text("timestamp")}") ? told : null;
                if (own is { } counted)
                    tally.Reprise(Agent, counted);
                long beside = Math.Max(0, usage.Number("totalTokens") - tokens.Total);
                bool isNew = knownInFile.Add((entry.Text("timestamp"), told));
                Counted ccusage = told with { Tokens = tokens with { Output = tokens.Output + beside }, BesideModels = beside };
                tally.Compare(Agent, own, UsageTool.Ccusage, isNew ? [ccusage] : [], () => "counts what a fork repeats");
                tally.Compare(Agent, own, UsageTool.Tokscale, [told], () => "counts what a fork repeats");
            }
        }
    }
}

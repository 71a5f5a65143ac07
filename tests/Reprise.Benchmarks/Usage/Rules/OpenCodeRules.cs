using System.Text.Json;

namespace Reprise.Benchmarks.Usage.Rules;

/// <summary>OpenCode with a file for each message: one message of the assistant is one response.</summary>
internal sealed class OpenCodeRules : IAgentRules
{
    public string Agent => "opencode";

    public void Count(string home, UsageTally tally)
    {
        string root = Path.Combine(home, ".local", "share", "opencode", "storage", "message");
        foreach (string path in NativeFiles.Below(root, "*.json"))
        {
            if (
                NativeFiles.Document(path) is not { } message
                || message.Text("role") != "assistant"
                || message.Member("tokens") is not { } tokens
            )
                continue;
            JsonElement cache = tokens.Member("cache") ?? default;
            long reasoning = tokens.Number("reasoning");
            var own = new Counted(
                message.Text("modelID"),
                DateTimeOffset.FromUnixTimeMilliseconds(message.Member("time")?.Number("created") ?? 0),
                new Spent(
                    tokens.Number("input"),
                    tokens.Number("output") + reasoning,
                    cache.Number("read"),
                    cache.Number("write")
                )
            );
            tally.Reprise(Agent, own);
            bool isRead = message.Text("providerID").Length > 0 && own.Tokens.Total > 0;
            tally.Compare(
                Agent,
                own,
                UsageTool.Ccusage,
                isRead ? [own with { BesideModels = reasoning }] : [],
                () => "leaves out messages without a provider"
            );
            tally.Compare(Agent, own, UsageTool.Tokscale, [own], () => "");
        }
    }
}

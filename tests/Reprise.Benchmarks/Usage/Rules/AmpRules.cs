using System.Text.Json;

namespace Reprise.Benchmarks.Usage.Rules;

/// <summary>Amp: usage in the messages, and in older threads in a bill that knows no cache.</summary>
internal sealed class AmpRules : IAgentRules
{
    public string Agent => "amp";

    public void Count(string home, UsageTally tally)
    {
        foreach (string path in NativeFiles.Below(Path.Combine(home, ".local", "share", "amp", "threads"), "T-*.json"))
        {
            if (NativeFiles.Document(path) is not { } thread || !thread.TryGetProperty("messages", out JsonElement messages))
                continue;
            long created = thread.Number("created");
            foreach (JsonElement message in messages.EnumerateArray())
            {
                if (message.Text("role") == "assistant" && message.Member("usage") is { } usage)
                    Count(message, usage, created, tally);
            }
        }
    }

    private void Count(JsonElement message, JsonElement usage, long created, UsageTally tally)
    {
        var tokens = new Spent(
            usage.Number("inputTokens"),
            usage.Number("outputTokens"),
            usage.Number("cacheReadInputTokens"),
            usage.Number("cacheCreationInputTokens")
        );
        DateTimeOffset? at = usage.Time("timestamp");
        var own = new Counted(usage.Text("model"), at, tokens);
        tally.Reprise(Agent, own);
        tally.Compare(
            Agent,
            own,
            UsageTool.Ccusage,
            at is null ? [] : [own],
            () => "leaves out messages without a time of their own"
        );
        // tokscale takes the thread's beginning, and a second for each message before.
        DateTimeOffset guessed = DateTimeOffset.FromUnixTimeMilliseconds(created + 1000 * message.Number("messageId"));
        tally.Compare(Agent, own, UsageTool.Tokscale, [own with { At = guessed }], () => "");
    }
}

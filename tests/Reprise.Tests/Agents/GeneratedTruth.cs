using System.Globalization;
using System.Text.Json;
using Reprise.Protocol;

namespace Reprise.Tests.Agents;

/// <summary>Compares what was read with the truth of a generated session.</summary>
internal static class GeneratedTruth
{
    public static void Compare(
        JsonElement truth,
        RecordingSink read,
        List<string> differences,
        bool hasTokens = true,
        DateTimeOffset? started = null
    )
    {
        string id = $"{truth.GetProperty("version")} {truth.GetProperty("id")}";
        Expect("user_prompts", read.Prompts);
        Expect("assistant_messages", read.Answers);
        Expect("tool_calls", read.ToolCalls);
        Expect("tool_errors", read.Total(SessionCount.ToolError));
        Expect("thinking_blocks", read.Total(SessionCount.Thinking));
        Expect("images", read.Total(SessionCount.Image));
        Expect("subagents", read.Subagents.Count);
        Expect("compactions", read.Total(SessionCount.Compaction));
        Expect("interrupts", read.Total(SessionCount.Interrupt));
        Expect("api_errors", read.Total(SessionCount.ApiError));
        Same("damaged", read.Total(SessionCount.DamagedRecord), 0L);
        Same("unknown", read.Total(SessionCount.UnknownRecord), 0L);
        Same("first_prompt", read.FirstPrompt, truth.GetProperty("first_prompt").GetString());
        // A fork's truth begins with a record that is no part of the conversation, another session's does not.
        if (truth.GetProperty("forked_from").ValueKind == JsonValueKind.Null)
            Same("started", read.Started, started ?? Time("started"));
        Same("ended", read.Ended, Time("ended"));
        if (hasTokens)
        {
            // The manifest counts reasoning within the output for Codex, and beside it for Gemini.
            bool isBeside = truth.GetProperty("tool").ValueEquals("gemini");
            Same("tokens", Spell(read.Tokens()), Spell(truth.GetProperty("tokens"), isBeside));
        }

        void Expect(string name, long found) => Same(name, found, truth.GetProperty(name).GetInt64());
        void Same<T>(string name, T found, T wanted)
        {
            if (!EqualityComparer<T>.Default.Equals(found, wanted))
                differences.Add($"{id} {name}: read {found}, truth {wanted}");
        }
        DateTimeOffset? Time(string name) =>
            truth.GetProperty(name).GetString() is { } text
                ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)
                : null;
    }

    private static string Spell(Dictionary<string, TokenUsage> tokens) =>
        string.Join(
            "; ",
            tokens
                .OrderBy(pair => pair.Key, StringComparer.Ordinal)
                .Select(pair =>
                    $"{pair.Key} in {pair.Value.Input} out {pair.Value.Output + pair.Value.Reasoning} read {pair.Value.CacheRead} write {pair.Value.CacheWrite} 1h {pair.Value.CacheWrite1Hour} think {pair.Value.Reasoning}"
                )
        );

    private static string Spell(JsonElement tokens, bool isReasoningBeside) =>
        string.Join(
            "; ",
            tokens
                .EnumerateObject()
                .OrderBy(model => model.Name, StringComparer.Ordinal)
                .Select(model =>
                {
                    bool includesCache = model.Value.TryGetProperty("reasoning", out _);
                    long read = Value(model.Value, "cache_read");
                    long input = Value(model.Value, "input") - (includesCache ? read : 0);
                    long output = Value(model.Value, "output") + (isReasoningBeside ? Value(model.Value, "reasoning") : 0);
                    return $"{model.Name} in {input} out {output} read {read} write {Value(model.Value, "cache_write")} 1h {Value(model.Value, "cache_write_1h")} think {Value(model.Value, "reasoning")}";
                })
        );

    private static long Value(JsonElement tokens, string name) =>
        tokens.TryGetProperty(name, out JsonElement value) ? value.GetInt64() : 0;
}

using System.Globalization;
using System.Text.Json;
using Reprise.Agents;
using Reprise.Indexing;
using Reprise.Protocol;
using Reprise.Reading;
using Reprise.Tests.Capturing;
using Shouldly;

namespace Reprise.Tests.Agents;

/// <summary>A user with made-up sessions of agents that keep them in databases, and what is true of them.</summary>
internal sealed class GeneratedRows : IDisposable
{
    private readonly JsonDocument _manifest;

    /// <param name="options">What is asked of the generator.</param>
    public GeneratedRows(params string[] options)
    {
        SharedCorpus.Generate(Home.User, ["--claude-sessions", "0", "--codex", "0", .. options]);
        _manifest = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Home.User, "manifest.json")));
    }

    public CaptureHome Home { get; } = new();

    /// <summary>The truth of every session of a tool.</summary>
    public List<JsonElement> Sessions(string tool) =>
        [.. _manifest.RootElement.GetProperty("sessions").EnumerateArray().Where(s => s.GetProperty("tool").ValueEquals(tool))];

    /// <summary>States that reading and capturing tell what is true of every session, tokens to the last one.</summary>
    public void Compare(string tool, IAgent agent)
    {
        List<JsonElement> truths = Sessions(tool);
        List<string> differences = [];
        Dictionary<string, SessionFootprint> found = agent
            .Homes(new AgentEnvironment(Home.User, _ => null))
            .SelectMany(home => SessionReading.Discover(agent, home))
            .ToDictionary(session => session.Key.NativeId, StringComparer.Ordinal);
        Home.Capture().Skipped.ShouldBeEmpty();
        Dictionary<string, IndexedSession> indexed = Home.All().ToDictionary(s => s.Key.NativeId, StringComparer.Ordinal);
        foreach (JsonElement truth in truths)
        {
            string id = truth.GetProperty("id").GetString()!;
            if (!found.TryGetValue(id, out SessionFootprint? session) || !indexed.TryGetValue(id, out IndexedSession? row))
            {
                differences.Add($"{id} was not found");
                continue;
            }
            RecordingSink read = SessionReading.Read(agent, session);
            GeneratedTruth.Compare(truth, read, differences, hasTokens: false);
            Same(id, "title", read.Title, truth.GetProperty("title").GetString());
            Same(id, "folders", string.Join('|', read.Folders), Joined(truth.GetProperty("cwds")));
            Same(id, "tokens", Spell(read.Tokens()), Spell(truth.GetProperty("tokens")));
            Same(id, "indexed tokens", row.Tokens, read.Tokens().Values.Aggregate(default(TokenUsage), (sum, one) => sum + one));
            Same(id, "indexed messages", row.Messages, read.Prompts + read.Answers);
            Same(id, "indexed turns", row.Turns, truth.GetProperty("user_prompts").GetInt64());
            Same(id, "indexed calls", row.ToolCalls, truth.GetProperty("tool_calls").GetInt64());
        }
        differences.Take(20).ShouldBeEmpty();
        found.Count.ShouldBe(truths.Count);
        indexed.Count.ShouldBe(truths.Count);

        void Same<T>(string id, string what, T told, T wanted)
        {
            if (!EqualityComparer<T>.Default.Equals(told, wanted))
                differences.Add($"{id} {what}: {told}, truth {wanted}");
        }
    }

    private static string Joined(JsonElement texts) => string.Join('|', texts.EnumerateArray().Select(text => text.GetString()));

    // What was not counted is not told: no tokens are no line.
    private static string Spell(Dictionary<string, TokenUsage> tokens) =>
        Lines(
            tokens.Select(model =>
                (
                    model.Key,
                    model.Value.Input,
                    model.Value.Output,
                    model.Value.Reasoning,
                    model.Value.CacheRead,
                    model.Value.CacheWrite
                )
            )
        );

    private static string Spell(JsonElement tokens) =>
        Lines(
            tokens
                .EnumerateObject()
                .Select(model =>
                    (
                        model.Name,
                        Of(model, "input"),
                        Of(model, "output"),
                        Of(model, "reasoning"),
                        Of(model, "cache_read"),
                        Of(model, "cache_write")
                    )
                )
        );

    private static string Lines(IEnumerable<(string Model, long, long, long, long, long)> models) =>
        string.Join(
            "; ",
            models
                .Where(model => (model.Item2 | model.Item3 | model.Item4 | model.Item5 | model.Item6) != 0)
                .OrderBy(model => model.Model, StringComparer.Ordinal)
                .Select(model => model.ToString())
        );

    private static long Of(JsonProperty model, string name) =>
        model.Value.TryGetProperty(name, out JsonElement value) ? value.GetInt64() : 0;

    public void Dispose()
    {
        _manifest.Dispose();
        Home.Dispose();
    }
}

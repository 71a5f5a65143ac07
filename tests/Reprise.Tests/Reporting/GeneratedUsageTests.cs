using System.Text.Json;
using Reprise.Archiving;
using Reprise.Indexing;
using Reprise.Protocol;
using Reprise.Reporting;
using Reprise.Tests.Capturing;
using Reprise.Tests.Indexing;
using Reprise.Tests.Robustness;
using Reprise.Usage;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Reporting;

/// <summary>Holds usage against made-up homes of which everything is known.</summary>
public sealed class GeneratedUsageTests : IDisposable
{
    private readonly CaptureHome _home = new();
    private readonly GeneratedUser _user;

    public GeneratedUsageTests()
    {
        _user = new GeneratedUser(
            11,
            isDamaged: false,
            _home,
            "--claude-sessions",
            "40",
            "--codex",
            "20",
            "--gemini",
            "8",
            "--opencode",
            "8"
        );
        _home.Capture();
    }

    [Fact]
    public void Each_session_counts_what_is_new_in_it()
    {
        var told = Read(UsageBy.Session).Rows.ToDictionary(row => row.Key, row => row.Tokens, StringComparer.Ordinal);
        List<string> differences = [];
        foreach (JsonElement session in _user.Sessions)
        {
            string tool = session.GetProperty("tool").GetString()!;
            string key = $"{(tool == "claude" ? "claude-code" : tool)}:{session.GetProperty("id").GetString()}";
            TokenUsage sum = told.GetValueOrDefault(key);
            (long, long, long, long) is_ = (sum.Input, sum.Output + sum.Reasoning, sum.CacheRead, sum.CacheWrite);
            (long, long, long, long) wanted = Wanted(tool, session.GetProperty("tokens_new").EnumerateObject());
            if (is_ != wanted)
                differences.Add($"{key}: {is_}, truth {wanted}");
        }
        differences.ShouldBeEmpty();
        told.Count.ShouldBeGreaterThan(20);
    }

    [Fact]
    public void Each_model_counts_what_its_responses_took()
    {
        Dictionary<string, long> wanted = new(StringComparer.Ordinal);
        foreach (JsonElement session in _user.Sessions)
        foreach (JsonProperty model in session.GetProperty("tokens_new").EnumerateObject())
        {
            string tool = session.GetProperty("tool").GetString()!;
            (long input, long output, long read, long written) = Wanted(tool, [model]);
            wanted[model.Name] = wanted.GetValueOrDefault(model.Name) + input + output + read + written;
        }

        Read(UsageBy.Model)
            .Rows.ToDictionary(row => row.Key, row => row.Tokens.Total, StringComparer.Ordinal)
            .ShouldBe(wanted.Where(pair => pair.Value > 0), ignoreOrder: true);
    }

    [Fact]
    public void Each_day_counts_the_responses_of_that_day()
    {
        // Read once more, plainly: the last record of each message id, on the day that it names.
        var last = new Dictionary<string, (string Day, long Tokens)>(StringComparer.Ordinal);
        foreach (
            string path in Directory.EnumerateFiles(
                Path.Combine(_home.User, ".claude", "projects"),
                "*.jsonl",
                SearchOption.AllDirectories
            )
        )
        foreach (string line in File.ReadLines(path).Where(line => line.Contains("\"usage\":", StringComparison.Ordinal)))
        {
            using var record = JsonDocument.Parse(line);
            JsonElement message = record.RootElement.GetProperty("message");
            if (message.GetProperty("model").GetString() == "<synthetic>")
                continue;
            JsonElement usage = message.GetProperty("usage");
            string day = record.RootElement.GetProperty("timestamp").GetString()![..10];
            long tokens = new[] { "input_tokens", "output_tokens", "cache_creation_input_tokens", "cache_read_input_tokens" }.Sum(
                name => usage.GetProperty(name).GetInt64()
            );
            string id = message.GetProperty("id").GetString()!;
            if (!last.TryGetValue(id, out (string Day, long Tokens) known) || tokens >= known.Tokens)
                last[id] = (day, tokens);
        }
        var wanted = last
            .Values.GroupBy(response => response.Day, StringComparer.Ordinal)
            .Select(group => (group.Key, group.Sum(response => response.Tokens)))
            .OrderBy(day => day.Key, StringComparer.Ordinal);

        UsageReport report = Read(UsageBy.Day, "claude-code");

        report.Rows.Select(row => (row.Key, row.Tokens.Total)).ShouldBe(wanted);
    }

    [Fact]
    public void The_evidence_of_each_session_sums_up_to_its_usage()
    {
        using SessionIndex index = SessionIndex.OpenRead(_home.Home);
        var evidence = new UsageEvidence(new SessionArchive(_home.Home), IndexedHome.Readers, index, UsageHome.Pricer());
        foreach (UsageRow row in Read(UsageBy.Session).Rows)
        {
            ToldUsage[] told = [.. evidence.Read(index.Load(row.Session ?? 0)!)];
            TokenUsage sum = told.Where(t => t.Fate is UsageFate.Counted or UsageFate.Doubtful)
                .Aggregate(default(TokenUsage), (all, usage) => all + usage.Tokens);
            sum.ShouldBe(row.Tokens, row.Key);
            told.Aggregate(Money.Zero, (all, usage) => all + usage.Cost.Total).ShouldBe(row.Cost ?? default, row.Key);
        }
    }

    private UsageReport Read(UsageBy by, string? agent = null)
    {
        using SessionIndex index = SessionIndex.OpenRead(_home.Home);
        var query = new UsageQuery
        {
            By = by,
            Sessions = agent is null ? UsageQuery.All : UsageQuery.All with { Agents = [agent] },
        };
        return new UsageReader(index, IndexedHome.Readers, UsageHome.Pricer()).Read(query);
    }

    private static (long, long, long, long) Wanted(string tool, IEnumerable<JsonProperty> models)
    {
        (long input, long output, long read, long written) = (0, 0, 0, 0);
        foreach (JsonProperty model in models)
        {
            // Codex and Gemini call input what holds the cache; of Codex's output reasoning is a part.
            long cached = Value(model, "cache_read");
            input += Value(model, "input") - (tool is "codex" or "gemini" ? cached : 0) + Value(model, "tool");
            output += Value(model, "output") + (tool == "codex" ? 0 : Value(model, "reasoning"));
            read += cached;
            written += Value(model, "cache_write");
        }
        return (input, output, read, written);
    }

    private static long Value(JsonProperty model, string name) =>
        model.Value.TryGetProperty(name, out JsonElement value) ? value.GetInt64() : 0;

    public void Dispose()
    {
        _user.Dispose();
        _home.Dispose();
    }
}

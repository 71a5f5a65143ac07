using System.Text.Json;
using Reprise.Agents.ClaudeCode;
using Reprise.Reading;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Agents.ClaudeCode;

public sealed class ClaudeCodeTruthTests(GeneratedHome home) : IClassFixture<GeneratedHome>
{
    [Fact]
    public void All_counts_of_generated_sessions_are_exact()
    {
        List<JsonElement> truths = home.Sessions("claude");
        var agent = new ClaudeCodeAgent();
        Dictionary<string, SessionFootprint> found = SessionReading
            .Discover(agent, Path.Combine(home.Folder, ".claude"))
            .ToDictionary(footprint => footprint.Key.NativeId, StringComparer.Ordinal);
        List<string> differences = [];
        foreach (JsonElement truth in truths)
        {
            string id = truth.GetProperty("id").GetString()!;
            if (!found.TryGetValue(id, out SessionFootprint? footprint))
            {
                differences.Add($"{id} was not found");
                continue;
            }
            RecordingSink read = SessionReading.Read(agent, footprint);
            GeneratedTruth.Compare(truth, read, differences);
            if (!Same(read.Title, truth.GetProperty("title")))
                differences.Add($"{id} title: {read.Title}, truth {truth.GetProperty("title")}");
            if (
                !read.Folders.SequenceEqual(
                    truth.GetProperty("cwds").EnumerateArray().Select(folder => folder.GetString()!),
                    StringComparer.Ordinal
                )
            )
                differences.Add($"{id} folders: {string.Join(" ", read.Folders)}");
            bool tellsFork = truth.TryGetProperty("fork_kind", out JsonElement kind) && kind.ValueEquals("new uuids");
            if (tellsFork && !Same(read.ForkedFrom, truth.GetProperty("forked_from")))
                differences.Add($"{id} forked from {read.ForkedFrom}");
            int files = truth.GetProperty("files").GetArrayLength();
            if (files != footprint.Files.Count)
                differences.Add($"{id} has {footprint.Files.Count} files, truth {files}");
        }
        differences.ShouldBeEmpty();
        found.Count.ShouldBe(truths.Count);
    }

    private static bool Same(string? read, JsonElement truth) => string.Equals(read, truth.GetString(), StringComparison.Ordinal);
}

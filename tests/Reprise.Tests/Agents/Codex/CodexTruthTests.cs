using System.Text.Json;
using Reprise.Agents.Codex;
using Reprise.Reading;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Agents.Codex;

public sealed class CodexTruthTests(GeneratedHome home) : IClassFixture<GeneratedHome>
{
    [Fact]
    public void All_counts_of_generated_sessions_are_exact()
    {
        List<JsonElement> truths = home.Sessions("codex");
        var agent = new CodexAgent();
        Dictionary<string, SessionFootprint> found = SessionReading
            .Discover(agent, Path.Combine(home.Folder, ".codex"))
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
            if (!Same(footprint.Title?.Unmasked, truth.GetProperty("title")))
                differences.Add($"{id} title: {footprint.Title?.Unmasked}");
            // The truth leaves the folder out for the release that names it only in a text; it is read all the same.
            bool isFlat = truth.GetProperty("version").ValueEquals("0.20.0");
            if (
                !isFlat
                && !read.Folders.SequenceEqual(
                    truth.GetProperty("cwds").EnumerateArray().Select(folder => folder.GetString()!),
                    StringComparer.Ordinal
                )
            )
                differences.Add($"{id} folders: {string.Join(" ", read.Folders)}");
            if (!Same(read.ForkedFrom, truth.GetProperty("forked_from")))
                differences.Add($"{id} forked from {read.ForkedFrom}");
            if (
                footprint.IsArchivedByAgent
                != truth.GetProperty("files")[0].GetString()!.Contains("archived_sessions", StringComparison.Ordinal)
            )
                differences.Add($"{id} archived: {footprint.IsArchivedByAgent}");
        }
        differences.ShouldBeEmpty();
        found.Count.ShouldBe(truths.Count);
    }

    private static bool Same(string? read, JsonElement truth) => string.Equals(read, truth.GetString(), StringComparison.Ordinal);
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Reprise.Agents.Gemini;
using Reprise.Reading;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Agents.Gemini;

public sealed class GeminiTruthTests(GeneratedHome home) : IClassFixture<GeneratedHome>
{
    [Fact]
    public void All_counts_of_generated_sessions_are_exact()
    {
        List<JsonElement> truths = home.Sessions("gemini");
        string gemini = Path.Combine(home.Folder, ".gemini");
        AddMarkers(truths);
        var agent = new GeminiAgent();
        Dictionary<string, SessionFootprint> found = SessionReading
            .Discover(agent, gemini)
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
            GeneratedTruth.Compare(truth, read, differences, started: StartIn(footprint.Files[0].Path));
            if (!string.Equals(read.Title, truth.GetProperty("title").GetString(), StringComparison.Ordinal))
                differences.Add($"{id} title: {read.Title}, truth {truth.GetProperty("title")}");
            string folder = truth.GetProperty("cwd").GetString()!;
            string[] wanted = footprint.Files.Any(file => file.Role == FileRole.Metadata) ? [folder] : [];
            if (!read.Folders.SequenceEqual(wanted, StringComparer.Ordinal))
                differences.Add($"{id} folders: {string.Join(" ", read.Folders)}");
        }
        differences.ShouldBeEmpty();
        found.Count.ShouldBe(truths.Count);
        truths.Count.ShouldBeGreaterThan(20);
    }

    // The generator leaves out the file that says which folder a project is, which Gemini CLI writes since it names projects by
    // their folders. Where several folders share a name, and before that release, nothing in a home says it.
    private void AddMarkers(List<JsonElement> truths)
    {
        foreach (
            IGrouping<string, JsonElement> project in truths.GroupBy(
                truth => Path.GetDirectoryName(Path.GetDirectoryName(truth.GetProperty("files")[0].GetString()!))!,
                StringComparer.Ordinal
            )
        )
        {
            string[] folders =
            [
                .. project.Select(truth => truth.GetProperty("cwd").GetString()!).Distinct(StringComparer.Ordinal),
            ];
            bool isHash = folders.Length == 1 && Path.GetFileName(project.Key) == Hash(folders[0]);
            if (folders.Length == 1 && !isHash)
                File.WriteAllText(Path.Combine(home.Folder, project.Key, ".project_root"), folders[0]);
        }
    }

    private static string Hash(string folder) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(folder)));

    // A chat says when it was started, which is before the first message; the truth begins with that.
    private static DateTimeOffset StartIn(string path)
    {
        string text = File.ReadAllText(path);
        using JsonDocument document = JsonDocument.Parse(
            path.EndsWith(".jsonl", StringComparison.Ordinal) ? text[..text.IndexOf('\n', StringComparison.Ordinal)] : text
        );
        return DateTimeOffset.Parse(document.RootElement.GetProperty("startTime").GetString()!, CultureInfo.InvariantCulture);
    }
}

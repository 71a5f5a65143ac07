using System.Text;
using System.Text.Json.Nodes;
using Reprise.Capturing;
using Reprise.Indexing;
using Reprise.Tests.Capturing;
using Reprise.Tests.Robustness;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Agents;

/// <summary>What every agent of the catalog must keep when one of its files, or the order of its records, is not what it should be.</summary>
public sealed class AgentBadFilesTests
{
    public static TheoryData<string> Agents => AgentContractTests.Agents;

    [Theory]
    [MemberData(nameof(Agents))]
    public void A_file_that_is_empty_costs_itself_alone(string agent)
    {
        var fixture = new AgentFixture(agent);
        foreach (string empty in fixture.Files.Keys)
        {
            using var home = new CaptureHome();
            fixture.Write(home, (file, content) => file == empty ? [] : content);
            Robust.CaptureAndCheck(home).Skipped.ShouldBeEmpty(empty);
            home.All().Count.ShouldBeGreaterThan(HealthySessions.Count, empty);
        }
    }

    [Theory]
    [MemberData(nameof(Agents))]
    public void What_is_no_plain_file_is_passed_over_and_waited_for_by_nobody(string agent)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links and pipes are those of Unix.");
        var fixture = new AgentFixture(agent);
        foreach (string bad in fixture.Files.Keys)
        {
            foreach (Action<string> make in new Action<string>[] { BadPlaceTests.MakePipe, MakeFolder, MakeLink })
            {
                using var home = new CaptureHome();
                fixture.Write(home);
                string path = Path.Combine(fixture.HomeIn(home), bad);
                File.Delete(path);
                make(path);
                CaptureReport report = Robust.CaptureAndCheck(home);
                report.Deleted.ShouldBe(0, bad);
                report.Skipped.ShouldAllBe(problem => problem.Path.StartsWith(path, StringComparison.Ordinal), bad);
                IndexDump.Of(home.Home).ShouldNotContain(line => line.Contains("from outside", StringComparison.Ordinal), bad);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Agents))]
    public void Records_that_are_there_twice_cost_at_most_twice_as_much(string agent)
    {
        var fixture = new AgentFixture(agent);
        IndexedSession once = Captured(fixture, (_, content) => content, twice: null);
        foreach (bool isWhole in new[] { true, false })
        {
            IndexedSession read = Captured(fixture, (_, content) => Twice(content, isWhole), once);
            // What has no id is told from others by its number alone, so that it is one more.
            read.Messages.ShouldBeGreaterThanOrEqualTo(once.Messages);
            read.Tokens.Total.ShouldBeInRange(once.Tokens.Total, 2 * once.Tokens.Total);
        }
    }

    [Theory]
    [MemberData(nameof(Agents))]
    public void Parents_that_go_in_circles_end(string agent)
    {
        var fixture = new AgentFixture(agent);
        IndexedSession straight = Captured(fixture, (_, content) => content, twice: null);
        IndexedSession read = Captured(fixture, (_, content) => InCircles(content), straight);
        read.Messages.ShouldBe(straight.Messages);
        read.ToolCalls.ShouldBe(straight.ToolCalls);
        read.Tokens.ShouldBe(straight.Tokens);
    }

    [Fact]
    public void Circles_are_made_where_there_are_parents()
    {
        byte[] lines = "{\"id\":\"1\",\"parentId\":null}\n{\"uuid\":\"2\",\"parentUuid\":\"1\"}\n{\"id\":\"3\"}\n"u8.ToArray();
        Encoding
            .UTF8.GetString(InCircles(lines))
            .ShouldBe("{\"id\":\"1\",\"parentId\":\"2\"}\n{\"uuid\":\"2\",\"parentUuid\":\"3\"}\n{\"id\":\"3\"}\n");
    }

    private static IndexedSession Captured(AgentFixture fixture, Func<string, byte[], byte[]> change, IndexedSession? twice)
    {
        using var home = new CaptureHome();
        fixture.Write(home, (file, content) => AgentFixture.IsLines(file) ? change(file, content) : content);
        CaptureReport report = twice is null ? home.Capture() : Robust.CaptureAndCheck(home);
        report.Skipped.ShouldBeEmpty();
        return AgentContractTests.TheOne(home);
    }

    private static byte[] Twice(byte[] content, bool isWhole)
    {
        if (isWhole)
            return [.. content, .. content];
        string[] lines = Encoding.UTF8.GetString(content).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => $"{line}\n{line}\n")));
    }

    // The parent of each record is the one that follows, and that of the last one the first.
    private static byte[] InCircles(byte[] content)
    {
        string[] lines = Encoding.UTF8.GetString(content).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string?[] ids = [.. lines.Select(IdOf)];
        for (int i = 0; i < lines.Length; i++)
        {
            if (JsonNode.Parse(lines[i]) is not JsonObject record || ids[(i + 1) % lines.Length] is not { } next)
                continue;
            foreach (string name in new[] { "parentId", "parentUuid", "parentMessageId" })
            {
                if (!record.ContainsKey(name))
                    continue;
                record[name] = next;
                lines[i] = record.ToJsonString();
            }
        }
        return Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n")));
    }

    private static string? IdOf(string line)
    {
        JsonNode? record = JsonNode.Parse(line);
        return record is JsonObject ? ((record["id"] ?? record["uuid"]) as JsonValue)?.ToString() : null;
    }

    private static void MakeFolder(string path) => Directory.CreateDirectory(Path.Combine(path, "inside"));

    private static void MakeLink(string path)
    {
        string outside = Path.Combine(Directory.CreateTempSubdirectory("reprise-outside-").FullName, "outside.jsonl");
        File.WriteAllText(outside, CaptureHome.ClaudeTurn(AgentFixture.Id, 0, "a text from outside"));
        File.CreateSymbolicLink(path, outside);
    }
}

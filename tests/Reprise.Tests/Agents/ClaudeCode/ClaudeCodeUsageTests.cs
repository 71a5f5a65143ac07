using Reprise.Agents.ClaudeCode;
using Reprise.Databases;
using Reprise.Reading;
using Reprise.Tests.Capturing;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Agents.ClaudeCode;

/// <summary>What answers tell beside their tokens.</summary>
public sealed class ClaudeCodeUsageTests
{
    [Theory]
    [InlineData("0.0375", 37_500_000L)]
    [InlineData("0", 0L)]
    [InlineData("null", null)]
    [InlineData("\"free\"", -1L)]
    public void The_cost_that_old_releases_wrote_is_told(string cost, long? told) =>
        Read("projects/p/s.jsonl", FileRole.Transcript, $"\"costUSD\":{cost},").OwnCost.ShouldBe(told);

    [Theory]
    [InlineData("agent-acompact-83efcb.jsonl", true)]
    [InlineData("agent-aprompt_suggestion-4e4eb6.jsonl", true)]
    // What a person asks aside is for the person.
    [InlineData("agent-aside_question-4e4eb6.jsonl", false)]
    [InlineData("agent-a6c7d21.jsonl", false)]
    public void Agents_that_the_program_begins_by_itself_are_side_calls(string file, bool isSide) =>
        Read($"projects/p/s/subagents/{file}", FileRole.Subagent, "").IsSideCall.ShouldBe(isSide);

    [Fact]
    public void A_cache_write_that_makes_no_sense_takes_nothing_off_the_other_one()
    {
        ToldResponse told = Read(
            "projects/p/s.jsonl",
            FileRole.Transcript,
            "",
            "\"cache_creation_input_tokens\":100,\"cache_creation\":{\"ephemeral_1h_input_tokens\":-5}"
        );
        told.Tokens.CacheWrite5Minutes.ShouldBe(-1);
        told.Tokens.CacheWrite1Hour.ShouldBe(-1);
        told.IsDoubtful.ShouldBeTrue();
    }

    [Fact]
    public void What_an_agent_of_the_program_copies_of_the_session_stays_the_session_s()
    {
        using var home = new CaptureHome();
        const string Id = "5b1f1a53-0000-4000-8000-000000000001";
        string copied = CaptureHome.ClaudeTurn(Id, 0, "hi");
        home.WriteClaude(Id, turns: 1);
        string folder = Path.Combine(home.ClaudeProject, Id, "subagents");
        Directory.CreateDirectory(folder);
        string path = Path.Combine(folder, "agent-acompact-83efcb.jsonl");
        File.WriteAllText(path, copied + CaptureHome.ClaudeTurn(Id, 7, "sum up"));
        home.Age(path);
        home.Capture().Skipped.ShouldBeEmpty();
        using SqliteDatabase index = SqliteDatabase.OpenReadOnly(home.Home.Index);
        using SqliteStatement query = index.Prepare(
            "SELECT key || ' ' || ifnull(subagent, '-') || ' ' || side FROM responses ORDER BY key"
        );
        List<string?> rows = [];
        while (query.Step())
            rows.Add(query.Text(0));
        rows.ShouldBe(["msg_0 - 0", "msg_7 acompact-83efcb 1"]);
    }

    private static ToldResponse Read(string path, FileRole role, string members, string usage = "\"output_tokens\":2")
    {
        var sink = new RecordingSink();
        string line =
            $"{{\"type\":\"assistant\",{members}\"uuid\":\"u\",\"timestamp\":\"2026-01-01T00:00:00Z\",\"message\":{{\"id\":\"msg_1\",\"model\":\"m\",\"stop_reason\":\"end_turn\",\"content\":[],\"usage\":{{{usage}}}}}}}";
        SessionReading.ReadFile(new ClaudeCodeAgent(), role, path, "s", sink, line);
        return sink.Response;
    }
}

using Reprise.Agents.ClaudeCode;
using Reprise.Reading;
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

    private static ToldResponse Read(string path, FileRole role, string members, string usage = "\"output_tokens\":2")
    {
        var sink = new RecordingSink();
        string line =
            $"{{\"type\":\"assistant\",{members}\"uuid\":\"u\",\"timestamp\":\"2026-01-01T00:00:00Z\",\"message\":{{\"id\":\"msg_1\",\"model\":\"m\",\"stop_reason\":\"end_turn\",\"content\":[],\"usage\":{{{usage}}}}}}}";
        SessionReading.ReadFile(new ClaudeCodeAgent(), role, path, "s", sink, line);
        return sink.Response;
    }
}

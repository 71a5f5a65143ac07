using Reprise.Agents.ClaudeCode;
using Reprise.Protocol;
using Reprise.Reading;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Agents.ClaudeCode;

public sealed class ClaudeCodeProgressTests
{
    private static readonly ClaudeCodeAgent _agent = new();

    [Fact]
    public void What_a_subagent_spent_is_read_from_the_transcript_when_its_own_file_is_gone()
    {
        RecordingSink read = SessionReading.ReadLines(_agent, "s", Progress("agent_progress", output: 7));
        read.Tokens().ShouldHaveSingleItem().Value.ShouldBe(new TokenUsage(10, 7, 30, 40, 0, 0));
        read.Answers.ShouldBe(0);
        read.Events.ShouldContain(e => e.StartsWith("usage", StringComparison.Ordinal) && e.Contains("abc1234"));
    }

    [Fact]
    public void The_copy_in_the_transcript_and_the_subagent_s_own_record_are_one_response()
    {
        var sink = new RecordingSink();
        SessionReading.ReadFile(
            _agent,
            FileRole.Transcript,
            "projects/-w/s.jsonl",
            "s",
            sink,
            Progress("agent_progress", output: 1)
        );
        SessionReading.ReadFile(
            _agent,
            FileRole.Subagent,
            "projects/-w/s/subagents/agent-abc1234.jsonl",
            "s",
            sink,
            $$"""{"isSidechain":true,"agentId":"abc1234","sessionId":"s",{{Assistant(output: 20)}}}"""
        );
        sink.Tokens().ShouldHaveSingleItem().Value.ShouldBe(new TokenUsage(10, 20, 30, 40, 0, 0));
    }

    [Fact]
    public void Other_progress_spends_nothing()
    {
        SessionReading.ReadLines(_agent, "s", Progress("hook_progress", output: 7)).Tokens().ShouldBeEmpty();
    }

    private static string Progress(string type, int output) =>
        $$"""{"type":"progress","uuid":"p1","sessionId":"s","timestamp":"2026-03-01T10:00:02.000Z","data":{"type":"{{type}}","""
        + $"\"agentId\":\"abc1234\",\"message\":{{{Assistant(output)}}}}}}}";

    private static string Assistant(int output) =>
        """
            "type":"assistant","uuid":"a1","timestamp":"2026-03-01T10:00:01.000Z","requestId":"req_01","message":{"id":"msg_01",
            "role":"assistant","model":"claude-haiku-4-5","content":[],"stop_reason":null,"usage":{"input_tokens":10,
            """.ReplaceLineEndings("")
        + $"\"output_tokens\":{output},\"cache_read_input_tokens\":30,\"cache_creation_input_tokens\":40}}}}";
}

using Reprise.Agents.CopilotCli;
using Reprise.Protocol;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Agents.CopilotCli;

/// <summary>Real sessions, counted by hand.</summary>
public sealed class CopilotCliCorpusTests
{
    private const string Case = "agentv-v1.0.64-1.0.68";
    private readonly CopilotCliAgent _agent = new();

    [Fact]
    public void A_session_that_is_still_open_has_the_tokens_that_its_answers_say()
    {
        RecordingSink read = new PinnedCounts(1, 54, 68, 1, 22, "claude-sonnet-4.6 0 19254 0 0 0").Check(
            _agent,
            Case,
            "10fb4666-56f0-4352-90fc-715caf95b418"
        );
        read.ToolResults.ShouldBe(68);
        read.Folders.ShouldBe(["/home/entity/projects/EntityProcess/agentv"]);
        read.Branch.ShouldBe("main");
        read.Version.ShouldBe("1.0.64");
        read.Started.ShouldBe(new DateTimeOffset(2026, 6, 25, 1, 50, 34, 40, TimeSpan.Zero));
        read.Ended.ShouldBe(new DateTimeOffset(2026, 6, 25, 2, 2, 28, 944, TimeSpan.Zero));
    }

    [Fact]
    public void A_session_that_ended_has_all_tokens_once()
    {
        // The answer says 45 tokens of output and the end says 45 of 15,517: together 45, not 90.
        RecordingSink read = new PinnedCounts(1, 1, 0, 0, 0, "gpt-5.4-mini 15517 45 0 0 0").Check(
            _agent,
            Case,
            "487fbe81-e917-46ad-a7c6-bf31cba53339"
        );
        read.Remote.ShouldBe("github.com/EntityProcess/agentv");
        read.Branch.ShouldBe("runtime-sdk-child-runner-deps");
    }

    [Fact]
    public void A_model_is_known_when_its_tokens_are_not() =>
        new PinnedCounts(1, 1, 0, 0, 0, "gpt-5.3-codex-spark 0 0 0 0 0").Check(
            _agent,
            Case,
            "1afc31c8-d97f-4331-bae9-b6417f1b79a9"
        );

    [Fact]
    public void A_trimmed_session_is_read()
    {
        RecordingSink read = new PinnedCounts(1, 2, 3, 2, 1, "gpt-5-mini 0 15 0 0 0").Check(
            _agent,
            "agent-sessions-v1.0.77-trimmed",
            "copilot_stage0_small"
        );
        read.Total(SessionCount.ApiError).ShouldBe(1);
        read.Subagents.Count.ShouldBe(1);
    }
}

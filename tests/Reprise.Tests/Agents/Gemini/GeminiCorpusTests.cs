using Reprise.Agents.Gemini;
using Reprise.Protocol;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Agents.Gemini;

/// <summary>Real sessions, counted by hand.</summary>
public sealed class GeminiCorpusTests
{
    private readonly GeminiAgent _agent = new();

    [Fact]
    public void A_document_of_2025_is_read_to_the_last_token()
    {
        RecordingSink read = new PinnedCounts(5, 14, 11, 1, 22, "gemini-2.5-pro 34028 4875 86702 0 1348").Check(
            _agent,
            "pomodoro",
            "0b23371a-ce2e-4b1c-81a0-44af5d94d9ce"
        );
        read.ToolResults.ShouldBe(11);
        // The chat has only a hash of it; a path that a tool was given has the folder that has the hash.
        read.Folders.ShouldBe(["/Users/yoavfarhi/dev/pomodoro/gemini"]);
        read.FirstPrompt.ShouldNotBeNull().ShouldStartWith("Build a simple Pomodoro timer web app");
        read.Started.ShouldBe(new DateTimeOffset(2025, 10, 21, 20, 4, 20, 819, TimeSpan.Zero));
        read.Ended.ShouldBe(new DateTimeOffset(2025, 10, 21, 20, 8, 49, 642, TimeSpan.Zero));
    }

    [Fact]
    public void A_document_of_2026_is_read_with_what_the_program_said()
    {
        RecordingSink read = new PinnedCounts(1, 11, 9, 0, 15, "gemini-2.5-flash 17521 717 113854 0 1095").Check(
            _agent,
            "entire-2026-01",
            "f7633853-6663-4dbb-bbf4-6159afa29df8"
        );
        read.Text.ToString().ShouldContain("Gemini CLI update available!");
        // No call has a whole path, but an output does.
        read.Folders.ShouldBe(["/Users/peytonmontei/Documents/entire/devenv/entireio/cli"]);
    }

    [Fact]
    public void A_nudge_of_the_program_is_no_prompt()
    {
        RecordingSink read = new PinnedCounts(1, 2, 1, 0, 4, "gemini-2.5-flash 12341 33 11835 0 120").Check(
            _agent,
            "entire-2026-01",
            "fa4593e0-f7e1-4dd1-b656-da95fb4d60fa"
        );
        read.Folders.ShouldBe(["/Users/peytonmontei/Documents/entire/devenv/entireio/cli"]);
    }

    [Fact]
    public void A_session_of_nothing_but_a_warning_is_one_without_messages()
    {
        RecordingSink read = new PinnedCounts(0, 0, 0, 0, 0).Check(
            _agent,
            "entire-2026-01",
            "29eb990e-c773-4302-a4e7-317f0af0001f"
        );
        read.Total(SessionCount.ApiError).ShouldBe(0);
        read.Text.ToString().ShouldContain("failed for event SessionEnd");
    }

    [Fact]
    public void Lines_of_2026_are_read()
    {
        RecordingSink read = new PinnedCounts(1, 2, 1, 0, 0, "gemini-3-flash-preview 12422 228 11502 0 0").Check(
            _agent,
            "agent-sessions-jsonl-v0.40-trimmed",
            "gemini_stage0_jsonl"
        );
        read.ToolResults.ShouldBe(1);
    }
}

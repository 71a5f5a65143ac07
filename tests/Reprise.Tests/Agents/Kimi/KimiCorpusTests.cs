using Reprise.Agents.Kimi;
using Reprise.Protocol;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Agents.Kimi;

/// <summary>Real sessions, counted by hand.</summary>
public sealed class KimiCorpusTests
{
    private const string Case = "agent-sessions-trimmed";
    private const string Folder = "/private/tmp/as-agent-lab/kimi/project";

    [Fact]
    public void A_session_with_a_subagent_and_a_compaction_is_read_to_the_last_token()
    {
        RecordingSink read = new PinnedCounts(8, 22, 19, 1, 22, "kimi-k2.7-code 43079 5845 689920 0 0").Check(
            new KimiAgent(),
            Case,
            "session_1bcbe023-4f7e-4971-9dc9-43b8756045b0"
        );
        // Two more of the subagent.
        read.ToolResults.ShouldBe(21);
        read.Total(SessionCount.Compaction).ShouldBe(1);
        read.Total(SessionCount.ApiError).ShouldBe(0);
        read.Subagents.ShouldBe(["agent-0"]);
        read.Folders.ShouldBe([Folder]);
        read.GeneratedTitle.ShouldBe("hi");
        read.CustomTitle.ShouldBeNull();
    }

    [Fact]
    public void A_session_that_nobody_answered_has_prompts_and_failures_alone()
    {
        RecordingSink read = new PinnedCounts(3, 0, 0, 0, 0).Check(
            new KimiAgent(),
            Case,
            "session_9eb1bf57-c1af-48a5-b658-0e8d9fe794f5"
        );
        read.Total(SessionCount.ApiError).ShouldBe(11);
        read.Total(SessionCount.Interrupt).ShouldBe(2);
        read.Folders.ShouldBe([Folder]);
        read.FirstPrompt.ShouldBe("hi");
    }
}

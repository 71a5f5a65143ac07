using Reprise.Agents.Pi;
using Reprise.Protocol;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Agents.Pi;

/// <summary>The real session there is, counted by hand.</summary>
public sealed class PiCorpusTests
{
    [Fact]
    public void The_one_real_session_is_read_to_the_last_token()
    {
        RecordingSink read = new PinnedCounts(88, 439, 391, 19, 1, "claude-sonnet-4-5 1049 83156 43229469 4296232 0").Check(
            PiAgent.Pi,
            "pi-mono-large",
            "d703a1a9-1b7b-4fb1-b512-c9738b1fe617"
        );
        read.ToolResults.ShouldBe(373);
        read.Total(SessionCount.Interrupt).ShouldBe(21);
        read.Total(SessionCount.ApiError).ShouldBe(1);
        read.Folders.ShouldBe(["/Users/badlogic/workspaces/pi-mono"]);
        read.FirstPrompt.ShouldBe("/mode");
        read.Title.ShouldBeNull();
        read.Started.ShouldBe(new DateTimeOffset(2025, 11, 20, 23, 33, 1, 550, TimeSpan.Zero));
    }
}

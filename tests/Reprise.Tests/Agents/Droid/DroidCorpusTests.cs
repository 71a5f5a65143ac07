using Reprise.Agents.Droid;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Agents.Droid;

/// <summary>The real session there is, counted by hand.</summary>
public sealed class DroidCorpusTests
{
    [Fact]
    public void The_one_real_session_is_read_to_the_last_token()
    {
        RecordingSink read = new PinnedCounts(1, 5, 5, 0, 0, "custom:BYOK-GPT-5-MINI-0 6743 362 42496 0 1088").Check(
            new DroidAgent(),
            "git-ai-v2",
            "052cb8d0-4616-488a-99fe-bfbbbe9429b3"
        );
        read.ToolResults.ShouldBe(5);
        read.Folders.ShouldBe(["/Users/testuser/projects/testing-git"]);
        read.Title.ShouldBe("""Update the first comment in @index.ts to "DROID3" """.TrimEnd());
        read.FirstPrompt.ShouldNotBeNull().ShouldStartWith("""Update the first comment in @index.ts to "DROID3" """.TrimEnd());
        read.Started.ShouldBe(new DateTimeOffset(2026, 1, 28, 16, 57, 1, 391, TimeSpan.Zero));
        read.Ended.ShouldBe(new DateTimeOffset(2026, 1, 28, 16, 57, 29, 3, TimeSpan.Zero));
    }
}

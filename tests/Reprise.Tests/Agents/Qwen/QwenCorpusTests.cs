using Reprise.Agents.Qwen;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Agents.Qwen;

/// <summary>Real sessions, counted by hand.</summary>
public sealed class QwenCorpusTests
{
    [Fact]
    public void The_one_real_session_is_read_to_the_last_token()
    {
        RecordingSink read = new PinnedCounts(1, 2, 1, 1, 0, "coder-model 1050 25 50 0 0").Check(
            new QwenAgent(),
            "splitrail-v0.18.1",
            "69f0814a-8bfc-4c8e-93d3-05757f17b96f"
        );
        read.ToolResults.ShouldBe(1);
        read.Folders.ShouldBe(["/tmp/qwentest"]);
        read.Version.ShouldBe("0.18.1");
        read.FirstPrompt.ShouldBe("List the files here.");
        read.Started.ShouldBe(new DateTimeOffset(2026, 6, 15, 14, 40, 22, 832, TimeSpan.Zero));
        read.Ended.ShouldBe(new DateTimeOffset(2026, 6, 15, 14, 40, 22, 976, TimeSpan.Zero));
    }
}

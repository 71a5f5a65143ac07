using Reprise.Agents.Amp;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Agents.Amp;

/// <summary>The real thread there is, counted by hand.</summary>
public sealed class AmpCorpusTests
{
    [Fact]
    public void The_one_real_thread_is_read_to_the_last_token()
    {
        RecordingSink read = new PinnedCounts(1, 3, 4, 0, 1, "claude-opus-4-6 5 555 39744 7226 0").Check(
            new AmpAgent(),
            "git-ai-thread",
            "T-019ca1ce-3ae2-7686-a41e-ccc078837f8a"
        );
        read.ToolResults.ShouldBe(4);
        read.Folders.ShouldBe(["/Users/svarlamov/projects/testing-git-amp"]);
        read.Branch.ShouldBe("master");
        read.Remote.ShouldBe("https://github.com/svarlamov/testing-git");
        read.Version.ShouldBe("0.0.1772237000-g924883");
        read.Title.ShouldBe("Add jokes CLI with CSV data source");
        read.Started.ShouldBe(new DateTimeOffset(2026, 2, 28, 1, 12, 53, 221, TimeSpan.Zero));
        read.Ended.ShouldBe(new DateTimeOffset(2026, 2, 28, 1, 13, 38, 820, TimeSpan.Zero));
        read.Text.ToString().ShouldContain("why do programmers prefer dark mode", Case.Insensitive);
    }
}

using Reprise.Agents;
using Reprise.Agents.Cline;
using Reprise.Protocol;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Agents.Cline;

/// <summary>Real sessions, counted by hand.</summary>
public sealed class ClineCorpusTests
{
    private readonly IAgent _roo = ClineAgent.Family.Single(agent => agent.Id.Value == "roo-code");

    [Fact]
    public void A_task_whose_input_includes_the_cache_is_read_to_the_last_token()
    {
        // The numbers of input add up to 535,406, those of the cache to 447,080.
        RecordingSink read = new PinnedCounts(2, 10, 9, 1, 10, "anthropic/claude-sonnet-4.5 88326 4547 447080 0 0").Check(
            _roo,
            "roo-2025-10-french",
            "natural-mini-uncondensed"
        );
        // The call that ends the task has none.
        read.ToolResults.ShouldBe(8);
        read.Folders.ShouldBe([@"C:\dev\roo-code"]);
        read.Started.ShouldBe(DateTimeOffset.FromUnixTimeMilliseconds(1759331561817));
        read.Ended.ShouldBe(DateTimeOffset.FromUnixTimeMilliseconds(1759331673571));
        read.Text.ToString().ShouldContain("Lis les fichiers en entier stp");
    }

    [Fact]
    public void A_task_whose_input_excludes_the_cache_is_read_to_the_last_token()
    {
        RecordingSink read = new PinnedCounts(1, 4, 4, 0, 4, " 7 824 46585 144614 0").Check(
            _roo,
            "roo-2025-02-windows-chinese",
            "187700e7-7712-4d52-a24b-f4882ca71ef9"
        );
        // The last result was sent, and nothing came back.
        read.ToolResults.ShouldBe(4);
        read.Folders.ShouldBe([@"F:\Develop\project\tools\Roo-Code"]);
        read.FirstPrompt.ShouldBe("test2");
        read.Total(SessionCount.Interrupt).ShouldBe(0);
    }

    [Fact]
    public void Marks_in_a_file_that_was_read_are_nobodys_words() =>
        // This session reads the source of the program itself, with all of its marks.
        new PinnedCounts(1, 4, 4, 0, 4, " 7 824 46585 144614 0")
            .Check(_roo, "roo-2025-02-windows-chinese", "187700e7-7712-4d52-a24b-f4882ca71ef9")
            .Text.ToString()
            .ShouldContain("<feedback>");

    [Fact]
    public void A_task_that_was_resumed_before_its_first_answer_was_kept_has_its_tokens() =>
        new PinnedCounts(1, 0, 0, 0, 0, " 3 160 0 15791 0").Check(
            _roo,
            "roo-2025-02-windows-chinese",
            "eaece8cc-d874-4e46-9330-52d772f31492"
        );
}

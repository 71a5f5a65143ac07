using Reprise.Agents.Pi;
using Reprise.Protocol;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Agents.Pi;

public sealed class PiReaderTests
{
    private const string Id = "f1c70000-0000-4000-8000-000000000001";

    [Theory]
    [InlineData("stop", "[]", 1, 0, 0)]
    [InlineData("aborted", "[]", 0, 1, 0)]
    [InlineData("aborted", """[{"type":"text","text":"It is"}]""", 1, 1, 0)]
    [InlineData("error", "[]", 0, 0, 1)]
    [InlineData("error", """[{"type":"toolCall","id":"c","name":"bash","arguments":{}}]""", 1, 0, 1)]
    public void What_was_broken_off_before_the_model_spoke_is_no_answer(
        string stop,
        string content,
        long answers,
        long interrupts,
        long errors
    )
    {
        RecordingSink read = Read(
            Entry("1", $$"""{"role":"assistant","model":"m","stopReason":"{{stop}}","content":{{content}},"errorMessage":"e"}""")
        );
        read.Answers.ShouldBe(answers);
        read.Total(SessionCount.Interrupt).ShouldBe(interrupts);
        read.Total(SessionCount.ApiError).ShouldBe(errors);
        read.Text.ToString().ShouldContain("e");
    }

    [Fact]
    public void Branches_that_were_left_are_read_as_well()
    {
        RecordingSink read = Read(
            Entry("1", """{"role":"user","content":"one"}"""),
            Entry("2", """{"role":"assistant","model":"m","content":[],"usage":{"input":1,"output":2}}"""),
            Entry("3", """{"role":"user","content":"two"}""", parent: "1"),
            Entry("4", """{"role":"assistant","model":"m","content":[],"usage":{"input":3,"output":4}}""")
        );
        read.Prompts.ShouldBe(2);
        read.Tokens()["m"].Output.ShouldBe(6);
    }

    [Fact]
    public void Entries_that_are_their_own_parents_end()
    {
        RecordingSink read = Read(
            Entry("1", """{"role":"user","content":"one"}""", parent: "2"),
            Entry("2", """{"role":"user","content":"two"}""", parent: "1"),
            Entry("3", """{"role":"user","content":"three"}""", parent: "3")
        );
        read.Prompts.ShouldBe(3);
    }

    [Fact]
    public void Entries_without_ids_are_messages_of_their_own()
    {
        string line = """{"type":"message","timestamp":"2025-12-25T09:00:01.000Z","message":{"role":"user","content":"again"}}""";
        Read(line, line).Prompts.ShouldBe(2);
    }

    [Theory]
    [InlineData("parentSession", "/p/2026-02-28T08-00-00-000Z_abc.jsonl", "abc")]
    [InlineData("branchedFrom", "C:\\\\p\\\\2026-02-28T08-00-00-000Z_a_b.jsonl", "a_b")]
    [InlineData("parentSession", "mine.jsonl", "mine")]
    public void The_session_that_was_forked_is_told_by_its_file(string member, string path, string id) =>
        Read($$"""{"type":"session","id":"x","cwd":"/w","{{member}}":"{{path}}"}""").ForkedFrom.ShouldBe(id);

    [Theory]
    [InlineData("""{"role":"bashExecution","command":"ls","output":"a.txt"}""", "ls a.txt")]
    [InlineData("""{"role":"custom","customType":"x","content":"note"}""", "note")]
    [InlineData("""{"role":"hookMessage","content":[{"type":"text","text":"note"}]}""", "note")]
    [InlineData("""{"role":"branchSummary","summary":"so far"}""", "so far")]
    [InlineData("""{"role":"user","content":[]}""", "")]
    public void What_nobody_typed_is_no_prompt(string message, string text)
    {
        RecordingSink read = Read(Entry("1", message));
        read.Prompts.ShouldBe(0);
        read.Text.ToString().ReplaceLineEndings(" ").Trim().ShouldBe(text);
        read.Total(SessionCount.UnknownRecord).ShouldBe(0);
    }

    [Fact]
    public void Roles_and_blocks_that_nobody_knows_are_counted()
    {
        RecordingSink read = Read(
            Entry("1", """{"role":"oracle","content":"x"}"""),
            Entry("2", """{"role":"user","content":[{"type":"smell"}]}""")
        );
        read.Total(SessionCount.UnknownRecord).ShouldBe(2);
    }

    [Fact]
    public void Answers_tell_provider_and_cost()
    {
        ToldResponse told = Read(
            Entry(
                "2",
                """{"role":"assistant","model":"m","provider":"anthropic","content":[],"usage":{"input":1,"cost":{"input":0.1,"total":0.25}}}"""
            )
        ).Response;
        told.OwnCost.ShouldBe(250_000_000);
        told.Provider.ShouldBe("anthropic");
        told.Key.ShouldBe("2/2026-03-01T08:00:00.000Z");
        told.IsLocalKey.ShouldBeFalse();
    }

    private static string Entry(string id, string message, string? parent = null) =>
        $$"""{"type":"message","id":"{{id}}","parentId":"{{parent}}","timestamp":"2026-03-01T08:00:00.000Z","message":{{message}}}""";

    private static RecordingSink Read(params string[] lines) => SessionReading.ReadLines(PiAgent.Pi, Id, lines);
}

using Reprise.Agents;
using Reprise.Agents.CopilotCli;
using Reprise.Protocol;
using Reprise.Reading;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Agents.CopilotCli;

public sealed class CopilotCliReaderTests
{
    private const string Id = "f1c70000-0000-4000-8000-000000000001";

    [Fact]
    public void Tokens_of_a_program_that_ran_twice_add_up()
    {
        const string First =
            """{"a":{"usage":{"inputTokens":100,"outputTokens":30,"cacheReadTokens":60,"cacheWriteTokens":10,"reasoningTokens":5}}}""";
        const string Second = """{"a":{"usage":{"inputTokens":7,"outputTokens":4,"cacheReadTokens":0,"cacheWriteTokens":0}}}""";
        RecordingSink read = Read(
            Event("session.model_change", """{"newModel":"a"}"""),
            Event("assistant.message", """{"messageId":"m1","model":"a","content":"x","outputTokens":20}"""),
            // Its model is not said, so it is the one in use.
            Event("assistant.message", """{"messageId":"m2","content":"x","outputTokens":5}"""),
            Event("session.shutdown", $$"""{"modelMetrics":{{First}}}""", "s1"),
            Event("session.resume", "{}"),
            Event("session.shutdown", $$"""{"modelMetrics":{{Second}}}""", "s2"),
            Event("assistant.message", """{"messageId":"m3","model":"a","content":"x","outputTokens":2}""")
        );
        read.Tokens()["a"].ShouldBe(new TokenUsage(30 + 7, 30 + 4 + 2, 60, 10, 0, 0));
    }

    [Fact]
    public void The_parts_of_one_response_are_one_answer()
    {
        RecordingSink read = Read(
            Event(
                "assistant.message",
                """{"messageId":"m1","apiCallId":"r","model":"a","content":"x","chunkIndex":0,"chunkCount":2,"outputTokens":9}"""
            ),
            Event(
                "assistant.message",
                """{"messageId":"m2","apiCallId":"r","model":"a","content":"y","chunkIndex":1,"chunkCount":2,"outputTokens":9}"""
            )
        );
        read.Answers.ShouldBe(1);
        read.Tokens()["a"].Output.ShouldBe(9);
    }

    [Fact]
    public void A_subagent_is_one_whether_its_events_name_the_call_or_itself()
    {
        RecordingSink read = Read(
            """{"type":"subagent.started","agentId":"agent-7","data":{"toolCallId":"call-1","agentName":"explore"},"id":"1"}""",
            """{"type":"assistant.message","agentId":"agent-7","data":{"messageId":"m1","content":"x"},"id":"2"}""",
            """{"type":"assistant.message","data":{"messageId":"m2","parentToolCallId":"call-1","content":"x"},"id":"3"}"""
        );
        read.Subagents.ShouldBe(["call-1"]);
        read.Answers.ShouldBe(0);
    }

    [Theory]
    [InlineData("""{"content":"go on"}""", 1)]
    [InlineData("""{"content":"go on","source":"user"}""", 1)]
    [InlineData("""{"content":"go on","source":"skill-pdf"}""", 0)]
    [InlineData("""{"content":"go on","source":"agent-7"}""", 0)]
    [InlineData("""{"content":"go on","isAutopilotContinuation":true}""", 0)]
    public void What_a_person_typed_is_told_from_the_rest(string data, long prompts) =>
        Read(Event("user.message", data)).Prompts.ShouldBe(prompts);

    [Fact]
    public void Thinking_that_an_answer_repeats_is_told_once()
    {
        RecordingSink read = Read(
            Event("assistant.reasoning", """{"reasoningId":"r1","content":"hm"}"""),
            Event("assistant.message", """{"messageId":"m1","content":"x","reasoningText":"hm"}"""),
            Event("assistant.message", """{"messageId":"m2","content":"x","reasoningText":"hm"}""")
        );
        read.Total(SessionCount.Thinking).ShouldBe(2);
    }

    [Theory]
    [InlineData("name: Plain name # not this\ncwd: /w", "Plain name")]
    [InlineData("cwd: /w\nname: \"Quoted \\\"name\\\"\"\n", "Quoted \"name\"")]
    [InlineData("name: 'Single'\r\n", "Single")]
    [InlineData("name: |-\n  First line\n  second\nid: x\n", "First line\nsecond")]
    [InlineData("name: null\nsummary: Made up\n", "Made up")]
    [InlineData("summary: Made up\nother:\n  name: nested\n", "Made up")]
    [InlineData("name", null)]
    public void The_title_stands_in_the_file_beside_the_log(string yaml, string? title)
    {
        var sink = new RecordingSink(keepEvents: true);
        SessionReader reader = new CopilotCliAgent().CreateReader(
            FileRole.Metadata,
            $"session-state/{Id}/workspace.yaml",
            Id,
            []
        )!;
        SessionReading.Feed(reader, [System.Text.Encoding.UTF8.GetBytes(yaml)], sink);
        (string.IsNullOrEmpty(sink.Title) ? null : sink.Title).ShouldBe(title);
    }

    private static string Event(string type, string data, string id = "e") =>
        $$"""{"type":"{{type}}","data":{{data}},"id":"{{id}}","timestamp":"2026-07-01T08:00:00.000Z","parentId":null}""";

    private static RecordingSink Read(params string[] lines) => SessionReading.ReadLines(new CopilotCliAgent(), Id, lines);
}

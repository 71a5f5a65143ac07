using Reprise.Agents.Kimi;
using Reprise.Protocol;
using Reprise.Reading;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Agents.Kimi;

public sealed class KimiReaderTests
{
    private const string Id = "f1c70000-0000-4000-8000-000000000001";
    private const string Prompt = """{"type":"turn.prompt","input":[{"type":"text","text":"go on"}],"origin":{"kind":"user"}}""";

    [Fact]
    public void A_prompt_that_the_model_is_given_too_is_one_prompt()
    {
        RecordingSink read = Read(Prompt, Message("user"), Prompt, Message("user"));
        read.Prompts.ShouldBe(2);
        read.Text.ToString().ReplaceLineEndings(" ").Trim().ShouldBe("go on go on");
    }

    [Fact]
    public void A_prompt_of_a_session_that_was_taken_over_is_known_by_what_the_model_is_given_alone() =>
        Read("""{"type":"context.append_message","message":{"role":"user","content":"go on"}}""", Message("user"))
            .Prompts.ShouldBe(2);

    [Theory]
    [InlineData("injection")]
    [InlineData("system_trigger")]
    [InlineData("cron_job")]
    [InlineData("skill_activation")]
    [InlineData("hook_result")]
    public void What_the_program_asks_is_no_prompt_and_told_once(string origin)
    {
        RecordingSink read = Read(Prompt.Replace("\"user\"", $"\"{origin}\"", StringComparison.Ordinal), Message(origin));
        read.Prompts.ShouldBe(0);
        read.Text.ToString().Trim().ShouldBe("go on");
    }

    [Fact]
    public void A_step_that_only_began_is_no_answer_and_one_that_ended_is()
    {
        RecordingSink read = Read(
            Event("""{"type":"step.begin","uuid":"1"}"""),
            Event("""{"type":"step.begin","uuid":"2"}"""),
            Event("""{"type":"content.part","stepUuid":"2","part":{"type":"text","text":"x"}}"""),
            Event("""{"type":"step.end","uuid":"2"}"""),
            Event("""{"type":"step.end","uuid":"3"}""")
        );
        read.Answers.ShouldBe(2);
    }

    [Fact]
    public void Requests_outside_of_turns_cost_as_well()
    {
        RecordingSink read = Read(
            """{"type":"llm.request","kind":"loop","model":"m","modelAlias":"p/m"}""",
            Usage("p/m", "turn", 10),
            Usage("p/m", "session", 7),
            Usage("q/n", "turn", 1)
        );
        read.Tokens()["m"].Output.ShouldBe(17);
        read.Tokens()["q/n"].Output.ShouldBe(1);
    }

    [Fact]
    public void Messages_between_program_and_screen_make_steps()
    {
        RecordingSink read = Read(
            Wire("TurnBegin", """{"user_input":"go on"}"""),
            Wire("StepBegin", """{"n":1}"""),
            Wire("ContentPart", """{"type":"think","think":"hm"}"""),
            Wire("ToolCall", """{"type":"function","id":"c","function":{"name":"Shell","arguments":"{}"}}"""),
            Wire(
                "StatusUpdate",
                """{"token_usage":{"input_other":1,"output":2,"input_cache_read":3,"input_cache_creation":4}}"""
            ),
            Wire("ToolResult", """{"tool_call_id":"c","return_value":{"is_error":true,"output":"o","message":"m"}}"""),
            Wire("StepBegin", """{"n":2}"""),
            Wire("ContentPart", """{"type":"text","text":"done"}"""),
            Wire("TurnEnd", "{}"),
            Wire("ContentPart", """{"type":"text","text":"there is no such command"}""")
        );
        read.Prompts.ShouldBe(1);
        read.Answers.ShouldBe(2);
        read.ToolCalls.ShouldBe(1);
        read.Total(SessionCount.ToolError).ShouldBe(1);
        read.Tokens().Values.Single().Total.ShouldBe(10);
        read.Text.ToString().ShouldContain("there is no such command");
    }

    [Fact]
    public void Subagents_without_a_log_of_their_own_are_read_where_they_are_told()
    {
        RecordingSink read = Read(
            Wire("StepBegin", """{"n":1}"""),
            Wire("SubagentEvent", """{"task_tool_call_id":"t","event":{"type":"StepBegin","payload":{"n":1}}}"""),
            Wire(
                "SubagentEvent",
                """{"task_tool_call_id":"t","event":{"type":"ContentPart","payload":{"type":"text","text":"aside"}}}"""
            ),
            Wire(
                "SubagentEvent",
                """{"agent_id":"a1","event":{"type":"ContentPart","payload":{"type":"text","text":"twice"}}}"""
            ),
            Wire("ContentPart", """{"type":"text","text":"mine"}""")
        );
        read.Subagents.ShouldBe(["t"]);
        read.Answers.ShouldBe(1);
        read.Text.ToString().ShouldContain("aside");
        read.Text.ToString().ShouldNotContain("twice");
    }

    [Fact]
    public void Events_in_events_in_events_end()
    {
        string told = """{"type":"TurnEnd","payload":{}}""";
        for (int i = 0; i < 50; i++)
            told = """{"type":"SubagentEvent","payload":{"task_tool_call_id":"t","event":@}}""".Replace(
                "@",
                told,
                StringComparison.Ordinal
            );
        Read($$"""{"timestamp":1,"message":{{told}}}""").Total(SessionCount.UnknownRecord).ShouldBe(1);
    }

    [Theory]
    [InlineData("""{"custom_title":"t","title_generated":true}""", null, "t")]
    [InlineData("""{"custom_title":"t","title_generated":false}""", "t", null)]
    [InlineData("""{"title":"t","isCustomTitle":true}""", "t", null)]
    [InlineData("""{"title":"t","isCustomTitle":false}""", null, "t")]
    [InlineData("""{"title":"New Session","isCustomTitle":false}""", null, null)]
    [InlineData("""{"custom_title":null}""", null, null)]
    public void A_title_was_given_or_made_up(string state, string? given, string? madeUp)
    {
        var sink = new RecordingSink();
        SessionReading.ReadFile(new KimiAgent(), FileRole.Metadata, "sessions/wd_x/s/state.json", Id, sink, state);
        sink.CustomTitle.ShouldBe(given);
        sink.GeneratedTitle.ShouldBe(madeUp);
    }

    [Fact]
    public void The_working_folder_of_Kimi_CLI_is_the_one_that_the_model_is_told()
    {
        var sink = new RecordingSink();
        SessionReading.ReadFile(
            new KimiAgent(),
            FileRole.Metadata,
            "sessions/x/s/context.jsonl",
            Id,
            sink,
            """{"role":"_system_prompt","content":"The current working directory is `/w/demo`. This"}""",
            """{"role":"user","content":"the current working directory is `/other`"}"""
        );
        sink.Folders.ShouldBe(["/w/demo"]);
        sink.Prompts.ShouldBe(0);
    }

    [Fact]
    public void Summing_up_is_a_side_call_and_the_last_request_names_the_provider()
    {
        RecordingSink read = Read(
            """{"type":"llm.request","provider":"kimi","model":"k2","modelAlias":"p/m","time":1}""",
            Usage("p/m", "turn", 10),
            Usage("p/m", "session", 7),
            Usage("q/n", "turn", 1).Replace("{\"type\"", "{\"time\":1785619064645,\"type\"", StringComparison.Ordinal)
        );
        read.Responses.Select(response => response.IsSideCall).ShouldBe([false, true, false]);
        read.Responses.Select(response => response.Provider).ShouldBe(["kimi", "kimi", ""]);
        // A fork copies records with their times.
        read.Responses.Select(response => response.IsLocalKey).ShouldBe([true, true, false]);
    }

    private static string Message(string origin) =>
        $$$"""{"type":"context.append_message","message":{"role":"user","content":[{"type":"text","text":"go on"}],"origin":{"kind":"{{{origin}}}"} }}""";

    private static string Event(string told) => $$"""{"type":"context.append_loop_event","event":{{told}}}""";

    private static string Usage(string model, string scope, int output) =>
        $$$"""{"type":"usage.record","model":"{{{model}}}","usage":{"output":{{{output}}}},"usageScope":"{{{scope}}}"}""";

    private static string Wire(string type, string payload) =>
        $$$"""{"timestamp":1767600000.5,"message":{"type":"{{{type}}}","payload":{{{payload}}} }}""";

    private static RecordingSink Read(params string[] lines) => SessionReading.ReadLines(new KimiAgent(), Id, lines);
}

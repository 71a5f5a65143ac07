using System.Text.Json;
using Reprise.Agents;
using Reprise.Agents.Cline;
using Reprise.Protocol;
using Reprise.Reading;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Agents.Cline;

public sealed class ClineReaderTests
{
    private static readonly IAgent _cline = ClineAgent.Family[0];

    [Theory]
    [InlineData("<task>\nadd it\n</task>", "add it")]
    [InlineData("<user_message>\nadd it\n</user_message>", "add it")]
    [InlineData("The user denied this operation and provided the following feedback:\n<feedback>\nadd it\n</feedback>", "add it")]
    [InlineData("<answer>\nadd it\n</answer>", "add it")]
    [InlineData("[TASK RESUMPTION] New instructions for task continuation:\n<user_message>\nadd it\n</user_message>", "add it")]
    [InlineData("12 | <feedback>\nadd it\n</feedback>", null)]
    [InlineData("[ERROR] You did not use a tool in your previous response!", null)]
    [InlineData("<environment_details>\nadd it\n</environment_details>", null)]
    [InlineData("<task>\nadd", "add")]
    public void What_a_person_typed_is_told_from_the_rest(string text, string? typed)
    {
        RecordingSink read = Read(User(text));
        read.Prompts.ShouldBe(typed is null ? 0 : 1);
        read.FirstPrompt.ShouldBe(typed);
    }

    [Fact]
    public void A_remark_to_a_call_is_a_prompt_and_the_result_stays_one()
    {
        RecordingSink read = Read(
            """{"role":"assistant","content":[{"type":"tool_use","id":"c","name":"read_file","input":{}}]}""",
            """{"role":"user","content":[{"type":"tool_result","tool_use_id":"c","content":"{\"status\":\"approved\",\"feedback\":\"be brief\"}\nline"}]}"""
        );
        read.FirstPrompt.ShouldBe("be brief");
        read.ToolResults.ShouldBe(1);
        read.Total(SessionCount.ToolError).ShouldBe(0);
    }

    [Fact]
    public void Calls_as_markup_are_calls_and_their_results_find_them()
    {
        RecordingSink read = Read(
            Assistant(
                "<thinking>\nhm\n</thinking>\nFirst.\n<read_file>\n<path>a.ts</path>\n</read_file>\n<write_to_file>\n<path>b</path>\n<content>\n<path>c</path></content>\n</write_to_file>"
            ),
            """{"role":"user","content":[{"type":"text","text":"[write_to_file for 'b'] Result:\ndone"},{"type":"text","text":"[read_file for 'a.ts'] Result:"},{"type":"text","text":"one"},{"type":"text","text":"two"}]}"""
        );
        read.Events.Where(told =>
                told.StartsWith("call ", StringComparison.Ordinal) || told.StartsWith("result ", StringComparison.Ordinal)
            )
            .ShouldBe([
                """call #0/1 read_file {"path":"a.ts"}""",
                """call #0/2 write_to_file {"path":"b","content":"<path>c</path>"}""",
                "result #0/2 False",
                "result #0/1 False",
            ]);
        read.Total(SessionCount.Thinking).ShouldBe(1);
        read.Answers.ShouldBe(1);
    }

    [Theory]
    [InlineData("Use `<read_file>` for it.", 0)]
    [InlineData("<unknown_tool>\n<path>a</path>\n</unknown_tool>", 0)]
    [InlineData("<read_file>\n<path>a", 1)]
    [InlineData("Well.\n  <read_file><path>a</path></read_file>", 1)]
    public void Only_a_tool_at_the_beginning_of_a_line_is_called(string text, long calls) =>
        Read(Assistant(text)).ToolCalls.ShouldBe(calls);

    [Fact]
    public void What_the_model_says_by_way_of_a_tool_is_said()
    {
        RecordingSink read = Read(
            Assistant("<attempt_completion>\n<result>\nAll done.\n</result>\n</attempt_completion>"),
            """{"role":"assistant","content":[{"type":"tool_use","id":"c","name":"ask_followup_question","input":{"question":"Which one?"}}]}"""
        );
        read.Events.ShouldContain(told =>
            told.StartsWith("block Text", StringComparison.Ordinal) && told.EndsWith("All done.", StringComparison.Ordinal)
        );
        read.Events.ShouldContain(told =>
            told.StartsWith("block Text", StringComparison.Ordinal) && told.EndsWith("Which one?", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void An_answer_that_the_program_made_up_is_none() =>
        Read(Assistant("Failure: I did not provide a response.")).Answers.ShouldBe(0);

    [Theory]
    [InlineData("\"tokensIn\":100,\"tokensOut\":5,\"cacheReads\":60,\"cacheWrites\":10", "100 5 60 10")]
    [InlineData("\"apiProtocol\":\"openai\",\"tokensIn\":100,\"tokensOut\":5,\"cacheReads\":60,\"cacheWrites\":10", "30 5 60 10")]
    [InlineData("\"apiProtocol\":\"anthropic\",\"tokensIn\":3,\"tokensOut\":5,\"cacheReads\":60,\"cacheWrites\":10", "3 5 60 10")]
    public void Input_is_told_apart_from_the_cache(string members, string tokens)
    {
        TokenUsage told = Screen(Say("api_req_started", $"{{{members}}}")).Tokens()[""];
        $"{told.Input} {told.Output} {told.CacheRead} {told.CacheWrite}".ShouldBe(tokens);
    }

    [Fact]
    public void What_went_wrong_is_counted_where_the_person_saw_it()
    {
        RecordingSink read = Screen(
            Say("api_req_started", """{"cancelReason":"user_cancelled"}"""),
            Say("api_req_started", """{"cancelReason":"streaming_failed"}"""),
            """{"ts":1780300000000,"type":"ask","ask":"api_req_failed","text":"503"}""",
            """{"ts":1780300000000,"type":"say","say":"condense_context","contextCondense":{"summary":"s"}}""",
            Say("compaction", """{"status":"started"}"""),
            Say("compaction", """{"status":"completed"}"""),
            """{"ts":1780300000000,"type":"say","say":"of_the_future"}"""
        );
        read.Total(SessionCount.Interrupt).ShouldBe(1);
        read.Total(SessionCount.ApiError).ShouldBe(2);
        read.Total(SessionCount.Compaction).ShouldBe(2);
        read.Total(SessionCount.UnknownRecord).ShouldBe(1);
    }

    [Fact]
    public void Requests_tell_their_cost_and_provider_and_so_does_summing_up()
    {
        RecordingSink read = Screen(
            """{"ts":1,"type":"say","say":"api_req_started","text":"{\"tokensIn\":3,\"cost\":0.25}","modelInfo":{"providerId":"openrouter","modelId":"m"}}""",
            """{"ts":2,"type":"say","say":"condense_context","contextCondense":{"cost":0.5,"summary":"s"}}""",
            """{"ts":3,"type":"say","say":"api_req_started","text":"{\"tokensIn\":1,\"cost\":\"?\"}","partial":true}""",
            """{"type":"say","say":"api_req_started","text":"{\"tokensIn\":5}"}""",
            """{"type":"say","say":"api_req_started","text":"{\"tokensIn\":6}"}"""
        );
        read.Responses.Select(response => response.OwnCost).ShouldBe([250_000_000, 500_000_000, -1, null, null]);
        read.Responses.Select(response => response.IsSideCall).ShouldBe([false, true, false, false, false]);
        read.Responses.Select(response => response.IsPartial).ShouldBe([false, false, true, false, false]);
        read.Responses.First().Provider.ShouldBe("openrouter");
        // Times in milliseconds are no names.
        read.Responses.ShouldAllBe(response => response.IsLocalKey);
    }

    [Theory]
    [InlineData("\"id\":\"msg_1\",\"ts\":7,", "msg_1/7", false)]
    [InlineData("\"id\":\"msg_1\",", "msg_1", true)]
    [InlineData("\"ts\":7,", "#0", true)]
    public void A_newer_session_s_responses_are_known_by_id_and_time(string members, string key, bool isLocal)
    {
        var sink = new RecordingSink();
        const string Rest =
            "\"role\":\"assistant\",\"content\":[],\"modelInfo\":{\"id\":\"m\",\"provider\":\"cline\"},\"metrics\":{\"inputTokens\":1,\"cost\":0.125}";
        string document = $"{{\"agent\":\"lead\",\"messages\":[{{{members}{Rest}}}]}}";
        SessionReading.ReadFile(_cline, FileRole.Transcript, "sessions/a/a.messages.json", "a", sink, document);
        sink.Response.Key.ShouldBe(key);
        sink.Response.IsLocalKey.ShouldBe(isLocal);
        sink.Response.OwnCost.ShouldBe(125_000_000);
        sink.Response.Provider.ShouldBe("cline");
    }

    private static string User(string text) => Message("user", text);

    private static string Assistant(string text) => Message("assistant", text);

    private static string Message(string role, string text) =>
        $$"""{"role":"{{role}}","content":[{"type":"text","text":{{JsonSerializer.Serialize(text)}}}]}""";

    private static string Say(string what, string text) =>
        $$"""{"ts":1780300000000,"type":"say","say":"{{what}}","text":{{JsonSerializer.Serialize(text)}}}""";

    private static RecordingSink Read(params string[] messages) => ReadAs("tasks/a/api_conversation_history.json", messages);

    private static RecordingSink Screen(params string[] messages) => ReadAs("tasks/a/ui_messages.json", messages);

    private static RecordingSink ReadAs(string path, string[] messages)
    {
        var sink = new RecordingSink(keepEvents: true);
        SessionReading.ReadFile(_cline, FileRole.Transcript, path, "a", sink, $"[{string.Join(",\n", messages)}]");
        return sink;
    }
}

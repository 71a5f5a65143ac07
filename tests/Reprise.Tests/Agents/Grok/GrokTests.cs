using Reprise.Agents.Grok;
using Reprise.Protocol;
using Reprise.Reading;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Agents.Grok;

public sealed class GrokTests
{
    private readonly GrokAgent _agent = new();

    [Fact]
    public void Tokens_of_a_session_that_another_one_started_are_in_that_one_s()
    {
        using var home = new TempFolder();
        foreach (string id in new[] { "a1", "b1" })
        {
            home.Add($"sessions/%2Fw/{id}/chat_history.jsonl");
            home.Add($"sessions/%2Fw/{id}/updates.jsonl");
            home.Add($"sessions/%2Fw/{id}/summary.json", "{}");
        }
        home.Add("sessions/%2Fw/a1/subagents/b1/meta.json", "{}");
        home.Add("sessions/%2Fw/c1/summary.json", "{}");
        List<SessionFootprint> found = SessionReading.Discover(_agent, home.Path);
        found.Select(session => session.Key.NativeId).ShouldBe(["a1", "b1"]);
        RoleOfUpdates("a1").ShouldBe(FileRole.Metadata);
        RoleOfUpdates("b1").ShouldBe(FileRole.Other);

        FileRole RoleOfUpdates(string id) =>
            found
                .Single(session => session.Key.NativeId == id)
                .Files.Single(file => file.RelativePath.EndsWith("updates.jsonl", StringComparison.Ordinal))
                .Role;
    }

    [Fact]
    public void What_comes_before_the_words_of_a_response_belongs_to_it()
    {
        RecordingSink read = Read(
            """{"type":"reasoning","summary":[{"type":"summary_text","text":"hm"}]}""",
            """{"type":"backend_tool_call","kind":{"tool_type":"web_search","id":"w"}}""",
            """{"type":"reasoning","summary":[]}""",
            """{"type":"assistant","content":"one","model_id":"m"}""",
            """{"type":"assistant","content":"two","model_id":"m"}""",
            """{"type":"reasoning","summary":[]}""",
            """{"type":"tool_result","tool_call_id":"c","content":"x"}""",
            """{"type":"assistant","content":"three","model_id":"m"}"""
        );
        read.Answers.ShouldBe(4);
        read.Total(SessionCount.Thinking).ShouldBe(3);
        read.ToolCalls.ShouldBe(1);
    }

    [Theory]
    [InlineData("", 1, 0)]
    [InlineData(",\"synthetic_reason\":\"interjection\"", 1, 0)]
    [InlineData(",\"synthetic_reason\":\"system_reminder\"", 0, 0)]
    [InlineData(",\"synthetic_reason\":\"of_the_future\"", 0, 0)]
    [InlineData(",\"synthetic_reason\":\"compaction_meta\"", 0, 1)]
    public void What_a_person_typed_is_told_from_the_rest(string members, long prompts, long compactions)
    {
        RecordingSink read = Read($$"""{"type":"user","content":[{"type":"text","text":"go on"}]{{members}}}""");
        read.Prompts.ShouldBe(prompts);
        read.Total(SessionCount.Compaction).ShouldBe(compactions);
    }

    [Fact]
    public void Items_of_the_first_releases_are_read()
    {
        RecordingSink read = Read(
            """{"role":"user","content":"go on"}""",
            """{"role":"assistant","content":"","tool_calls":[{"id":"c","type":"function","function":{"name":"ls","arguments":"{}"}}]}""",
            """{"role":"tool","tool_call_id":"c","content":"a.txt"}"""
        );
        read.Prompts.ShouldBe(1);
        read.ToolCalls.ShouldBe(1);
        read.ToolResults.ShouldBe(1);
    }

    [Fact]
    public void Tokens_are_told_once_per_turn_and_model()
    {
        var sink = new RecordingSink();
        const string Turn =
            """{"timestamp":1788249605,"method":"_x.ai/session/update","params":{"update":{"sessionUpdate":"turn_completed","prompt_id":"p","usage":{"inputTokens":99,"modelUsage":{"m":{"inputTokens":900,"outputTokens":60,"cachedReadTokens":700,"cacheCreationTokens":50,"reasoningTokens":20},"n":{"inputTokens":1}}}}}}""";
        SessionReading.ReadFile(_agent, FileRole.Metadata, "sessions/x/s/updates.jsonl", "s", sink, Turn, Turn);
        sink.Tokens()["m"].ShouldBe(new TokenUsage(150, 40, 700, 50, 0, 20));
        sink.Tokens()["n"].Input.ShouldBe(1);
    }

    [Theory]
    [InlineData("\"costUsdTicks\":2842748000", 284_274_800L)]
    [InlineData("\"costUsdTicks\":2842748000,\"costIsPartial\":true", null)]
    [InlineData("\"costUsdTicks\":-1", -1L)]
    [InlineData("\"outputTokens\":1", null)]
    public void What_a_turn_cost_is_told_in_ten_thousand_millionths(string members, long? cost)
    {
        var sink = new RecordingSink();
        string turn =
            $"{{\"timestamp\":1788249605,\"params\":{{\"update\":{{\"sessionUpdate\":\"turn_completed\",\"prompt_id\":\"p\",\"usage\":{{\"modelUsage\":{{\"m\":{{\"inputTokens\":9,{members}}}}}}}}}}}}}";
        SessionReading.ReadFile(_agent, FileRole.Metadata, "sessions/x/s/updates.jsonl", "s", sink, turn);
        sink.Response.OwnCost.ShouldBe(cost);
        sink.Response.IsLocalKey.ShouldBeFalse();
    }

    private RecordingSink Read(params string[] lines) => SessionReading.ReadLines(_agent, "s", lines);
}

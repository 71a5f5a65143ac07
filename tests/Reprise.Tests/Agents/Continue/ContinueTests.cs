using Reprise.Agents;
using Reprise.Agents.Continue;
using Reprise.Protocol;
using Reprise.Reading;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Agents.Continue;

public sealed class ContinueTests
{
    private readonly ContinueAgent _agent = new();

    [Fact]
    public void The_one_real_session_is_read_to_the_last_token()
    {
        RecordingSink read = new PinnedCounts(1, 3, 2, 0, 0, " 1813 305 4366 2183 0").Check(
            _agent,
            "git-ai-cn",
            "2dbfd673-096d-4773-b5f3-9023894a7355"
        );
        read.ToolResults.ShouldBe(2);
        read.Title.ShouldBe("File Reading and Appending");
        read.Folders.ShouldBe(["/Users/svarlamov/projects/testing-git"]);
        read.FirstPrompt.ShouldBe("Add another hello world line to @index.ts");
        read.Started.ShouldBeNull();
    }

    [Theory]
    [InlineData("\"promptTokens\":100,\"completionTokens\":9", "100 9 0 0 0")]
    [InlineData("\"promptTokens\":100,\"completionTokens\":9,\"promptTokensDetails\":{\"cachedTokens\":60}", "40 9 60 0 0")]
    [InlineData("\"promptTokens\":10,\"completionTokens\":9,\"promptTokensDetails\":{\"cachedTokens\":60}", "10 9 60 0 0")]
    [InlineData("\"promptTokens\":100,\"completionTokens\":9,\"promptTokensDetails\":{\"cacheWriteTokens\":60}", "100 9 0 60 0")]
    [InlineData("\"completionTokens\":9,\"completionTokensDetails\":{\"reasoningTokens\":4}", "0 5 0 0 4")]
    public void Input_is_told_apart_from_the_cache(string usage, string tokens)
    {
        TokenUsage told = Read("", $"\"usage\":{{{usage}}}").Tokens()[""];
        $"{told.Input} {told.Output} {told.CacheRead} {told.CacheWrite} {told.Reasoning}".ShouldBe(tokens);
    }

    [Fact]
    public void Tokens_of_answers_take_the_place_of_the_sessions_sum()
    {
        RecordingSink read = Read(
            """{"message":{"role":"assistant","content":"x","usage":{"promptTokens":5,"completionTokens":1}}}""",
            "\"chatModelTitle\":\"m\",\"usage\":{\"promptTokens\":5,\"completionTokens\":1}"
        );
        read.Tokens()["m"].Total.ShouldBe(6);
    }

    [Fact]
    public void A_call_and_its_result_are_told_once()
    {
        RecordingSink read = Read(
            """
            {"message":{"role":"assistant","content":"","toolCalls":[{"id":"c","function":{"name":"Read","arguments":"{}"}}]},"toolCallStates":[{"toolCallId":"c","toolCall":{"id":"c","function":{"name":"Read","arguments":"{}"}},"status":"errored","output":[{"content":"x"}]}]},
            {"message":{"role":"tool","content":"x","toolCallId":"c"}}
            """,
            ""
        );
        read.ToolCalls.ShouldBe(1);
        read.ToolResults.ShouldBe(1);
        read.Total(SessionCount.ToolError).ShouldBe(1);
    }

    [Theory]
    [InlineData("New Session", null)]
    [InlineData("Untitled Session", null)]
    [InlineData("Sort it", "Sort it")]
    public void A_title_that_says_nothing_is_none(string title, string? told) =>
        Read("", $"\"title\":\"{title}\"").Title.ShouldBe(told);

    [Fact]
    public void Documents_in_the_folders_of_others_are_left_to_them()
    {
        using var home = new TempFolder();
        home.Add("sessions/rollout-1.json", """{"session":{"id":"x"},"items":[]}""");
        home.Add("sessions/a.json", """{"sessionId":"a","title":"t","workspaceDirectory":"/w","history":[]}""");
        Found(home.Path).ShouldBe(["a"]);
        // With the list beside them all of them are.
        home.Add("sessions/sessions.json", "[]");
        Found(home.Path).ShouldBe(["a", "rollout-1"], ignoreOrder: true);
    }

    [Fact]
    public void A_variable_names_the_home()
    {
        Homes(null).ShouldBe([Path.Combine("/home/a", ".continue")]);
        Homes("/data").ShouldBe(["/data"]);

        IReadOnlyList<string> Homes(string? value) =>
            _agent.Homes(new AgentEnvironment("/home/a", name => name == "CONTINUE_GLOBAL_DIR" ? value : null));
    }

    private IEnumerable<string> Found(string home) =>
        SessionReading.Discover(_agent, home).Select(session => session.Key.NativeId);

    private RecordingSink Read(string items, string members)
    {
        var sink = new RecordingSink(keepEvents: true);
        string rest = members.Length > 0 ? $",{members}" : "";
        string session = $"{{\"sessionId\":\"s\",\"history\":[{items}]{rest}}}";
        SessionReading.ReadFile(_agent, FileRole.Transcript, "sessions/s.json", "s", sink, session);
        return sink;
    }
}

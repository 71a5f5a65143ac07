using Reprise.Agents.CopilotVscode;
using Reprise.Protocol;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Agents.CopilotVscode;

public sealed class CopilotVscodeReaderTests
{
    private const string Id = "f1c70000-0000-4000-8000-000000000001";
    private const string Snapshot = """{"kind":0,"v":{"version":3,"creationDate":1782892800000,"requests":[]}}""";
    private const string Request =
        """{"kind":2,"k":["requests"],"v":[{"requestId":"r1","timestamp":1782892801000,"message":{"text":"sort"},"modelId":"copilot/m","response":[]}]}""";

    [Fact]
    public void A_text_that_grows_is_told_from_its_last_word_on()
    {
        RecordingSink read = Read(
            Snapshot,
            Request,
            Push("""{"value":"I so"}"""),
            Push("""{"value":"I sort the"}""", from: 0),
            Push("""{"value":"I sort the list"},{"value":"Done"}""", from: 0)
        );
        read.Answers.ShouldBe(1);
        read.Text.ToString().ReplaceLineEndings("\n").ShouldBe("sort\nI so\nsort the\nthe list\nDone\n");
    }

    [Fact]
    public void A_text_that_became_another_is_told_whole()
    {
        RecordingSink read = Read(Snapshot, Request, Push("""{"value":"I so"}"""), Push("""{"value":"You sort"}""", from: 0));
        read.Text.ToString().ReplaceLineEndings("\n").ShouldBe("sort\nI so\nYou sort\n");
    }

    [Fact]
    public void A_call_is_told_when_it_is_made_and_its_output_when_the_answer_is_complete()
    {
        RecordingSink read = Read(
            Snapshot,
            Request,
            Push(
                """{"kind":"toolInvocationSerialized","toolCallId":"own","toolId":"copilot_readFile","invocationMessage":{"value":"Reading a.txt"}}"""
            ),
            Set(
                "\"result\"",
                """{"metadata":{"promptTokens":9,"outputTokens":2,"toolCallRounds":[{"toolCalls":[{"id":"c1","name":"read_file","arguments":"{}"},{"id":"c2","name":"grep","arguments":"{}"}]}],"toolCallResults":{"c1":{"content":[{"value":"plum"}]},"c2":{"content":[{"value":"pear"}]}}}}"""
            )
        );
        // The second was never shown by the editor.
        read.ToolCalls.ShouldBe(2);
        read.ToolResults.ShouldBe(2);
        read.Events.ShouldContain(line => line == "call own copilot_readFile Reading a.txt");
        read.Events.ShouldContain(line => line == "result own False");
        read.Events.ShouldContain(line => line == "call c2 grep {}");
        read.Tokens()["m"].ShouldBe(new TokenUsage(9, 2, 0, 0, 0, 0));
    }

    [Fact]
    public void Ids_join_calls_where_the_editor_keeps_those_of_the_model()
    {
        RecordingSink read = Read(
            """{"requests":[{"requestId":"r1","message":{"text":"x"},"response":[{"kind":"toolInvocationSerialized","toolCallId":"c2","toolId":"t2"},{"kind":"toolInvocationSerialized","toolCallId":"c1","toolId":"t1"}],"result":{"metadata":{"toolCallRounds":[{"toolCalls":[{"id":"c1","name":"one","arguments":"1"},{"id":"c2","name":"two","arguments":"2"}]}]}}}]}"""
        );
        read.Events.ShouldContain(line => line == "call c2 two 2");
        read.Events.ShouldContain(line => line == "call c1 one 1");
        read.ToolCalls.ShouldBe(2);
    }

    [Fact]
    public void Requests_that_are_taken_back_stay_and_what_comes_in_their_place_is_new()
    {
        RecordingSink read = Read(
            Snapshot,
            Request,
            """{"kind":2,"k":["requests"],"i":0,"v":[{"requestId":"r2","message":{"text":"sort all"},"response":[{"value":"All"}]}]}""",
            Push("""{"value":"sorted"}"""),
            """{"kind":3,"k":["requests",0,"vote"]}"""
        );
        read.Prompts.ShouldBe(2);
        read.Events.ShouldContain(line => line == "block Text sorted");
        read.Total(SessionCount.UnknownRecord).ShouldBe(0);
    }

    [Theory]
    [InlineData("""{"value":2,"completedAt":1782892806000}""", 1, 0)]
    [InlineData("""{"value":1,"completedAt":1782892806000}""", 0, 0)]
    public void An_answer_that_was_stopped_is_an_interrupt(string outcome, long interrupts, long errors)
    {
        RecordingSink read = Read(Snapshot, Request, Set("\"modelState\"", outcome), Set("\"modelState\"", outcome));
        read.Total(SessionCount.Interrupt).ShouldBe(interrupts);
        read.Total(SessionCount.ApiError).ShouldBe(errors);
        read.Ended.ShouldBe(DateTimeOffset.FromUnixTimeMilliseconds(1782892806000));
    }

    [Fact]
    public void An_error_of_the_provider_is_a_notice()
    {
        RecordingSink read = Read(Snapshot, Request, Set("\"result\"", """{"errorDetails":{"message":"quota is used up"}}"""));
        read.Total(SessionCount.ApiError).ShouldBe(1);
        read.Text.ToString().ShouldContain("quota is used up");
    }

    [Fact]
    public void A_part_that_nobody_knows_is_counted_once()
    {
        RecordingSink read = Read(
            Snapshot,
            Request,
            Push("""{"kind":"ofTheFuture","value":"x"}"""),
            Push("""{"kind":"ofTheFuture","value":"x"}""", from: 0)
        );
        read.Total(SessionCount.UnknownRecord).ShouldBe(1);
    }

    [Fact]
    public void What_a_subagent_calls_is_none_of_the_models_own()
    {
        RecordingSink read = Read(
            Snapshot,
            Request,
            Push(
                """{"kind":"toolInvocationSerialized","toolCallId":"s","toolId":"runSubagent","toolSpecificData":{"kind":"subagent"},"subAgentInvocationId":"sub"},{"kind":"toolInvocationSerialized","toolCallId":"t","toolId":"read","subAgentInvocationId":"sub"}"""
            )
        );
        read.Subagents.ShouldBe(["sub"]);
        read.ToolCalls.ShouldBe(1);
    }

    [Theory]
    [InlineData("""{"folder":"file:///w/demo"}""", "/w/demo")]
    [InlineData("""{"folder":"file:///c%3A/Users/me/My%20Project"}""", @"c:\Users\me\My Project")]
    [InlineData("""{"folder":"file://server/share/demo"}""", @"\\server\share\demo")]
    [InlineData("""{"folder":"vscode-remote://wsl%2Bubuntu/home/me/demo"}""", "/home/me/demo")]
    [InlineData("""{"workspace":"file:///w/all.code-workspace"}""", "/w/all.code-workspace")]
    [InlineData("""{"folder":"file:///w/%E6%BC%A2%zz"}""", "/w/漢%zz")]
    public void The_folder_stands_in_the_file_of_the_workspace(string workspace, string folder)
    {
        var sink = new RecordingSink();
        SessionReading.ReadFile(
            new CopilotVscodeAgent(),
            Reprise.Reading.FileRole.Metadata,
            "User/workspaceStorage/a/workspace.json",
            Id,
            sink,
            workspace
        );
        sink.Folders.ShouldBe([folder]);
    }

    [Fact]
    public void What_is_no_address_is_no_folder()
    {
        var sink = new RecordingSink();
        SessionReading.ReadFile(
            new CopilotVscodeAgent(),
            Reprise.Reading.FileRole.Metadata,
            "User/workspaceStorage/a/workspace.json",
            Id,
            sink,
            """{"folder":"nothing"}"""
        );
        sink.Folders.ShouldBeEmpty();
    }

    private static string Push(string parts, int? from = null) =>
        $$"""{"kind":2,"k":["requests",0,"response"]{{(from is null ? "" : $",\"i\":{from}")}},"v":[{{parts}}]}""";

    private static string Set(string path, string value) => $$"""{"kind":1,"k":["requests",0,{{path}}],"v":{{value}}}""";

    private static RecordingSink Read(params string[] lines) => SessionReading.ReadLines(new CopilotVscodeAgent(), Id, lines);
}

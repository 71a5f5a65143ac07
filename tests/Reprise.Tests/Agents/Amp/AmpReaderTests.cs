using Reprise.Agents;
using Reprise.Agents.Amp;
using Reprise.Protocol;
using Reprise.Reading;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Agents.Amp;

public sealed class AmpReaderTests
{
    [Theory]
    [InlineData("""{"role":"user","content":[{"type":"text","text":"go on"}]}""", 1)]
    [InlineData("""{"role":"user","content":[{"type":"image"}]}""", 1)]
    [InlineData("""{"role":"user","content":[{"type":"text","text":"go on"}],"meta":{"fromAggman":true}}""", 0)]
    [InlineData("""{"role":"user","content":[{"type":"text","text":"go on"}],"meta":{"fromExecutorThreadID":"T-1"}}""", 0)]
    [InlineData("""{"role":"user","content":[{"type":"text","text":"go on"}],"parentToolUseId":"t"}""", 0)]
    [InlineData("""{"role":"user","content":[]}""", 0)]
    [InlineData(
        """{"role":"info","content":[{"type":"manual_bash_invocation","args":{"cmd":"ls"},"toolRun":{"status":"done","result":{"output":"a"}}}]}""",
        0
    )]
    public void What_a_person_typed_is_told_from_the_rest(string message, long prompts)
    {
        RecordingSink read = Read(message);
        read.Prompts.ShouldBe(prompts);
        read.Total(SessionCount.UnknownRecord).ShouldBe(0);
    }

    [Theory]
    [InlineData("complete", "", 1, 0)]
    [InlineData("streaming", "", 1, 0)]
    [InlineData("cancelled", "", 0, 1)]
    [InlineData("cancelled", """{"type":"text","text":"It is"}""", 1, 1)]
    public void What_was_broken_off_before_the_model_spoke_is_no_answer(string state, string block, long answers, long interrupts)
    {
        RecordingSink read = Read($$"""{"role":"assistant","content":[{{block}}],"state":{"type":"{{state}}"} }""");
        read.Answers.ShouldBe(answers);
        read.Total(SessionCount.Interrupt).ShouldBe(interrupts);
    }

    [Theory]
    [InlineData("claude-opus-4-6", 3, 100)]
    [InlineData("gpt-5.6", 103, 0)]
    public void What_is_written_to_the_cache_is_input_where_that_costs_nothing(string model, long input, long written)
    {
        RecordingSink read = Read(
            $$"""{"role":"assistant","content":[],"usage":{"model":"{{model}}","inputTokens":3,"cacheCreationInputTokens":100} }"""
        );
        read.Tokens()[model].Input.ShouldBe(input);
        read.Tokens()[model].CacheWrite.ShouldBe(written);
    }

    [Theory]
    [InlineData("""{"status":"done","result":"plain"}""", "plain", 0)]
    [InlineData("""{"status":"done","result":{"output":"shell","exitCode":0}}""", "shell", 0)]
    [InlineData("""{"status":"done","result":{"content":"file"}}""", "file", 0)]
    [InlineData("""{"status":"done","result":{"diff":"+a"}}""", "+a", 0)]
    [InlineData("""{"status":"done","result":{"found":3}}""", """{"found":3}""", 0)]
    [InlineData("""{"status":"error","error":{"message":"broken"}}""", "broken", 1)]
    [InlineData("""{"status":"cancelled"}""", "", 0)]
    public void What_a_tool_gives_is_told_in_each_of_its_forms(string run, string text, long errors)
    {
        RecordingSink read = Read($$"""{"role":"user","content":[{"type":"tool_result","toolUseID":"t","run":{{run}} }]}""");
        read.Text.ToString().Trim().ShouldBe(text);
        read.Total(SessionCount.ToolError).ShouldBe(errors);
        read.ToolResults.ShouldBe(1);
    }

    [Fact]
    public void A_bill_counts_only_where_answers_do_not_say_what_they_cost()
    {
        const string Ledger = "\"usageLedger\":{\"events\":[{\"model\":\"m\",\"tokens\":{\"input\":10,\"output\":2}}]}";
        const string Usage = """{"role":"assistant","content":[],"usage":{"model":"m","outputTokens":5}}""";
        ReadThread($$"""{"messages":[{"role":"assistant","content":[]}],{{Ledger}}}""").Tokens()["m"].Output.ShouldBe(2);
        ReadThread($$"""{"messages":[{{Usage}}],{{Ledger}}}""").Tokens()["m"].Output.ShouldBe(5);
    }

    [Fact]
    public void The_home_is_where_the_variables_say()
    {
        var agent = new AmpAgent();
        Home(_ => null).ShouldBe(Path.Combine("/home/u", ".local", "share", "amp"));
        Home(name => name == "XDG_DATA_HOME" ? "/d" : null).ShouldBe(Path.Combine("/d", "amp"));
        Home(name => name == "AMP_DATA_DIR" ? "~/amp" : "/d").ShouldBe(Path.Combine("/home/u", "amp"));

        string Home(Func<string, string?> variable) => agent.Homes(new AgentEnvironment("/home/u", variable)).Single();
    }

    [Fact]
    public void Documents_of_others_in_a_folder_of_that_name_are_left_to_them()
    {
        using var home = new TempFolder();
        home.Add("threads/T-1.json", "");
        home.Add("threads/export.json", """{"v":1,"id":"T-2","messages":[]}""");
        home.Add("threads/other.json", """{"id":"T-3","messages":[]}""");
        home.Add("threads/threads.db", "");
        SessionReading
            .Discover(new AmpAgent(), home.Path)
            .Select(session => session.Key.NativeId)
            .ShouldBe(["T-1", "export"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("\"timestamp\":\"2026-02-28T01:13:27.454Z\",", false)]
    [InlineData("", true)]
    public void A_response_is_known_everywhere_by_its_number_and_time(string members, bool isLocal) =>
        Read($"{{\"role\":\"assistant\",\"messageId\":1,\"content\":[],\"usage\":{{{members}\"outputTokens\":5}}}}")
            .Response.IsLocalKey.ShouldBe(isLocal);

    private static RecordingSink Read(string message) => ReadThread($$"""{"v":220,"id":"T-1","messages":[{{message}}]}""");

    private static RecordingSink ReadThread(string thread)
    {
        var sink = new RecordingSink();
        SessionReading.ReadFile(new AmpAgent(), FileRole.Transcript, "threads/T-1.json", "T-1", sink, thread);
        return sink;
    }
}

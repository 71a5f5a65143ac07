using Reprise.Agents.Vibe;
using Reprise.Protocol;
using Reprise.Reading;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Agents.Vibe;

public sealed class VibeTests
{
    private readonly VibeAgent _agent = new();

    [Fact]
    public void A_folder_is_the_session_that_its_document_names()
    {
        using var home = new TempFolder();
        home.Add("logs/session/session_20260301_080000_f1c70000/messages.jsonl");
        home.Add("logs/session/session_20260301_080000_f1c70000/meta.json", """{"session_id":"f1c70000-1","title":"t"}""");
        home.Add("logs/session/session_20260301_080000_f1c70000/meta.json.tmp", "{");
        home.Add("logs/session/session_20260301_080000_f1c70000/agents/explore_1/messages.jsonl");
        home.Add("logs/session/session_20260301_090000_e1c70000/messages.jsonl");
        home.Add("logs/session/empty/meta.json", "{}");
        home.Add("logs/vibe.log", "x");
        List<SessionFootprint> found = SessionReading.Discover(_agent, home.Path);
        found
            .Select(session => session.Key.NativeId)
            .ShouldBe(["f1c70000-1", "session_20260301_090000_e1c70000"], ignoreOrder: true);
        found
            .Single(session => session.Key.NativeId == "f1c70000-1")
            .Files.Select(file => file.Role)
            .ShouldBe([FileRole.Transcript, FileRole.Subagent, FileRole.Metadata]);
    }

    [Theory]
    [InlineData("""{"role":"user","content":"go on","injected":false}""", 1, 0, 0)]
    [InlineData("""{"role":"user","content":"go on","injected":true}""", 0, 0, 0)]
    [InlineData("""{"role":"user","content":""}""", 0, 0, 0)]
    [InlineData("""{"role":"tool","tool_call_id":"c","content":"<tool_error>x</tool_error>"}""", 0, 1, 0)]
    [InlineData("""{"role":"tool","tool_call_id":"c","content":"<user_cancellation>x</user_cancellation>"}""", 0, 0, 1)]
    public void What_a_person_typed_is_told_from_the_rest(string line, long prompts, long errors, long interrupts)
    {
        RecordingSink read = SessionReading.ReadLines(_agent, "x", line);
        read.Prompts.ShouldBe(prompts);
        read.Total(SessionCount.ToolError).ShouldBe(errors);
        read.Total(SessionCount.Interrupt).ShouldBe(interrupts);
    }

    [Fact]
    public void What_is_known_of_a_subagent_is_not_taken_for_the_session_s()
    {
        var sink = new RecordingSink();
        const string Meta =
            """{"session_id":"s","parent_session_id":"p","title":"t","environment":{"working_directory":"/w"},"stats":{"session_prompt_tokens":7,"session_cost":0.125},"config":{"active_model":"m"}}""";
        SessionReading.ReadFile(_agent, FileRole.Metadata, "logs/session/x/agents/explore_1/meta.json", "x", sink, Meta);
        sink.Title.ShouldBeNull();
        sink.Folders.ShouldBeEmpty();
        sink.ForkedFrom.ShouldBeNull();
        sink.Tokens()["m"].Input.ShouldBe(7);
        SessionReading.ReadFile(_agent, FileRole.Metadata, "logs/session/x/meta.json", "x", sink, Meta);
        sink.Title.ShouldBe("t");
        sink.ForkedFrom.ShouldBe("p");
        sink.Tokens()["m"].Input.ShouldBe(14);
        sink.OwnCost.ShouldBe(2 * 125_000_000);
        sink.Responses.ShouldAllBe(response => response.IsLocalKey);
    }
}

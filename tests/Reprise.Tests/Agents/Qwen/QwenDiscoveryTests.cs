using Reprise.Agents;
using Reprise.Agents.Gemini;
using Reprise.Agents.Qwen;
using Reprise.Reading;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Agents.Qwen;

public sealed class QwenDiscoveryTests
{
    private readonly QwenAgent _agent = new();

    [Fact]
    public void Variables_name_the_homes()
    {
        Homes().ShouldBe([Path.Combine("/home/a", ".qwen")]);
        Homes(("QWEN_HOME", "/data")).ShouldBe(["/data"]);
        Homes(("QWEN_RUNTIME_DIR", "~/run"), ("QWEN_HOME", "/data")).ShouldBe([Path.Combine("/home/a", "run"), "/data"]);
        Homes(("QWEN_RUNTIME_DIR", "/data"), ("QWEN_HOME", "/data")).ShouldBe(["/data"]);

        IReadOnlyList<string> Homes(params (string Name, string Value)[] variables) =>
            _agent.Homes(
                new AgentEnvironment("/home/a", name => variables.FirstOrDefault(variable => variable.Name == name).Value)
            );
    }

    [Fact]
    public void Subagents_and_sessions_that_were_put_aside_are_found()
    {
        using var home = new TempFolder();
        home.Add("projects/-w-demo/chats/a1.jsonl");
        home.Add("projects/-w-demo/chats/archive/b2.jsonl");
        home.Add("projects/-w-demo/subagents/a1/agent-explore-1.jsonl");
        home.Add("projects/-w-demo/subagents/a1/agent-explore-1.meta.json", "{}");
        home.Add("projects/-w-demo/subagents/a1/agent-explore-1.jsonl.stream", "x");
        home.Add("projects/-w-demo/subagents/gone/agent-explore-2.jsonl");
        List<SessionFootprint> found = SessionReading.Discover(_agent, home.Path);
        found.Select(session => session.Key.NativeId).ShouldBe(["a1", "b2", "gone"], ignoreOrder: true);
        found
            .Single(session => session.Key.NativeId == "a1")
            .Files.Select(file => file.Role)
            .ShouldBe([FileRole.Transcript, FileRole.Subagent, FileRole.Metadata]);
    }

    [Fact]
    public void Documents_of_Gemini_and_of_Qwen_are_told_apart_in_any_folder()
    {
        using var home = new TempFolder();
        home.Add("tmp/demo/chats/session-1.json", Document("q1", "qwen"));
        home.Add("tmp/demo/chats/session-2.json", Document("g1", "gemini"));
        home.Add("tmp/demo/chats/session-3.json", Document("u1", "user"));
        SessionReading.Discover(_agent, home.Path).Select(session => session.Key.NativeId).ShouldBe(["q1"]);
        SessionReading
            .Discover(new GeminiAgent(), home.Path)
            .Select(session => session.Key.NativeId)
            .ShouldBe(["g1", "u1"], ignoreOrder: true);
    }

    [Fact]
    public void Documents_without_an_answer_belong_to_whose_home_it_is()
    {
        using var folder = new TempFolder();
        folder.Add(".qwen/tmp/demo/chats/session-3.json", Document("u1", "user"));
        folder.Add(".qwen/tmp/demo/logs.json", "[]");
        string home = Path.Combine(folder.Path, ".qwen");
        SessionReading
            .Discover(_agent, home)
            .Select(session => session.Key.NativeId)
            .ShouldBe(["u1", "logs@demo"], ignoreOrder: true);
        SessionReading.Discover(new GeminiAgent(), home).ShouldBeEmpty();
    }

    private static string Document(string id, string type) =>
        $$"""{"sessionId":"{{id}}","projectHash":"0b","messages":[{"id":"1","type":"{{type}}","content":"x"}]}""";
}

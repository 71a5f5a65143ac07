using Reprise.Agents;
using Reprise.Agents.CopilotCli;
using Reprise.Reading;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Agents.CopilotCli;

public sealed class CopilotCliDiscoveryTests
{
    private readonly CopilotCliAgent _agent = new();

    [Fact]
    public void The_variable_names_the_home()
    {
        _agent.Homes(new AgentEnvironment("/home/a", _ => null)).ShouldBe([Path.Combine("/home/a", ".copilot")]);
        _agent.Homes(new AgentEnvironment("/home/a", name => name == "COPILOT_HOME" ? "/data" : null)).ShouldBe(["/data"]);
    }

    [Fact]
    public void A_session_in_both_layouts_is_read_from_the_newer_one()
    {
        using var home = new TempFolder();
        home.Add("session-state/a1/events.jsonl", "{}\n");
        home.Add("session-state/a1.jsonl", "{}\n");
        home.Add("session-state/b2.jsonl", "{}\n");
        home.Add("session-state/opened-and-not-used/workspace.yaml", "id: x");
        home.Add("history-session-state/session_a1_1759957816.json", "{\"sessionId\":\"a1\",\"chatMessages\":[]}");
        home.Add("history-session-state/session_c3_1759957816.json", "{\"sessionId\":\"c3\",\"chatMessages\":[]}");
        List<SessionFootprint> found = SessionReading.Discover(_agent, home.Path);
        found.Select(session => session.Key.NativeId).ShouldBe(["a1", "b2", "c3"], ignoreOrder: true);
        found
            .Single(session => session.Key.NativeId == "a1")
            .Files.Select(file => file.Role)
            .ShouldBe([FileRole.Transcript, FileRole.Other, FileRole.Other]);
    }

    [Fact]
    public void Locks_and_databases_in_use_are_no_part_of_a_session()
    {
        using var home = new TempFolder();
        home.Add("session-state/a1/events.jsonl", "{}\n");
        home.Add("session-state/a1/inuse.4711.lock");
        home.Add("session-state/a1/session.db", "x");
        home.Add("session-state/a1/session.db-wal", "x");
        home.Add("session-state/a1/files/report.md", "x");
        SessionReading
            .Discover(_agent, home.Path)
            .Single()
            .Files.Select(file => file.RelativePath)
            .ShouldBe(["session-state/a1/events.jsonl", "session-state/a1/files/report.md"]);
    }
}

using Reprise.Agents;
using Reprise.Agents.Kimi;
using Reprise.Reading;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Agents.Kimi;

public sealed class KimiDiscoveryTests
{
    private const string Hash = "0b7dfb1274ee51b336813b17f2ddab1f";

    private readonly KimiAgent _agent = new();

    [Fact]
    public void Both_programs_have_a_home_and_a_variable_for_it()
    {
        _agent
            .Homes(new AgentEnvironment("/home/u", _ => null))
            .ShouldBe([Path.Combine("/home/u", ".kimi-code"), Path.Combine("/home/u", ".kimi")]);
        var environment = new AgentEnvironment("/home/u", name => $"/x/{name}");
        _agent.Homes(environment).ShouldBe(["/x/KIMI_CODE_HOME", "/x/KIMI_SHARE_DIR"]);
    }

    [Fact]
    public void The_transcript_is_the_main_agents_log_or_what_there_was_before_logs()
    {
        using var home = new TempFolder();
        home.Add("sessions/wd_demo_1/session_a/agents/main/wire.jsonl");
        home.Add("sessions/wd_demo_1/session_a/agents/agent-0/wire.jsonl");
        home.Add("sessions/wd_demo_1/session_a/agents/main/blobs/x");
        home.Add("sessions/wd_demo_1/session_a/state.json");
        home.Add("sessions/wd_demo_1/empty/notes.txt");
        home.Add($"sessions/{Hash}/b/wire.jsonl");
        home.Add($"sessions/{Hash}/b/context.jsonl");
        home.Add($"sessions/{Hash}/b/context_1.jsonl");
        home.Add($"sessions/{Hash}/b/subagents/a1/wire.jsonl");
        home.Add($"sessions/ssh_{Hash}/c/context.jsonl");
        home.Add($"sessions/{Hash}/d.jsonl");
        home.Add("sessions/2025/e/wire.jsonl");
        List<SessionFootprint> found = SessionReading.Discover(_agent, home.Path);
        found.Select(session => session.Key.NativeId).ShouldBe(["session_a", "b", "c", "d"], ignoreOrder: true);
        Roles("session_a").ShouldBe([FileRole.Transcript, FileRole.Subagent, FileRole.Metadata, FileRole.Other]);
        Roles("b").ShouldBe([FileRole.Transcript, FileRole.Subagent, FileRole.Metadata, FileRole.Other]);
        Roles("c").ShouldBe([FileRole.Transcript]);
        Roles("d").ShouldBe([FileRole.Transcript]);

        IEnumerable<FileRole> Roles(string id) =>
            found.Single(session => session.Key.NativeId == id).Files.Select(file => file.Role);
    }
}

using Reprise.Agents;
using Reprise.Agents.Pi;
using Reprise.Reading;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Agents.Pi;

public sealed class PiDiscoveryTests
{
    private const string Header =
        """{"type":"session","version":3,"id":"h1","timestamp":"2026-03-01T08:00:00.000Z","cwd":"/w"}""";

    private readonly PiAgent _agent = PiAgent.Pi;

    [Fact]
    public void The_folder_that_the_variable_names_is_the_home()
    {
        var environment = new AgentEnvironment("/home/u", name => name == "PI_CODING_AGENT_DIR" ? "~/pi" : null);
        _agent.Homes(environment).ShouldBe([Path.Combine("/home/u", "pi")]);
        _agent.Homes(new AgentEnvironment("/home/u", _ => null)).ShouldBe([Path.Combine("/home/u", ".pi")]);
    }

    [Fact]
    public void Sessions_are_found_wherever_releases_and_options_put_them()
    {
        using var home = new TempFolder();
        home.Add("agent/sessions/--w--/2026-03-01T08-00-00-000Z_a1.jsonl", Header);
        home.Add("agent/sessions/--w--/renamed.jsonl", Header);
        home.Add("agent/sessions/2026-03-01T08-00-00-000Z_b1.jsonl", Header);
        home.Add("agent/2026-03-01T08-00-00-000Z_c1.jsonl", Header);
        home.Add("agent/history.jsonl", Header);
        home.Add("agent/auth.json", "{}");
        home.Add("agent/sessions/other/2026-03-01T08-00-00-000Z_d1.jsonl", Header);
        Ids(home.Path).ShouldBe(["a1", "b1", "c1", "h1"]);
        Ids(Path.Combine(home.Path, "agent")).ShouldBe(["a1", "b1", "c1", "h1"]);
    }

    [Fact]
    public void A_copy_of_a_session_is_kept_and_not_read_twice()
    {
        using var home = new TempFolder();
        home.Add("agent/sessions/--w--/2026-03-01T08-00-00-000Z_a1.jsonl", Header);
        home.Add("agent/sessions/--x--/2026-03-01T08-00-00-000Z_a1.jsonl", Header);
        SessionReading
            .Discover(_agent, home.Path)
            .ShouldHaveSingleItem()
            .Files.Select(file => file.Role)
            .ShouldBe([FileRole.Transcript, FileRole.Other]);
    }

    [Fact]
    public void Homes_that_are_laid_out_the_same_way_are_told_apart_by_their_names()
    {
        using var folder = new TempFolder();
        folder.Add(".pi/agent/sessions/--w--/2026-03-01T08-00-00-000Z_a1.jsonl", Header);
        folder.Add(".omp/agent/sessions/--w--/2026-03-01T08-00-00-000Z_b1.jsonl", Header);
        folder.Add(".omp/agent/sessions/--w--/2026-03-01T08-00-00-000Z_b1/todos.json", "[]");
        IAgent omp = PiAgent.Family[1];
        Ids(Path.Combine(folder.Path, ".pi")).ShouldBe(["a1"]);
        Ids(Path.Combine(folder.Path, ".omp", "agent")).ShouldBeEmpty();
        SessionReading.Discover(omp, Path.Combine(folder.Path, ".pi")).ShouldBeEmpty();
        SessionFootprint found = SessionReading.Discover(omp, Path.Combine(folder.Path, ".omp")).ShouldHaveSingleItem();
        found.Key.NativeId.ShouldBe("b1");
        found.Files.Select(file => file.Role).ShouldBe([FileRole.Transcript, FileRole.Other]);
    }

    private IEnumerable<string> Ids(string home) =>
        SessionReading.Discover(_agent, home).Select(session => session.Key.NativeId).Order(StringComparer.Ordinal);
}

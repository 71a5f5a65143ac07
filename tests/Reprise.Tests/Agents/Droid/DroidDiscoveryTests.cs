using Reprise.Agents.Droid;
using Reprise.Reading;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Agents.Droid;

public sealed class DroidDiscoveryTests
{
    private const string Start = """{"type":"session_start","id":"x","version":2,"cwd":"/w"}""";
    private const string Id = "f1c70000-0000-4000-8000-000000000001";

    private readonly DroidAgent _agent = new();

    [Fact]
    public void Sessions_are_found_in_projects_aside_and_where_releases_without_projects_put_them()
    {
        using var home = new TempFolder();
        home.Add($"sessions/-w-demo/{Id}.jsonl", "");
        home.Add($"sessions/-w-demo/{Id}.settings.json", "{}");
        home.Add($"sessions/-w-demo/{Id}.settings.json.bak", "{}");
        home.Add("sessions/-w-demo/gone.settings.json", "{}");
        home.Add("sessions/btw/aside.jsonl", Start);
        home.Add("sessions/old.jsonl", Start);
        home.Add("sessions/foreign.jsonl", """{"working_dir":"/w","description":"d"}""");
        home.Add("sessions/2026/other.jsonl", Start);
        List<SessionFootprint> found = SessionReading.Discover(_agent, home.Path);
        found.Select(session => session.Key.NativeId).ShouldBe(["aside", Id, "old"], ignoreOrder: true);
        found
            .Single(session => session.Key.NativeId == Id)
            .Files.Select(file => file.Role)
            .ShouldBe([FileRole.Transcript, FileRole.Metadata, FileRole.Other]);
    }

    [Fact]
    public void Sessions_of_Pi_are_left_to_Pi()
    {
        using var home = new TempFolder();
        home.Add(
            "sessions/--w--/2026-03-01T08-00-00-000Z_a1.jsonl",
            """{"type":"session","version":3,"id":"a1","timestamp":"2026-03-01T08:00:00.000Z","cwd":"/w"}"""
        );
        SessionReading.Discover(_agent, home.Path).ShouldBeEmpty();
    }
}

using Reprise.Agents;
using Reprise.Agents.CopilotVscode;
using Reprise.Reading;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Agents.CopilotVscode;

public sealed class CopilotVscodeDiscoveryTests
{
    private readonly CopilotVscodeAgent _agent = new();

    [Fact]
    public void Homes_of_all_systems_and_servers_are_listed_when_they_are_there()
    {
        using var user = new TempFolder();
        string[] there =
        [
            ".config/Code",
            ".config/Code - Insiders",
            ".config/VSCodium",
            "Library/Application Support/Code",
            "AppData/Roaming/Code",
            ".vscode-server/data",
            ".vscode-server-insiders/data",
        ];
        foreach (string folder in there)
            user.Add($"{folder}/x");
        _agent
            .Homes(new AgentEnvironment(user.Path, _ => null))
            .ShouldBe(there.Select(folder => Path.Combine(user.Path, folder)), ignoreOrder: true);
    }

    [Fact]
    public void The_place_of_the_system_is_listed_even_when_it_is_not_there()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Each system has another place.");
        using var user = new TempFolder();
        _agent
            .Homes(new AgentEnvironment(user.Path, _ => null))
            .ShouldHaveSingleItem()
            .ShouldBe(Path.Combine(user.Path, ".config", "Code"));
        _agent
            .Homes(new AgentEnvironment(user.Path, name => name == "XDG_CONFIG_HOME" ? "/conf" : null))[0]
            .ShouldBe(Path.Combine("/conf", "Code"));
    }

    [Fact]
    public void Variables_lead_to_other_places()
    {
        using var user = new TempFolder();
        user.Add("given/Code/x");
        string given = Path.Combine(user.Path, "given");
        Homes("VSCODE_APPDATA", given)[0].ShouldBe(Path.Combine(given, "Code"));
        Homes("VSCODE_PORTABLE", given).ShouldContain(home => home == Path.Combine(given, "user-data"));
        Homes("APPDATA", given).ShouldContain(home => home == Path.Combine(given, "Code"));

        IReadOnlyList<string> Homes(string name, string value) =>
            _agent.Homes(new AgentEnvironment(user.Path, asked => asked == name ? value : null));
    }

    [Fact]
    public void What_belongs_to_a_session_is_found_beside_it()
    {
        using var home = new TempFolder();
        const string Workspace = "User/workspaceStorage/a1";
        home.Add($"{Workspace}/workspace.json", "{}");
        home.Add($"{Workspace}/state.vscdb", "x");
        home.Add($"{Workspace}/chatSessions/s1.json", "{}");
        home.Add($"{Workspace}/chatSessions/s1.jsonl", "{}\n");
        home.Add($"{Workspace}/chatEditingSessions/s1/state.json", "{}");
        home.Add($"{Workspace}/chatEditingSessions/of-nobody/state.json", "{}");
        home.Add($"{Workspace}/GitHub.copilot-chat/transcripts/s1.jsonl", "{}\n");
        home.Add($"{Workspace}/GitHub.copilot-chat/transcripts/s2.jsonl", "{}\n");
        home.Add($"{Workspace}/GitHub.copilot-chat/chat-session-resources/s1/c1/content.txt", "x");
        home.Add("User/workspaceStorage/without-sessions/workspace.json", "{}");
        home.Add("User/globalStorage/emptyWindowChatSessions/s3.json", "{}");
        List<SessionFootprint> found = SessionReading.Discover(_agent, home.Path);
        found.Select(session => session.Key.NativeId).ShouldBe(["s1", "s2", "s3"], ignoreOrder: true);
        found
            .Single(session => session.Key.NativeId == "s1")
            .Files.Select(file => (Path.GetFileName(file.Path), file.Role))
            .ShouldBe([
                ("s1.jsonl", FileRole.Transcript),
                ("workspace.json", FileRole.Metadata),
                ("content.txt", FileRole.ToolResult),
                ("state.json", FileRole.FileHistory),
                ("s1.jsonl", FileRole.Other),
                ("s1.json", FileRole.Other),
            ]);
    }
}

using Reprise.Agents;
using Reprise.Agents.Cline;
using Reprise.Reading;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Agents.Cline;

public sealed class ClineDiscoveryTests
{
    private const string RooTask =
        """[{"role":"user","content":[{"type":"text","text":"<task>\nx\n</task>"}],"ts":1780300000000}]""";
    private const string ClineTask =
        """[{"role":"user","content":[{"type":"text","text":"<task>\nx\n</task>"},{"type":"text","text":"<environment_details>\n# Current Mode\nPLAN MODE\n</environment_details>"}],"ts":1780300000000}]""";

    [Fact]
    public void The_extensions_folder_is_looked_for_in_every_editor()
    {
        using var user = new TempFolder();
        string extension = "rooveterinaryinc.roo-cline";
        string[] there =
        [
            $".config/Cursor/User/globalStorage/{extension}",
            $".config/Windsurf/User/globalStorage/{extension}",
            $".config/VSCodium/User/globalStorage/{extension}",
            $"Library/Application Support/Code - Insiders/User/globalStorage/{extension}",
            $"AppData/Roaming/Code/User/globalStorage/{extension}",
            $".vscode-server/data/User/globalStorage/{extension}",
            $".local/share/code-server/User/globalStorage/{extension}",
        ];
        foreach (string folder in there)
            user.Add($"{folder}/tasks/_index.json", "{}");
        IReadOnlyList<string> homes = Agent("roo-code").Homes(new AgentEnvironment(user.Path, _ => null));
        foreach (string folder in there)
            homes.ShouldContain(Path.Combine([user.Path, .. folder.Split('/')]), StringComparer.Ordinal);
    }

    [Fact]
    public void Variables_name_the_folder_that_Cline_has_of_its_own()
    {
        Own().ShouldBe(["/home/a/.cline/data"]);
        Own(("CLINE_DIR", "/c")).ShouldBe(["/c/data"]);
        Own(("CLINE_DIR", "/c"), ("CLINE_DATA_DIR", " /d ")).ShouldBe(["/d"]);
        Own(("CLINE_SESSION_DATA_DIR", "/e/sessions")).ShouldBe(["/home/a/.cline/data", "/e"]);

        IEnumerable<string> Own(params (string Name, string Value)[] variables) =>
            Agent("cline")
                .Homes(new AgentEnvironment("/home/a", name => variables.FirstOrDefault(one => one.Name == name).Value))
                .Where(home => !home.Contains("globalStorage", StringComparison.Ordinal))
                .Select(home => home.Replace('\\', '/'));
    }

    [Fact]
    public void A_folder_that_names_an_extension_is_that_ones_whatever_it_holds()
    {
        using var folder = new TempFolder();
        folder.Add("kilocode.kilo-code/tasks/a/api_conversation_history.json", RooTask);
        string home = Path.Combine(folder.Path, "kilocode.kilo-code");
        Found("kilo-vscode", home).ShouldBe(["a"]);
        Found("roo-code", home).ShouldBeEmpty();
        Found("cline", home).ShouldBeEmpty();
    }

    [Fact]
    public void Tasks_in_any_other_folder_say_whose_they_are()
    {
        using var roo = new TempFolder();
        roo.Add("tasks/a/api_conversation_history.json", RooTask);
        using var cline = new TempFolder();
        cline.Add("tasks/b/api_conversation_history.json", ClineTask);
        using var facts = new TempFolder();
        facts.Add("tasks/c/api_conversation_history.json", ClineTask);
        facts.Add("tasks/c/task_metadata.json", """{"files_in_context":[{"path":"x","roo_read_date":null}]}""");
        using var nobody = new TempFolder();
        nobody.Add("tasks/d/notes.json", "[]");
        Found("roo-code", roo.Path).ShouldBe(["a"]);
        Found("cline", roo.Path).ShouldBeEmpty();
        Found("cline", cline.Path).ShouldBe(["b"]);
        Found("roo-code", cline.Path).ShouldBeEmpty();
        Found("roo-code", facts.Path).ShouldBe(["c"]);
        ClineAgent.Family.SelectMany(agent => agent.Discover(nobody.Path, new DiscoveryContext(_ => null))).ShouldBeEmpty();
    }

    [Fact]
    public void A_repository_of_the_projects_files_is_no_part_of_a_task()
    {
        using var home = new TempFolder();
        home.Add("tasks/a/api_conversation_history.json", RooTask);
        home.Add("tasks/a/ui_messages.json", "[]");
        home.Add("tasks/a/checkpoints/.git/HEAD", "x");
        home.Add("tasks/a/command-output/cmd-1.txt", "x");
        SessionReading
            .Discover(Agent("roo-code"), home.Path)
            .ShouldHaveSingleItem()
            .Files.Select(file => (file.RelativePath, file.Role))
            .ShouldBe([
                ("tasks/a/api_conversation_history.json", FileRole.Transcript),
                ("tasks/a/ui_messages.json", FileRole.Metadata),
                ("tasks/a/command-output/cmd-1.txt", FileRole.ToolResult),
            ]);
    }

    [Fact]
    public void A_subagents_document_is_recognised_as_a_part_of_its_session()
    {
        using var home = new TempFolder();
        string path = home.Add(
            "x/helper.messages.json",
            """{"version":1,"agent":"subagent","sessionId":"s1__helper","origin":{"source":"cli"},"messages":[]}"""
        );
        SessionFootprint? found = Agent("cline").Recognize(path, File.ReadAllBytes(path), home.Path);
        found.ShouldNotBeNull();
        found.Key.NativeId.ShouldBe("s1");
        found.Files[0].Role.ShouldBe(FileRole.Subagent);
    }

    private static IAgent Agent(string id) => ClineAgent.Family.Single(agent => agent.Id.Value == id);

    private static IEnumerable<string> Found(string agent, string home) =>
        SessionReading.Discover(Agent(agent), home).Select(session => session.Key.NativeId);
}

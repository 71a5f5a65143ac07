using System.Text.Json;
using Reprise.Agents;
using Reprise.Capturing;
using Reprise.Indexing;
using Reprise.Protocol;
using Reprise.Tests.Capturing;
using Reprise.Tests.Robustness;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Agents.Crush;

/// <summary>Crush: real databases, counted by hand, and the file that names the projects.</summary>
public sealed class CrushTests : IDisposable
{
    private const string Main = "9ffe03d9-8440-498b-a7d0-015281c1d74b";
    private readonly CaptureHome _home = new();

    public void Dispose() => _home.Dispose();

    // Counted in the tables: of 54 rows of the assistant one ended before anything came.
    [Theory]
    [InlineData(Main, null, "Codebase Documentation and Agent Guidelines", 17, 53, 38, 3, 1754332216)]
    [InlineData("fae7104b-4a0f-43cd-b283-4c0a1d63fe0e", Main, "UI Changes for OpenSuperWhisper App", 1, 11, 10, 0, 1754331594)]
    [InlineData("d60caee8-295c-48b4-891e-4ac40eb5362b", Main, "Improve Toast and Error Handling in App", 1, 1, 0, 0, 1754332224)]
    public void A_real_project_of_August_2025(
        string id,
        string? parent,
        string title,
        int prompts,
        int answers,
        int calls,
        int errors,
        long last
    )
    {
        string project = Copy("opensuperwhisper-2025-08");
        _home.Capture(new CaptureRequest { Paths = [project] }).Skipped.ShouldBeEmpty();
        _home.All().Count.ShouldBe(3);
        IndexedSession session = _home.All().Single(session => session.Key.NativeId == id);
        session.ParentId.ShouldBe(parent);
        session.Title.ShouldBe(title);
        session.Turns.ShouldBe(prompts);
        session.Messages.ShouldBe(prompts + answers);
        session.ToolCalls.ShouldBe(calls);
        session.Counts[(int)SessionCount.ToolError].ShouldBe(errors);
        session.Counts[(int)SessionCount.Interrupt].ShouldBe(id == Main ? 1 : 0);
        session.Counts[(int)SessionCount.UnknownRecord].ShouldBe(0);
        session.Counts[(int)SessionCount.DamagedRecord].ShouldBe(0);
        session.Tokens.Total.ShouldBe(0);
        session.Project.ShouldBe(project);
        session.LastActiveAt.ShouldBe(DateTimeOffset.FromUnixTimeSeconds(last));
        Robust.ReindexGivesTheSame(_home);
    }

    [Fact]
    public void A_database_whose_tables_are_still_in_its_log_is_read_as_it_is_and_left_alone()
    {
        string project = Copy("instructor-wal-only");
        string before = RowCheck.StateOf(project);
        CaptureReport report = _home.Capture(new CaptureRequest { Paths = [project] });
        report.Skipped.Single().Reason.ShouldBe("no session of a known agent was found there");
        _home.All().ShouldBeEmpty();
        RowCheck.StateOf(project).ShouldBe(before);
    }

    [Fact]
    public void Homes_are_the_projects_that_the_list_names_with_their_folders_of_data()
    {
        string global = Path.Combine(_home.User, ".local", "share", "crush");
        IReadOnlyList<string> Homes() =>
            AgentCatalog.Find(new AgentId("crush"))!.Homes(new AgentEnvironment(_home.User, _ => null));
        Homes().ShouldBe([global]);
        Directory.CreateDirectory(global);
        string list = Path.Combine(global, "projects.json");
        File.WriteAllText(
            list,
            """
            {"projects":[
                {"path":"/w/one","data_dir":"/w/one/.crush"},
                {"path":"/w/two","data_dir":".cache/crush"},
                {"path":"/w/three","data_dir":"/var/crush/three"},
                {"path":"/w/four"},
                {"path":"relative","data_dir":".crush"},
                {"path":""}
            ]}
            """
        );
        Homes().ShouldBe(["/w/one", Path.GetFullPath("/w/two/.cache/crush"), Path.GetFullPath("/var/crush/three"), "/w/four"]);
        foreach (
            string nonsense in new[] { "", "[]", "{\"projects\":{}}", "{\"projects\":[1,{}]}", "{\"projects\":[{\"path\":7}]}" }
        )
        {
            File.WriteAllText(list, nonsense);
            Homes().ShouldBe([global], nonsense);
        }
    }

    [Fact]
    public void Projects_that_the_list_does_not_name_are_found_where_people_keep_them_and_where_other_agents_worked()
    {
        foreach (string project in new[] { "top", "src/web", "source/repos/api", "deep/er/shop" })
            AddProject(project);
        Directory.CreateDirectory(Path.Combine(_home.User, "src", "none", ".crush"));
        Directory.CreateDirectory(Path.Combine(_home.User, "deep", "er", "shop", "lib"));
        var environment = new AgentEnvironment(_home.User, _ => null);
        Homes(environment).ShouldBe(["top", "source/repos/api", "src/web"]);
        string[] folders = [.. new[] { "deep/er/shop/lib", "src/web", "gone", "" }.Select(at => Path.Combine(_home.User, at))];
        Homes(environment with { WorkFolders = folders }).ShouldBe(["top", "source/repos/api", "src/web", "deep/er/shop"]);

        IEnumerable<string> Homes(AgentEnvironment given) =>
            AgentCatalog.Find(new AgentId("crush"))!.Homes(given).Select(home => Path.GetRelativePath(_home.User, home));
    }

    [Fact]
    public void A_project_is_captured_once_whatever_leads_to_it()
    {
        var fixture = new RowFixture("crush");
        fixture.Write(_home);
        string real = Path.Combine(_home.Folder, "disk", "shop");
        Directory.CreateDirectory(Path.GetDirectoryName(real)!);
        Directory.Move(fixture.HomeIn(_home), real);
        Directory.CreateSymbolicLink(Path.Combine(_home.User, "projects"), Path.GetDirectoryName(real)!);
        string list = Path.Combine(_home.User, ".local", "share", "crush", "projects.json");
        File.Delete(list);
        string project = Path.Combine(_home.User, "projects", "shop");
        _home.Capture().Skipped.ShouldBeEmpty();
        _home.Only().Project.ShouldBe(project);
        File.WriteAllText(list, $$"""{"projects":[{"path":{{JsonSerializer.Serialize(project + "/")}}}]}""");
        string[] named = [project, Path.Combine(project, ".crush"), Path.Combine(project, ".crush", "crush.db")];
        foreach (string[] paths in named.Select(path => new[] { path }).Prepend([]))
            _home.Capture(new CaptureRequest { Paths = paths }).BytesRead.ShouldBe(0, string.Join(' ', paths));
        _home.Only().Project.ShouldBe(project);
    }

    [Fact]
    public void What_lies_beside_a_database_in_a_named_project_is_found_too()
    {
        new RowFixture("crush").Write(_home);
        string project = new RowFixture("crush").HomeIn(_home);
        File.WriteAllText(
            Path.Combine(project, ".aider.chat.history.md"),
            "\n# aider chat started at 2026-05-01 10:00:00\n\n#### hello  \n"
        );
        _home.Capture(new CaptureRequest { Paths = [project] }).Captured.ShouldBe(2);
    }

    [Fact]
    public void A_folder_of_data_elsewhere_is_searched_too()
    {
        var fixture = new RowFixture("crush");
        fixture.Write(_home);
        string elsewhere = Path.Combine(_home.Folder, "data");
        Directory.Move(Path.Combine(fixture.HomeIn(_home), ".crush"), elsewhere);
        File.WriteAllText(
            Path.Combine(_home.User, ".local", "share", "crush", "projects.json"),
            $$"""{"projects":[{"path":"/w/demo","data_dir":"{{elsewhere}}"}]}"""
        );
        _home.Capture().Skipped.ShouldBeEmpty();
        _home.Only().Messages.ShouldBe(2 + 3);
    }

    [Fact]
    public void The_fixture_has_the_counts_that_a_person_counts()
    {
        var fixture = new RowFixture("crush");
        fixture.Write(_home);
        _home.Capture().Skipped.ShouldBeEmpty();
        IndexedSession session = _home.Only();
        session.Title.ShouldBe("Sorting a list");
        session.Turns.ShouldBe(2);
        session.Messages.ShouldBe(2 + 3);
        session.ToolCalls.ShouldBe(2);
        session.Counts[(int)SessionCount.ToolError].ShouldBe(1);
        session.Counts[(int)SessionCount.ApiError].ShouldBe(1);
        session.Counts[(int)SessionCount.Image].ShouldBe(1);
        session.Counts[(int)SessionCount.Thinking].ShouldBe(1);
        session.Models.ShouldBe(["claude-opus-5-5"]);
        session.Project.ShouldBe(fixture.HomeIn(_home));
        session.Entry.ShouldContain("_demo_");
    }

    private void AddProject(string project)
    {
        string data = Path.Combine(_home.User, project, ".crush");
        Directory.CreateDirectory(data);
        File.WriteAllText(Path.Combine(data, "crush.db"), "");
    }

    // The copy can be written to, so that whatever is written would show.
    private string Copy(string name)
    {
        string source = Path.Combine(SharedCorpus.Of("crush"), name, ".crush");
        string project = Path.Combine(_home.Folder, name);
        Directory.CreateDirectory(Path.Combine(project, ".crush"));
        foreach (string path in Directory.GetFiles(source))
        {
            string target = Path.Combine(project, ".crush", Path.GetFileName(path));
            File.Copy(path, target);
            File.SetUnixFileMode(target, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            _home.Age(target);
        }
        return project;
    }
}

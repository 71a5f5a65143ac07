using System.Text.Json;
using Reprise.Agents;
using Reprise.Agents.Aider;
using Reprise.Capturing;
using Reprise.Indexing;
using Reprise.Protocol;
using Reprise.Reading;
using Reprise.Tests.Capturing;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Agents.Aider;

public sealed class AiderTests
{
    private readonly AiderAgent _agent = new();

    [Fact]
    public void The_one_real_history_is_read_to_the_last_token()
    {
        // Counted by hand: 108 answers say their tokens, three were broken off; 72 edits were applied and 10 failed.
        RecordingSink read = new PinnedCounts(
            130,
            111,
            82,
            10,
            0,
            " 86191 7207 0 0 0",
            "claude-3-5-sonnet-20240620 1053592 38739 0 0 0",
            "gpt-4o-mini 11948 302 0 0 0"
        ).Check(_agent, "aider-own-history-2024-08", "aider-own-history-2024-08-2024-08-09-100535");
        read.Total(SessionCount.Interrupt).ShouldBe(25);
        read.Total(SessionCount.ApiError).ShouldBe(40);
        read.Version.ShouldBe("0.48.2-dev");
        read.Started.ShouldBe(new DateTimeOffset(2024, 8, 9, 10, 5, 35, TimeSpan.Zero));
        read.Ended.ShouldBe(new DateTimeOffset(2024, 8, 10, 4, 53, 58, TimeSpan.Zero));
    }

    [Theory]
    [InlineData("add a test", 1)]
    [InlineData("/ask why", 1)]
    [InlineData("/ask", 0)]
    [InlineData("/architect plan it", 1)]
    [InlineData("/add a.ts", 0)]
    [InlineData("!ls", 0)]
    [InlineData("<blank>", 0)]
    public void Commands_are_no_prompts_unless_they_ask_the_model(string typed, long prompts) =>
        Read($"#### {typed}  ").Prompts.ShouldBe(prompts);

    [Fact]
    public void Several_lines_that_were_typed_are_one_prompt()
    {
        RecordingSink read = Read("#### one  \n#### two  ");
        read.Prompts.ShouldBe(1);
        read.FirstPrompt.ShouldBe("one\ntwo");
    }

    [Fact]
    public void A_heading_of_the_models_is_no_prompt()
    {
        RecordingSink read = Read("#### explain  \n\n#### Usage\n\n# aider chat started at noon\n\nThat is all.\n");
        read.Prompts.ShouldBe(1);
        read.Answers.ShouldBe(1);
        read.Text.ToString().ShouldContain("#### Usage");
    }

    [Fact]
    public void What_follows_a_command_is_an_answer_only_when_it_has_tokens()
    {
        Read("#### /run make  \n\nerror: no target\n\n> Added 1 line of output to the chat.  ").Answers.ShouldBe(0);
        Read("#### /test make  \n\nerror: no target\n\n> Add it? y  \n\nI see.\n\n> Tokens: 5 sent, 1 received.  ")
            .Answers.ShouldBe(1);
        Read("#### go on  \n\nI was interrup\n\n> ^C KeyboardInterrupt  ").Answers.ShouldBe(1);
    }

    [Theory]
    [InlineData("Tokens: 20,049 sent, 260 received. Cost: $0.06 request, $0.06 session.", "20049 260 0 0")]
    [InlineData("Tokens: 2.1k sent, 1.0k cache write, 310 received.", "1100 310 0 1000")]
    [InlineData("Tokens: 14k sent, 12k cache hit, 1.5k received. Cost: $0.01 message, $0.02 session.", "2000 1500 12000 0")]
    [InlineData("Tokens: 1k sent, 12k cache hit, 1M received.", "1000 1000000 12000 0")]
    [InlineData("Tokens: many sent, -5 received.", "-1 -1 0 0")]
    public void Tokens_are_read_however_they_are_rounded(string line, string tokens)
    {
        Dictionary<string, TokenUsage> told = Read($"> Model: m with diff edit format  \n#### x  \n\ny\n\n> {line}  ").Tokens();
        TokenUsage sum = told.GetValueOrDefault("m");
        $"{sum.Input} {sum.Output} {sum.CacheRead} {sum.CacheWrite}".ShouldBe(tokens);
    }

    [Fact]
    public void A_projects_file_is_found_in_its_folder_and_from_the_folder_above()
    {
        using var folder = new TempFolder();
        folder.Add("web/.aider.chat.history.md", Chat("2026-05-01 10:00:00"));
        folder.Add("web/.aider.input.history", "+x");
        folder.Add("old/web/.aider.chat.history.md", Chat("2026-06-01 10:00:00"));
        folder.Add("none/readme.md", "# x");
        foreach (string home in new[] { folder.Path, Path.Combine(folder.Path, "web") })
        {
            SessionFootprint found = SessionReading.Discover(_agent, home).ShouldHaveSingleItem();
            found.Key.NativeId.ShouldBe("web-2026-05-01-100000");
            found.Root.ShouldBe(Path.Combine(folder.Path, "web"));
            found
                .Files.Select(file => (file.RelativePath, file.Role))
                .ShouldBe([(".aider.chat.history.md", FileRole.Transcript), (".aider.input.history", FileRole.Other)]);
        }
        SessionReading
            .Discover(_agent, Path.Combine(folder.Path, "old"))
            .ShouldHaveSingleItem()
            .Key.NativeId.ShouldBe("web-2026-06-01-100000");
    }

    [Fact]
    public void Projects_are_looked_for_where_people_keep_them_and_where_other_agents_worked()
    {
        using var user = new TempFolder();
        user.Add("src/web/.aider.chat.history.md", Chat("2026-05-01 10:00:00"));
        user.Add("deep/er/shop/.aider.chat.history.md", Chat("2026-05-02 10:00:00"));
        user.Add("deep/er/shop/lib/a.ts");
        user.Add("Documents/letter.md", "x");
        var environment = new AgentEnvironment(user.Path, _ => null);
        Homes(environment).ShouldBe(["", "src"]);
        string[] folders = [.. new[] { "deep/er/shop/lib", "src/web", "gone", "" }.Select(at => Path.Combine(user.Path, at))];
        Homes(environment with { WorkFolders = folders }).ShouldBe(["", "src", "deep/er/shop"]);

        IEnumerable<string> Homes(AgentEnvironment given) =>
            _agent.Homes(given).Select(home => home[user.Path.Length..].Trim(Path.DirectorySeparatorChar).Replace('\\', '/'));
    }

    [Fact]
    public void A_capture_finds_the_projects_that_sessions_of_other_agents_worked_in()
    {
        using var home = new CaptureHome();
        string project = Path.Combine(home.User, "deep", "er", "shop");
        string sessions = Path.Combine(home.User, ".continue", "sessions");
        Directory.CreateDirectory(project);
        Directory.CreateDirectory(sessions);
        File.WriteAllText(Path.Combine(project, AiderProjects.FileName), Chat("2026-05-01 10:00:00"));
        File.WriteAllText(
            Path.Combine(sessions, "a.json"),
            $$"""{"sessionId":"a","title":"t","workspaceDirectory":{{JsonSerializer.Serialize(project)}},"history":[]}"""
        );
        home.Capture().Captured.ShouldBe(1);
        home.Capture().Captured.ShouldBe(1);
        IndexedSession found = home.All().Single(session => session.Key.Agent == AiderAgent.AgentName);
        found.Key.NativeId.ShouldBe("shop-2026-05-01-100000");
        found.Project.ShouldBe(project);
        home.Capture().BytesRead.ShouldBe(0);
        // What a person names is the same session.
        home.Capture(new CaptureRequest { Paths = [project] }).BytesRead.ShouldBe(0);
        home.All().Count.ShouldBe(2);
    }

    [Fact]
    public void A_file_of_any_name_is_recognised_and_other_Markdown_is_not()
    {
        using var folder = new TempFolder();
        string chat = folder.Add("web/history-of-may.md", Chat("2026-05-01 10:00:00"));
        string other = folder.Add("web/notes.md", "# aider\n\nSee `# aider chat started at 2026-05-01 10:00:00`.\n");
        _agent.Recognize(chat, File.ReadAllBytes(chat), folder.Path)?.Key.NativeId.ShouldBe("web-2026-05-01-100000");
        _agent.Recognize(other, File.ReadAllBytes(other), folder.Path).ShouldBeNull();
    }

    [Fact]
    public void A_file_keeps_the_session_that_it_was_captured_as()
    {
        using var folder = new TempFolder();
        string path = folder.Add("web/.aider.chat.history.md", "cut\n");
        var known = new SessionKey(AiderAgent.AgentName, "web-2026-05-01-100000");
        var context = new DiscoveryContext(asked => asked == path ? known : null);
        _agent.Discover(folder.Path, context).ShouldHaveSingleItem().Key.ShouldBe(known);
    }

    private static string Chat(string time) => $"\n# aider chat started at {time}\n\n#### hello  \n";

    private RecordingSink Read(string lines)
    {
        var sink = new RecordingSink(keepEvents: true);
        SessionReading.ReadFile(
            _agent,
            FileRole.Transcript,
            AiderProjects.FileName,
            "web",
            sink,
            $"\n# aider chat started at 2026-05-01 10:00:00\n\n{lines}\n"
        );
        return sink;
    }
}

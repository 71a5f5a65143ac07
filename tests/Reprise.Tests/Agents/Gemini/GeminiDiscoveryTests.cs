using Reprise.Agents;
using Reprise.Agents.Gemini;
using Reprise.Capturing;
using Reprise.Indexing;
using Reprise.Reading;
using Reprise.Tests.Capturing;
using Reprise.Tests.Robustness;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Agents.Gemini;

public sealed class GeminiDiscoveryTests
{
    private const string Id = "f1c70000-0000-4000-8000-000000000001";
    private const string Prompt = """{"id":"u1","timestamp":"2026-05-01T09:00:01.000Z","type":"user","content":"list"}""";
    private readonly GeminiAgent _agent = new();

    private static string Header => $$"""{"sessionId":"{{Id}}","projectHash":"0b","startTime":"2026-05-01T09:00:00.000Z"}""";

    private static string Document => $$"""{"sessionId":"{{Id}}","projectHash":"0b","messages":[{{Prompt}}]}""";

    [Fact]
    public void The_variable_takes_the_place_of_the_users_home()
    {
        _agent.Homes(new AgentEnvironment("/home/a", _ => null)).ShouldBe([Path.Combine("/home/a", ".gemini")]);
        _agent
            .Homes(new AgentEnvironment("/home/a", name => name == "GEMINI_CLI_HOME" ? "/data" : null))
            .ShouldBe([Path.Combine("/data", ".gemini")]);
    }

    [Fact]
    public void What_lies_beside_a_chat_is_given_to_the_session_it_names()
    {
        using var home = new TempFolder();
        home.Add($"tmp/demo/chats/session-2026-05-01T09-00-f1c70000.jsonl", Header + "\n");
        home.Add($"tmp/demo/chats/session-2026-05-01T09-00-f1c70000.jsonl.unreadable-1777626000000", "{");
        home.Add($"tmp/demo/chats/{Id}/b1.jsonl", Header + "\n");
        home.Add("tmp/demo/.project_root", "/w/demo");
        home.Add($"tmp/demo/tool-outputs/session-{Id}/a.txt", "x");
        home.Add("tmp/demo/tool-outputs/session-b1/b.txt", "x");
        home.Add("tmp/demo/tool-outputs/session-of-nobody/c.txt", "x");
        home.Add($"tmp/demo/logs/session-{Id}.jsonl", "{}");
        home.Add($"tmp/demo/{Id}/plans/plan.md", "x");
        home.Add("tmp/demo/checkpoints/a.json", $"{{\"messageId\": \"{Id}########3\"}}");
        home.Add("tmp/demo/checkpoints/b.json", "{\"messageId\": \"somebody########3\"}");
        home.Add("tmp/demo/logs.json", "[]");
        home.Add("tmp/demo/checkpoint-a%2Fb.json", "[]");
        home.Add("tmp/bin/rg", "x");
        List<SessionFootprint> found = SessionReading.Discover(_agent, home.Path);
        found.Select(session => session.Key.NativeId).ShouldBe([Id, "checkpoint-a%2Fb@demo", "logs@demo"], ignoreOrder: true);
        found.Single(session => session.Key.NativeId == Id).Files.Count.ShouldBe(9);
        found
            .Single(session => session.Key.NativeId.StartsWith("checkpoint", StringComparison.Ordinal))
            .Title?.Unmasked.ShouldBe("a/b");
    }

    [Fact]
    public void A_folder_of_somebody_elses_logs_is_no_project()
    {
        using var home = new TempFolder();
        home.Add("tmp/demo/logs.json", "[]");
        home.Add("tmp/demo/checkpoint-1.json", "[]");
        SessionReading.Discover(_agent, home.Path).ShouldBeEmpty();
    }

    [Fact]
    public void Subagents_whose_session_is_gone_are_kept_under_its_id()
    {
        using var home = new TempFolder();
        home.Add($"tmp/demo/chats/{Id}/b1.jsonl", Header + "\n");
        SessionFootprint found = SessionReading.Discover(_agent, home.Path).ShouldHaveSingleItem();
        found.Key.NativeId.ShouldBe(Id);
        found.Files.ShouldHaveSingleItem().Role.ShouldBe(FileRole.Subagent);
    }

    [Fact]
    public void A_document_that_goes_on_in_lines_is_one_session_and_counted_once()
    {
        using var home = new CaptureHome();
        string chats = Path.Combine(home.User, ".gemini", "tmp", "demo", "chats");
        Directory.CreateDirectory(chats);
        Write(home, Path.Combine(chats, "session-1.json"), Document);
        home.Capture();
        home.Only().Messages.ShouldBe(1);
        Write(
            home,
            Path.Combine(chats, "session-1.jsonl"),
            $"{Header}\n{Prompt}\n{Prompt.Replace("u1", "u2", StringComparison.Ordinal)}\n"
        );
        home.Capture().Skipped.ShouldBeEmpty();
        IndexedSession session = home.Only();
        session.Messages.ShouldBe(2);
        session.SourcePath.ShouldBe("tmp/demo/chats/session-1.jsonl");
        Robust.ReindexGivesTheSame(home);
        home.Capture(new CaptureRequest { Full = true }).BytesRead.ShouldBe(0);
    }

    [Fact]
    public void A_project_whose_folder_was_copied_to_a_new_name_has_its_sessions_once()
    {
        using var home = new CaptureHome();
        string projects = Path.Combine(home.User, ".gemini", "tmp");
        foreach (string project in new[] { new string('a', 64), "demo" })
        {
            Directory.CreateDirectory(Path.Combine(projects, project, "chats"));
            Write(home, Path.Combine(projects, project, "chats", "session-1.json"), Document);
        }
        home.Capture().Skipped.ShouldBeEmpty();
        home.Only().Messages.ShouldBe(1);
        Robust.ReindexGivesTheSame(home);
        home.Capture().Unchanged.ShouldBe(1);
    }

    private static void Write(CaptureHome home, string path, string content)
    {
        File.WriteAllText(path, content);
        home.Age(path);
    }
}

using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Reprise.Capturing;
using Reprise.Indexing;
using Reprise.Tests.Capturing;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Importing;

/// <summary>Archives as sessionkeep 0.4.0 writes them: made up.</summary>
public sealed class SessionkeepImportTests : IDisposable
{
    private const string Id = "11111111-2222-4333-8444-555555555555";
    private readonly CaptureHome _home = new();
    private readonly string _archive;

    public SessionkeepImportTests() => _archive = Path.Combine(_home.Folder, "sessionkeep");

    public void Dispose() => _home.Dispose();

    [Fact]
    public void A_session_belongs_to_its_agent_and_to_the_place_that_it_was_archived_from()
    {
        Archive("2026-06-05_1430_demo_11111111", Turns(2), $"{_home.User}/.claude/projects/-w-demo/{Id}.jsonl");
        CaptureReport report = _home.Import(_archive);
        report.Skipped.ShouldBeEmpty();
        report.Captured.ShouldBe(1);
        IndexedSession session = _home.Only();
        session.Key.ToString().ShouldBe($"claude-code:{Id}");
        session.Root.ShouldBe(Path.Combine(_home.User, ".claude"));
        session.SourcePath.ShouldBe($"projects/-w-demo/{Id}.jsonl");
        session.Messages.ShouldBe(4);
        _home.Manifest(session).Files[0].Current.LastWriteUtc.ShouldBe(new DateTime(2026, 6, 5, 14, 30, 0, DateTimeKind.Utc));
        _home.Import(_archive).Unchanged.ShouldBe(1);
    }

    [Fact]
    public void A_session_of_another_machine_belongs_into_the_home_of_this_one()
    {
        Archive("a_b_c_0", Turns(1), $"C:\\Users\\ana\\.claude\\projects\\-w-demo\\{Id}.jsonl");
        _home.Import(_archive).Captured.ShouldBe(1);
        _home.Only().Root.ShouldBe(Path.Combine(_home.User, ".claude"));
    }

    [Fact]
    public void Copies_of_a_session_that_went_on_are_one_generation()
    {
        string source = $"/home/ana/.claude/projects/-w-demo/{Id}.jsonl";
        Archive("2026-06-05_1430_demo_11111111", Turns(1), source, "2026-06-05T14:30:00");
        Archive("2026-06-05_1430_demo_11111111_01", Turns(3), source, "2026-06-05T15:30:00");
        _home.Import(_archive).Captured.ShouldBe(1);
        _home.Only().Generations.ShouldBe(1);
        _home.Only().Messages.ShouldBe(6);
    }

    [Fact]
    public void Without_its_facts_a_session_is_known_by_its_content()
    {
        Archive("2026-06-05_1430_demo_11111111", Turns(1), source: null);
        _home.Import(_archive).Captured.ShouldBe(1);
        _home.Only().Messages.ShouldBe(2);
    }

    [Fact]
    public void A_masked_copy_of_what_is_archived_adds_nothing()
    {
        string token = Cli.GitHubToken.Make(3);
        string live = Turns(2, $"use {token}");
        Directory.CreateDirectory(_home.ClaudeProject);
        File.WriteAllText(_home.PathOf(Id), live);
        _home.Age(_home.PathOf(Id));
        _home.Capture().Captured.ShouldBe(1);
        Archive("x_y_z_1", live.Replace(token, "ghp_***MASKED***", StringComparison.Ordinal), _home.PathOf(Id));
        CaptureReport report = _home.Import(_archive);
        (report.Updated, report.Unchanged).ShouldBe((0, 1));
        _home.States(_home.Only()).ShouldBe([live]);
    }

    [Fact]
    public void Codex_is_found_as_well()
    {
        const string line =
            """{"timestamp":"2026-06-01T10:00:00.000Z","type":"session_meta","payload":{"id":"0199a213-81c0-7800-8aa1-bbab2a035a53","timestamp":"2026-06-01T10:00:00.000Z","cwd":"/w/demo","originator":"codex_cli_rs","cli_version":"0.100.0","instructions":null}}""";
        const string name = "rollout-2026-06-01T10-00-00-0199a213-81c0-7800-8aa1-bbab2a035a53.jsonl";
        Archive("2026-06-01_1000_codex_bbab2a035a53", line + "\n", $"/home/ana/.codex/sessions/2026/06/01/{name}");
        _home.Import(_archive).Captured.ShouldBe(1);
        _home.Only().Key.ToString().ShouldBe("codex:0199a213-81c0-7800-8aa1-bbab2a035a53");
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.98)]
    public void Of_one_that_is_cut_off_the_beginning_is_taken_and_it_is_reported(double share)
    {
        Archive("a_b_c_0", Turns(1), $"/home/ana/.claude/projects/-w-demo/{Id}.jsonl");
        string torn = Archive(
            "a_b_c_1",
            Turns(9),
            "/home/ana/.claude/projects/-w-demo/22222222-2222-4333-8444-555555555555.jsonl"
        );
        byte[] bytes = File.ReadAllBytes(torn);
        File.WriteAllBytes(torn, bytes[..(int)(bytes.Length * share)]);
        File.WriteAllText(Path.Combine(_archive, "2026", "06", "no-archive.jsonl.gz"), "no gzip");
        CaptureReport report = _home.Import(_archive);
        report.Captured.ShouldBe(2);
        report.Skipped.Count.ShouldBe(2);
        // When the whole of it turns up, it goes on.
        File.WriteAllBytes(torn, bytes);
        _home.Import(_archive).Updated.ShouldBe(1);
    }

    [Fact]
    public void One_that_unpacks_without_end_is_refused()
    {
        string path = Path.Combine(Directory.CreateDirectory(_archive).FullName, "a_b_c_0.jsonl.gz");
        using (var file = File.Create(path))
        using (var gzip = new GZipStream(file, CompressionLevel.Fastest))
        {
            byte[] zeros = new byte[1024 * 1024];
            for (int i = 0; i < 520; i++)
                gzip.Write(zeros);
        }
        _home.Import(_archive).Skipped.ShouldHaveSingleItem().Reason.ShouldContain("more than can be imported");
    }

    [Theory]
    [InlineData("../../../../escaped.jsonl")]
    [InlineData("/a/../../b.jsonl")]
    [InlineData("/a\0b.jsonl")]
    public void A_path_that_leads_out_is_refused(string source)
    {
        Archive("a_b_c_0", Turns(1), source);
        CaptureReport report = _home.Import(_archive);
        report.Captured.ShouldBe(0);
        report.Skipped.ShouldNotBeEmpty();
    }

    private string Archive(string stem, string content, string? source, string archivedAt = "2026-06-05T14:30:00")
    {
        string folder = Directory.CreateDirectory(Path.Combine(_archive, "2026", "06")).FullName;
        string path = Path.Combine(folder, stem + ".jsonl.gz");
        using (var file = File.Create(path))
        using (var gzip = new GZipStream(file, CompressionLevel.Optimal))
            gzip.Write(Encoding.UTF8.GetBytes(content));
        if (source is not null)
        {
            var facts = new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["session_id"] = Id,
                ["archived_at"] = archivedAt,
                ["source"] = source,
                ["schema_version"] = 1,
            };
            File.WriteAllText(Path.Combine(folder, stem + ".meta.json"), JsonSerializer.Serialize(facts));
        }
        return path;
    }

    private static string Turns(int count, string prompt = "list the files") =>
        string.Concat(Enumerable.Range(0, count).Select(turn => CaptureHome.ClaudeTurn(Id, turn, prompt)));
}

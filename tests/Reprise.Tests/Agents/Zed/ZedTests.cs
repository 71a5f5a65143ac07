using System.Text;
using System.Text.RegularExpressions;
using Reprise.Archiving;
using Reprise.Capturing;
using Reprise.Databases;
using Reprise.Indexing;
using Reprise.Protocol;
using Reprise.Restoring;
using Reprise.Sealing;
using Reprise.Tests.Capturing;
using Reprise.Tests.Robustness;
using Reprise.Zstandard;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Agents.Zed;

/// <summary>Zed: threads in all the forms they have been kept in, compressed as the program does it.</summary>
public sealed class ZedTests : IDisposable
{
    private readonly CaptureHome _home = new();
    private readonly RowFixture _fixture = new("zed");

    // zstd -3 of the fixture's last state, in which the output of a tool holds a made-up token.
    private static readonly byte[] _frame = Convert.FromBase64String(
        File.ReadAllText(Path.Combine(Repository.Root, "tests", "Reprise.Tests", "Agents", "Zed", "thread.zst.txt"))
    );

    public void Dispose() => _home.Dispose();

    [Fact]
    public void The_fixture_has_the_counts_that_a_person_counts()
    {
        _fixture.Write(_home);
        _home.Capture().Skipped.ShouldBeEmpty();
        ShouldBeTheFixture(_home.Only());
    }

    [Fact]
    public void A_compressed_thread_is_read_like_any_other_and_what_is_secret_in_it_is_masked()
    {
        _fixture.Write(_home);
        SetData($"data_type = 'zstd', data = x'{Convert.ToHexString(_frame)}'");
        CaptureReport report = _home.Capture();
        report.Skipped.ShouldBeEmpty();
        report.Findings.Values.Sum().ShouldBeGreaterThan(0);
        ShouldBeTheFixture(_home.Only());
        ZstdFrame.TryDecode(_frame, 1 << 20, out byte[] content).ShouldBeTrue();
        string token = Regex.Match(Encoding.UTF8.GetString(content), "ghp_[0-9A-Za-z]{36}").Value;
        token.Length.ShouldBe(40);
        HomeSearch.Find(_home.Home, [(token, "the output of a tool")]).ShouldBeEmpty();
        RowCheck.Settled(_home, _fixture);

        // It comes back as a frame for any decoder, with the content that it had.
        ZstdFrame.TryDecode(Restored(), 1 << 20, out byte[] restored).ShouldBeTrue();
        restored.ShouldBe(content);
    }

    [Fact]
    public void What_cannot_be_decompressed_is_kept_and_said()
    {
        _fixture.Write(_home);
        byte[] damaged = [.. _frame[..^40]];
        SetData($"data_type = 'zstd', data = x'{Convert.ToHexString(damaged)}'");
        _home.Capture().Skipped.ShouldBeEmpty();
        IndexedSession session = _home.Only();
        session.Counts[(int)SessionCount.UnknownRecord].ShouldBe(1);
        session.Messages.ShouldBe(0);
        session.Title.ShouldBe("Sorting a list");
        session.Project.ShouldBe("/w/demo");
        Restored().ShouldBe(damaged);
        Robust.ReindexGivesTheSame(_home);
    }

    [Theory]
    [InlineData("\"version\":\"0.2.0\",")]
    [InlineData("\"version\":\"0.1.0\",")]
    [InlineData("")]
    public void Threads_of_older_releases_are_read(string version)
    {
        _fixture.Write(_home);
        string results = """[{"tool_use_id":"toolu_01","is_error":false,"content":"pear\nplum\n","output":null}]""";
        string messages = version.Contains("0.2", StringComparison.Ordinal)
            ? $$$"""
                {"id":0,"role":"user","segments":[{"type":"text","text":"Sort the list in a.txt"}],"context":"a.txt: plum, pear"},
                {"id":1,"role":"assistant","segments":[{"type":"thinking","text":"The file first."},{"type":"text","text":"I look at it."}],
                    "tool_uses":[{"id":"toolu_01","name":"terminal","input":{"command":"sort a.txt"}}],"tool_results":{{{results}}}},
                {"id":2,"role":"assistant","segments":[{"type":"RedactedThinking","data":"AAEC"},{"type":"text","text":"It is sorted."}]},
                {"id":3,"role":"user","segments":[{"type":"text","text":"Continue where you left off"}],"is_hidden":true}
                """
            : $$$"""
                {"id":0,"role":"user","text":"Sort the list in a.txt"},
                {"id":1,"role":"assistant","text":"I look at it.","segments":[{"type":"thinking","text":"The file first."}],
                    "tool_uses":[{"id":"toolu_01","name":"terminal","input":{"command":"sort a.txt"}}]},
                {"id":2,"role":"user","text":"","tool_results":{{{results}}}},
                {"id":3,"role":"assistant","text":"It is sorted.","segments":[{"type":"RedactedThinking","data":"AAEC"}]}
                """;
        SetJson(
            $$"""
            { {{version}}"summary":"Sorting","updated_at":"2025-06-01T08:00:00Z","messages":[{{messages}}],
                "cumulative_token_usage":{"input_tokens":9,"output_tokens":46},"request_token_usage":[{"input_tokens":4},{"input_tokens":5}] }
            """
        );
        _home.Capture().Skipped.ShouldBeEmpty();
        IndexedSession session = _home.Only();
        session.Turns.ShouldBe(1);
        session.Messages.ShouldBe(1 + 2);
        session.ToolCalls.ShouldBe(1);
        session.Counts[(int)SessionCount.Thinking].ShouldBe(2);
        session.Counts[(int)SessionCount.UnknownRecord].ShouldBe(0);
        session.Tokens.ShouldBe(new TokenUsage(9, 46, 0, 0, 0, 0));
    }

    [Fact]
    public void Without_a_sum_the_last_request_of_each_turn_counts()
    {
        _fixture.Write(_home);
        SetData(
            """
            data = CAST(replace(replace(CAST(data AS TEXT),
                '"cumulative_token_usage":{"input_tokens":9,"output_tokens":46,"cache_creation_input_tokens":110,"cache_read_input_tokens":200}',
                '"cumulative_token_usage":{}'), '"request_token_usage":{}',
                '"request_token_usage":{"u1":{"input_tokens":3,"output_tokens":30},"u2":{"input_tokens":4,"cache_read_input_tokens":5}}') AS BLOB)
            """
        );
        _home.Capture();
        _home.Only().Tokens.ShouldBe(new TokenUsage(7, 30, 5, 0, 0, 0));
    }

    [Theory]
    [InlineData("'/w/one' || char(10) || '/w/two'", "'1,0'", "/w/two")]
    [InlineData("'/w/one' || char(10) || '/w/two'", "'0,1'", "/w/one")]
    [InlineData("'/w/one' || char(10) || '/w/two'", "NULL", "/w/one")]
    [InlineData("NULL", "NULL", "/w/demo")]
    public void The_project_is_the_first_folder_of_the_window(string paths, string order, string project)
    {
        _fixture.Write(_home);
        SetData($"folder_paths = {paths}, folder_paths_order = {order}");
        _home.Capture();
        _home.Only().Project.ShouldBe(project);
        _home.Only().Branch.ShouldBe("main");
    }

    private static void ShouldBeTheFixture(IndexedSession session)
    {
        session.Title.ShouldBe("Sorting a list");
        session.Turns.ShouldBe(2);
        session.Messages.ShouldBe(2 + 3);
        session.ToolCalls.ShouldBe(2);
        session.Counts[(int)SessionCount.ToolError].ShouldBe(1);
        session.Counts[(int)SessionCount.Thinking].ShouldBe(2);
        session.Counts[(int)SessionCount.Image].ShouldBe(1);
        session.Counts[(int)SessionCount.UnknownRecord].ShouldBe(0);
        session.Counts[(int)SessionCount.DamagedRecord].ShouldBe(0);
        session.Tokens.ShouldBe(new TokenUsage(9, 46, 200, 110, 0, 0));
        session.Models.ShouldBe(["claude-opus-5-5"]);
        session.Project.ShouldBe("/w/demo");
        session.StartedAt.ShouldBe(DateTimeOffset.Parse("2026-09-01T08:00:00Z"));
        session.LastActiveAt.ShouldBe(DateTimeOffset.Parse("2026-09-01T08:01:43.125Z"));
    }

    private void SetData(string set) => _fixture.Run(_home, $"UPDATE threads SET {set}");

    private void SetJson(string json) => SetData($"data = CAST('{json.Replace("'", "''", StringComparison.Ordinal)}' AS BLOB)");

    private byte[] Restored()
    {
        string target = Path.Combine(_home.Folder, "restored");
        using var vault = new VaultOpener(_home.Home);
        ArchiveEntry entry = new SessionArchive(_home.Home).Open(_home.Only().Entry);
        new SessionRestorer(() => vault).Restore(entry, new RestoreOptions { Folder = target }, CancellationToken.None);
        using SqliteDatabase database = SqliteDatabase.Open(Path.Combine(target, "threads", "threads.db"));
        using SqliteStatement query = database.Prepare("SELECT data FROM threads");
        query.Step().ShouldBeTrue();
        return query.Blob(0).ToArray();
    }
}

using Reprise.Agents;
using Reprise.Archiving;
using Reprise.Capturing;
using Reprise.Databases;
using Reprise.Indexing;
using Reprise.Protocol;
using Reprise.Reading;
using Reprise.Restoring;
using Reprise.Sealing;
using Reprise.Tests.Capturing;
using Reprise.Tests.Robustness;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Agents.OpenCode;

/// <summary>The tree of small files: real sessions of 1.0.107, checked by hand, and what becomes of them in a database.</summary>
public sealed class OpenCodeTreeTests : IDisposable
{
    private const string First = "ses_539950424ffev4SAECXTZKSubM";
    private const string Second = "ses_53993b312ffeefelTsBlbUVXV8";
    private readonly CaptureHome _home = new();
    private readonly string _folder;

    public OpenCodeTreeTests()
    {
        _folder = Path.Combine(_home.User, ".local", "share", "opencode");
        string corpus = Path.Combine(SharedCorpus.Of("opencode"), "storage-v1.0.107");
        foreach (string path in Directory.GetFiles(corpus, "*", SearchOption.AllDirectories))
        {
            string target = Path.Combine(_folder, Path.GetRelativePath(corpus, path));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(path, target);
            File.SetUnixFileMode(target, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            _home.Age(target);
        }
    }

    public void Dispose() => _home.Dispose();

    // Counted by hand in the files.
    [Theory]
    [InlineData(First, 2, 2, 2, 1, 8, 566, 10075, 11345)]
    [InlineData(Second, 3, 5, 3, 0, 18, 812, 44531, 14498)]
    public void Real_sessions_have_the_counts_that_a_person_counts(
        string id,
        int prompts,
        int answers,
        int calls,
        int errors,
        long input,
        long output,
        long read,
        long written
    )
    {
        _home.Capture().Skipped.ShouldBeEmpty();
        IndexedSession session = _home.All().Single(session => session.Key == new SessionKey(new AgentId("opencode"), id));
        session.Turns.ShouldBe(prompts);
        session.Messages.ShouldBe(prompts + answers);
        session.ToolCalls.ShouldBe(calls);
        session.Counts[(int)SessionCount.ApiError].ShouldBe(errors);
        session.Counts[(int)SessionCount.UnknownRecord].ShouldBe(0);
        session.Counts[(int)SessionCount.DamagedRecord].ShouldBe(0);
        session.Tokens.ShouldBe(new TokenUsage(input, output, read, written, 0, 0));
        session.Models.ShouldBe(["claude-sonnet-4-5-20250929"]);
        session.Title.ShouldBe("Adding /story command to README");
        session.Project.ShouldBe("/Users/jpresley/workspace/mordant-software/claude-instructions");
        session.AgentVersion.ShouldBe("1.0.107");
    }

    [Fact]
    public void Every_file_of_the_sessions_comes_back_byte_for_byte()
    {
        _home.Capture();
        Robust.ReindexGivesTheSame(_home);
        string target = Path.Combine(_home.Folder, "restored");
        using var vault = new VaultOpener(_home.Home);
        var archive = new SessionArchive(_home.Home);
        foreach (string entry in archive.Names())
            new SessionRestorer(() => vault)
                .Restore(archive.Open(entry), new RestoreOptions { Folder = target }, CancellationToken.None)
                .IsComplete.ShouldBeTrue();
        string[] restored = Directory.GetFiles(target, "*", SearchOption.AllDirectories);
        // The project and the number of the last migration belong to no session.
        restored.Length.ShouldBe(49);
        foreach (string path in restored)
        {
            string source = Path.Combine(_folder, Path.GetRelativePath(target, path));
            File.ReadAllBytes(path).ShouldBe(File.ReadAllBytes(source), path);
            File.GetLastWriteTimeUtc(path).ShouldBe(File.GetLastWriteTimeUtc(source), path);
        }
    }

    [Fact]
    public void A_message_more_is_all_that_is_read_again()
    {
        _home.Capture();
        string message = Path.Combine(_folder, "storage", "message", Second, "msg_ac66dd7000001aaaaaaaaaaaaa.json");
        File.WriteAllText(message, """{"id":"msg_ac66dd7000001aaaaaaaaaaaaa","role":"user","time":{"created":1764265679000}}""");
        string part = Path.Combine(
            _folder,
            "storage",
            "part",
            "msg_ac66dd7000001aaaaaaaaaaaaa",
            "prt_ac66dd7000002aaaaaaaaaaaaa.json"
        );
        Directory.CreateDirectory(Path.GetDirectoryName(part)!);
        File.WriteAllText(part, """{"id":"prt_ac66dd7000002aaaaaaaaaaaaa","type":"text","text":"one more"}""");
        CaptureReport report = _home.Capture();
        report.Updated.ShouldBe(1);
        report.BytesRead.ShouldBeLessThan(1000);
        IndexedSession session = _home.All().Single(session => session.Key.NativeId == Second);
        session.Turns.ShouldBe(4);
        session.Generations.ShouldBe(1);
        Robust.ReindexGivesTheSame(_home);
    }

    [Fact]
    public void A_session_that_went_into_the_database_counts_once_and_its_files_stay_as_a_generation()
    {
        _home.Capture();
        Migrate();
        CaptureReport report = _home.Capture();
        report.Skipped.ShouldBeEmpty();
        report.Captured.ShouldBe(0);
        report.Deleted.ShouldBe(0);
        _home.All().Count.ShouldBe(2);
        IndexedSession session = _home.All().Single(session => session.Key.NativeId == First);
        session.Messages.ShouldBe(4);
        session.ToolCalls.ShouldBe(2);
        session.Tokens.Output.ShouldBe(566);
        session.Generations.ShouldBe(2);
        session.SourcePath.ShouldBe($"opencode.db/{First}.jsonl");
        Robust.ReindexGivesTheSame(_home);
        ArchiveCheck.Holds(_home.Home);
        _home.Capture().BytesRead.ShouldBe(0);

        string target = Path.Combine(_home.Folder, "older");
        using var vault = new VaultOpener(_home.Home);
        RestoredSession restored = new SessionRestorer(() => vault).Restore(
            new SessionArchive(_home.Home).Open(session.Entry),
            new RestoreOptions { Folder = target, Generation = 1 },
            CancellationToken.None
        );
        restored.IsComplete.ShouldBeTrue();
        Directory.GetFiles(target, "msg_*.json", SearchOption.AllDirectories).Length.ShouldBe(5);
    }

    [Fact]
    public void A_session_in_both_stores_is_read_from_the_database()
    {
        Migrate();
        _home.Capture().Captured.ShouldBe(2);
        _home.All().ShouldAllBe(session => session.SourcePath == $"opencode.db/{session.Key.NativeId}.jsonl");
        // Also when the database cannot be read for a while.
        using (SqliteDatabase owner = SqliteDatabase.Open(Path.Combine(_folder, "opencode.db")))
        {
            owner.Execute("BEGIN EXCLUSIVE");
            CaptureReport report = _home.Capture();
            report.Skipped.ShouldHaveSingleItem().Reason.ShouldContain("locked");
            report.Captured.ShouldBe(0);
            report.Updated.ShouldBe(0);
            report.Deleted.ShouldBe(0);
        }
    }

    // What the program itself does once: the files' content becomes rows.
    private void Migrate()
    {
        using SqliteDatabase database = SqliteDatabase.Open(Path.Combine(_folder, "opencode.db"));
        database.Execute(
            """
            CREATE TABLE session (id TEXT PRIMARY KEY, parent_id TEXT, directory TEXT, title TEXT, version TEXT, time_created INTEGER, time_updated INTEGER);
            CREATE TABLE message (id TEXT PRIMARY KEY, session_id TEXT, time_created INTEGER, time_updated INTEGER, data TEXT);
            CREATE TABLE part (id TEXT PRIMARY KEY, message_id TEXT, session_id TEXT, time_created INTEGER, time_updated INTEGER, data TEXT);
            """
        );
        string storage = Path.Combine(_folder, "storage");
        foreach (string path in Directory.GetFiles(Path.Combine(storage, "session"), "*.json", SearchOption.AllDirectories))
            Insert(
                "INSERT INTO session SELECT j->>'id', j->>'parentID', j->>'directory', j->>'title', j->>'version', j->>'$.time.created', j->>'$.time.updated' FROM (SELECT ?1 AS j)",
                path
            );
        foreach (string path in Directory.GetFiles(Path.Combine(storage, "message"), "*.json", SearchOption.AllDirectories))
            Insert(
                "INSERT INTO message SELECT j->>'id', j->>'sessionID', j->>'$.time.created', j->>'$.time.created', json_remove(j, '$.id', '$.sessionID') FROM (SELECT ?1 AS j)",
                path
            );
        foreach (string path in Directory.GetFiles(Path.Combine(storage, "part"), "*.json", SearchOption.AllDirectories))
            Insert(
                "INSERT INTO part SELECT j->>'id', j->>'messageID', j->>'sessionID', 0, 0, json_remove(j, '$.id', '$.sessionID', '$.messageID') FROM (SELECT ?1 AS j)",
                path
            );

        void Insert(string sql, string path)
        {
            using SqliteStatement insert = database.Prepare(sql);
            insert.Text(1, File.ReadAllText(path)).Run();
        }
    }
}

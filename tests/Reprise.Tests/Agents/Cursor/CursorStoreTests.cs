using System.Security.Cryptography;
using System.Text;
using Reprise.Capturing;
using Reprise.Databases;
using Reprise.Indexing;
using Reprise.Protocol;
using Reprise.Tests.Archiving;
using Reprise.Tests.Capturing;
using Reprise.Tests.Robustness;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Agents.Cursor;

/// <summary>The command line's databases, made as its writers make them: blobs by hash, lists of hashes, and a root.</summary>
public sealed class CursorStoreTests : IDisposable
{
    private const string Id = "f1c70000-0000-4000-8000-000000000001";
    private readonly CaptureHome _home = new();

    public void Dispose() => _home.Dispose();

    private string Chat => Path.Combine(_home.User, ".cursor", "chats", "0123456789abcdef0123456789abcdef", Id);

    private string Transcript =>
        Path.Combine(_home.User, ".cursor", "projects", "w-demo", "agent-transcripts", Id, Id + ".jsonl");

    [Fact]
    public void Messages_are_told_in_the_order_of_the_root_each_time_that_it_names_them()
    {
        Write(
            "Sort it",
            [
                """{"role":"system","content":"You are an agent."}""",
                """{"role":"user","content":[{"type":"text","text":"<user_info>\nOS: linux\n</user_info>"}]}""",
                """{"role":"user","content":[{"type":"text","text":"<user_query>\nsort a.txt\n</user_query>"}]}""",
                """{"id":"1","role":"assistant","content":[{"type":"reasoning","text":"The file first."},{"type":"tool-call","toolCallId":"c1","toolName":"Shell","args":{"command":"sort a.txt"}}]}""",
                """{"role":"tool","content":[{"type":"tool-result","toolCallId":"c1","toolName":"Shell","result":"pear\nplum"}]}""",
                """{"id":"2","role":"assistant","content":[{"type":"text","text":"Done."}]}""",
                """{"role":"user","content":[{"type":"text","text":"<user_query>\nsort a.txt\n</user_query>"}]}""",
                """{"id":"2","role":"assistant","content":[{"type":"text","text":"Done."}]}""",
            ],
            left: """{"role":"user","content":"a branch that was left"}"""
        );
        File.WriteAllText(
            Path.Combine(Chat, "meta.json"),
            """{"schemaVersion":1,"createdAtMs":1788249600000,"updatedAtMs":1788249609000,"hasConversation":true,"cwd":"/w/demo","title":"Sort it"}"""
        );
        _home.Capture().Skipped.ShouldBeEmpty();
        IndexedSession session = _home.Only();
        session.Key.ShouldBe(new SessionKey(new AgentId("cursor"), Id));
        session.Turns.ShouldBe(2);
        session.Messages.ShouldBe(5);
        session.ToolCalls.ShouldBe(1);
        session.Title.ShouldBe("Sort it");
        session.Project.ShouldBe("/w/demo");
        session.StartedAt.ShouldBe(DateTimeOffset.FromUnixTimeMilliseconds(1788249600000));
        session.Counts[(int)SessionCount.Thinking].ShouldBe(1);
        session.Counts[(int)SessionCount.UnknownRecord].ShouldBe(0);
        session.Counts[(int)SessionCount.DamagedRecord].ShouldBe(0);
        Robust.ReindexGivesTheSame(_home);
        _home.Capture().BytesRead.ShouldBe(0);
    }

    [Fact]
    public void A_conversation_that_goes_on_has_a_new_root_and_the_same_blobs()
    {
        string[] messages =
        [
            """{"role":"user","content":"<user_query>one</user_query>"}""",
            """{"id":"1","role":"assistant","content":"first"}""",
            """{"role":"user","content":"<user_query>two</user_query>"}""",
            """{"id":"2","role":"assistant","content":"second"}""",
        ];
        Write("Numbers", messages[..2]);
        _home.Capture();
        Write("Numbers", messages);
        _home.Capture().Updated.ShouldBe(1);
        _home.Only().Messages.ShouldBe(4);
        _home.Only().Generations.ShouldBe(1);
        Robust.ReindexGivesTheSame(_home);
    }

    [Fact]
    public void Secrets_are_masked_in_the_name_that_is_spelled_in_hexadecimal_and_between_bytes()
    {
        string inName = MadeUpToken.Of(31);
        string inBytes = MadeUpToken.Of(32);
        Write($"use {inName}", ["""{"role":"user","content":"hello there"}"""]);
        using (SqliteDatabase database = SqliteDatabase.Open(Path.Combine(Chat, "store.db")))
        {
            byte[] preview = [0x1A, 0xFF, 0x01, .. Encoding.ASCII.GetBytes($"it is {inBytes} now"), 0x80, 0x00];
            database.Execute($"INSERT INTO blobs VALUES ('{Hash(preview)}', x'{Convert.ToHexString(preview)}')");
        }
        CaptureReport report = _home.Capture();
        report.Findings.Values.Sum().ShouldBeGreaterThanOrEqualTo(2);
        (string, string)[] planted =
        [
            (inName, "the name"),
            (inBytes, "bytes"),
            (Convert.ToHexStringLower(Encoding.ASCII.GetBytes(inName))[..40], "the name as it was spelled"),
        ];
        HomeSearch.Find(_home.Home, planted).ShouldBeEmpty();
        _home.Only().Title.ShouldNotBeNull().ShouldStartWith("use [masked:");
    }

    [Fact]
    public void Lists_that_name_themselves_and_roots_that_are_not_there_end()
    {
        Directory.CreateDirectory(Chat);
        using (SqliteDatabase database = SqliteDatabase.Open(Path.Combine(Chat, "store.db")))
        {
            database.Execute(
                "CREATE TABLE blobs (id TEXT PRIMARY KEY, data BLOB); CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT)"
            );
            // A list of itself, twice in each.
            string id = new('a', 64);
            string list = "0a20" + id + "0a20" + id;
            database.Execute($"INSERT INTO blobs VALUES ('{id}', x'{list}')");
            Meta(database, id, "circle");
        }
        _home.Capture().Skipped.ShouldBeEmpty();
        _home.Only().Messages.ShouldBe(0);
        using (SqliteDatabase database = SqliteDatabase.Open(Path.Combine(Chat, "store.db")))
        {
            database.Execute("""INSERT INTO blobs VALUES ('1', '{"role":"user","content":"alone"}')""");
            Meta(database, new string('b', 64), "no root");
        }
        _home.Capture().Skipped.ShouldBeEmpty();
        _home.Only().Turns.ShouldBe(1);
        _home.Only().Counts[(int)SessionCount.DamagedRecord].ShouldBe(1);
        Robust.ReindexGivesTheSame(_home);
    }

    [Fact]
    public void A_conversation_in_a_database_and_in_a_transcript_counts_once()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Transcript)!);
        File.WriteAllText(
            Transcript,
            """
            {"role":"user","message":{"content":[{"type":"text","text":"<user_query>\nsort a.txt\n</user_query>"}]}}
            {"role":"assistant","message":{"content":[{"type":"text","text":"Done."}]}}
            {"type":"turn_ended","status":"success"}

            """
        );
        _home.Capture().Captured.ShouldBe(1);
        _home.Only().Messages.ShouldBe(2);

        // The database comes later, and takes the transcript's place.
        Write(
            "Sort it",
            ["""{"role":"user","content":"<user_query>sort a.txt</user_query>"}""", """{"role":"assistant","content":"Done."}"""]
        );
        CaptureReport report = _home.Capture();
        report.Captured.ShouldBe(0);
        report.Updated.ShouldBe(1);
        report.Deleted.ShouldBe(0);
        _home.Only().Messages.ShouldBe(2);
        _home.Only().SourcePath.ShouldNotBeNull().ShouldEndWith($"store.db/{Id}.jsonl");
        Robust.ReindexGivesTheSame(_home);
        _home.Capture().BytesRead.ShouldBe(0);
    }

    [Fact]
    public void A_conversation_of_the_editor_is_read_from_its_database_and_not_from_the_transcript()
    {
        new RowFixture("cursor").Write(_home);
        Directory.CreateDirectory(Path.GetDirectoryName(Transcript)!);
        File.WriteAllText(Transcript, """{"role":"user","message":{"content":[{"type":"text","text":"the same"}]}}""" + "\n");
        _home.Capture().Captured.ShouldBe(1);
        _home.Only().Messages.ShouldBe(4);
        _home.Only().Root.ShouldEndWith("Cursor");
    }

    private void Write(string name, string[] messages, string? left = null)
    {
        Directory.CreateDirectory(Chat);
        using SqliteDatabase database = SqliteDatabase.Open(Path.Combine(Chat, "store.db"));
        database.Execute(
            "CREATE TABLE IF NOT EXISTS blobs (id TEXT PRIMARY KEY, data BLOB); CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT)"
        );
        if (left is not null)
            Add(database, Encoding.UTF8.GetBytes(left));
        byte[] title = [0x0A, (byte)name.Length, .. Encoding.UTF8.GetBytes(name)];
        string leaf = Add(database, title);
        var root = new List<byte>();
        foreach (string message in messages)
            root.AddRange([0x0A, 0x20, .. Convert.FromHexString(Add(database, Encoding.UTF8.GetBytes(message)))]);
        root.AddRange([0x12, 0x20, .. Convert.FromHexString(leaf)]);
        Meta(database, Add(database, [.. root]), name);
    }

    private static string Add(SqliteDatabase database, byte[] data)
    {
        using SqliteStatement insert = database.Prepare("INSERT OR IGNORE INTO blobs VALUES (?1, ?2)");
        insert.Text(1, Hash(data)).Blob(2, data).Run();
        return Hash(data);
    }

    private static void Meta(SqliteDatabase database, string root, string name)
    {
        string json =
            $$"""{"agentId":"{{Id}}","latestRootBlobId":"{{root}}","name":"{{name}}","mode":"default","createdAt":1788249600000,"lastUsedModel":"composer-1"}""";
        using SqliteStatement insert = database.Prepare("INSERT OR REPLACE INTO meta VALUES ('0', ?1)");
        insert.Text(1, Convert.ToHexStringLower(Encoding.UTF8.GetBytes(json))).Run();
    }

    private static string Hash(byte[] data) => Convert.ToHexStringLower(SHA256.HashData(data));
}

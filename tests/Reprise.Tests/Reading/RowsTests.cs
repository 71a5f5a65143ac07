using System.Text;
using System.Text.Json;
using Reprise.Archiving;
using Reprise.Capturing;
using Reprise.Databases;
using Reprise.Masking;
using Reprise.Reading;
using Reprise.Restoring;
using Reprise.Sealing;
using Reprise.Tests.Archiving;
using Reprise.Zstandard;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Reading;

/// <summary>The rows of a session as a source: read, masked, compared, and written into a database again.</summary>
public sealed class RowsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("reprise-rows-").FullName;
    private readonly SqliteDatabase _owner;

    public RowsTests()
    {
        _owner = SqliteDatabase.Open(Db);
        _owner.Execute(
            "PRAGMA journal_mode = wal; CREATE TABLE \"message\" (id TEXT PRIMARY KEY, session TEXT, at INTEGER, cost REAL, data)"
        );
    }

    private const string Name = "agent.db/s.jsonl";

    private string Db => Path.Combine(_folder, "agent.db");

    public void Dispose()
    {
        _owner.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void Every_kind_of_value_comes_back_as_it_was()
    {
        _owner.Execute(
            """
            INSERT INTO message VALUES
                ('a', 's', 9223372036854775807, 0.1, 'text "quoted" \ and ' || char(0, 10, 8232, 128512)),
                ('b', 's', -1, -1e300, x'7b7d'), ('c', 's', NULL, 9e999, x'ff00fe'), ('d', 's', 0, 3.0, CAST(x'80ff' AS TEXT)),
                ('e', 's', 'a text', NULL, ''), ('f', 's', 1.5, 2, x''), ('other', 'not s', 0, 0, 'x')
            """
        );
        string restored = Path.Combine(_folder, "restored.db");
        Write(restored, Dump()).ShouldBeTrue();
        Rows(restored).ShouldBe(Rows(Db).Where(row => !row.StartsWith("other", StringComparison.Ordinal)));
        RowsDatabase.IsOurs(restored).ShouldBeTrue();
        RowsDatabase.IsOurs(Db).ShouldBeFalse();
        Write(restored, Dump()).ShouldBeFalse();
    }

    [Fact]
    public void What_is_compressed_is_read_as_text_and_comes_back_for_any_decoder()
    {
        // zstd -3 of 'line 0 of the list of pears, 0 plums', and bytes that only begin like a frame.
        string[] vector = File.ReadAllLines(Path.Combine(Repository.Root, "tests", "Reprise.Tests", "Zstandard", "vectors.txt"))
            .Select(line => line.Split('|'))
            .Single(vector => vector[0] == "one line");
        string frame = Convert.ToHexString(Convert.FromBase64String(vector[3]));
        _owner.Execute($"INSERT INTO message VALUES ('a', 's', 0, 0, x'{frame}'), ('b', 's', 0, 0, x'{frame[..^2]}')");
        byte[] dump = Dump();
        string[] lines = Encoding.UTF8.GetString(dump).TrimEnd('\n').Split('\n');
        lines[1]
            .ShouldContain(
                """
                "data":{"zstd":"line 0 of the list of pears, 0 plums\n"}
                """
            );
        lines[2].ShouldContain("\"data\":{\"blobs\":[");
        string restored = Path.Combine(_folder, "restored.db");
        Write(restored, dump);
        using SqliteDatabase database = SqliteDatabase.Open(restored);
        using SqliteStatement query = database.Prepare("SELECT data FROM message ORDER BY id");
        query.Step().ShouldBeTrue();
        ZstdFrame.TryDecode(query.Blob(0), 1000, out byte[] content).ShouldBeTrue();
        content.ShouldBe("line 0 of the list of pears, 0 plums\n"u8.ToArray());
        query.Step().ShouldBeTrue();
        Convert.ToHexString(query.Blob(0)).ShouldBe(frame[..^2]);
    }

    [Fact]
    public void The_first_line_says_what_it_is_and_each_other_line_names_table_and_key()
    {
        _owner.Execute("INSERT INTO message VALUES ('m1', 's', 1, 0, '{}')");
        string[] lines = Encoding.UTF8.GetString(Dump()).TrimEnd('\n').Split('\n');
        JsonDocument.Parse(lines[0]).RootElement.GetProperty("format").GetString().ShouldBe("reprise-rows/1");
        lines[1].ShouldStartWith("""{"table":"message","id":"m1","row":{"id":"m1","session":"s","at":1,""");
    }

    [Fact]
    public void A_table_that_is_not_there_has_no_rows()
    {
        SourceRows rows = Source().Rows! with { Queries = [new RowQuery("nobody", ["id"], "1", "id")] };
        Encoding.UTF8.GetString(RowDump.Read(rows)).ShouldContain("\"tables\":[]");
    }

    [Fact]
    public void A_secret_in_a_row_is_masked_also_inside_JSON_and_in_a_blob()
    {
        string token = MadeUpToken.Of(4);
        _owner.Execute(
            $"INSERT INTO message VALUES ('a', 's', 1, 0, '{{\"text\":\"use {token}\"}}'), ('b', 's', 1, 0, CAST('plain {token}' AS BLOB))"
        );
        string masked = Mask(Source());
        masked.ShouldNotContain(token);
        masked.Split("[masked:github-pat:").Length.ShouldBe(3);
    }

    [Fact]
    public void A_secret_between_bytes_that_are_no_text_is_masked_too()
    {
        string token = MadeUpToken.Of(4);
        string hex = Convert.ToHexString([
            0x0A,
            0xFF,
            .. Encoding.ASCII.GetBytes("say " + token),
            0x80,
            0,
            1,
            2,
            .. new byte[40],
        ]);
        _owner.Execute($"INSERT INTO message VALUES ('a', 's', 1, 0, x'{hex}'), ('b', 's', 1, 0, CAST(x'{hex}' AS TEXT))");
        string masked = Mask(Source());
        masked.ShouldNotContain(token);
        masked.ShouldNotContain(Convert.ToBase64String(Encoding.ASCII.GetBytes(token))[4..40]);
        masked.Split("[masked:github-pat:").Length.ShouldBe(3);
        Write(Path.Combine(_folder, "restored.db"), Dump());
        Rows(Path.Combine(_folder, "restored.db")).ShouldBe(Rows(Db));
    }

    [Fact]
    public void Rows_of_two_tables_are_put_into_one_order()
    {
        _owner.Execute(
            """
            CREATE TABLE part (id TEXT PRIMARY KEY, message TEXT, session TEXT);
            INSERT INTO message (id, session) VALUES ('m2', 's'), ('m1', 's'), ('m0', 'not s');
            INSERT INTO part VALUES ('p9', 'm1', 's'), ('p1', 'm2', 's'), ('p3', 'm1', 's'), ('p4', 'gone', 's'), ('p5', 'm0', 'not s')
            """
        );
        SourceRows rows = Source().Rows! with
        {
            IsMerged = true,
            Queries =
            [
                new RowQuery("message", ["id"], "t.session = ?1", "t.id", "s"),
                new RowQuery("part", ["message", "id"], "t.session = ?1", "t.message || '/' || t.id", "s"),
                new RowQuery("no such table", ["id"], "1", "t.id"),
            ],
        };
        Keys(rows).ShouldBe(["gone/p4", "m1", "m1/p3", "m1/p9", "m2", "m2/p1"]);
    }

    [Fact]
    public void A_query_may_join_for_its_order_and_take_a_part_of_a_value()
    {
        _owner.Execute(
            """
            INSERT INTO message (id, session, data) VALUES ('list', 'x', '["c","a","b"]'), ('a', 's', 'A'), ('b', 's', 'B'), ('c', 's', 'C');
            INSERT INTO message (id, session, data) VALUES ('many', 'y', '{"tabs":[{"id":"t1","text":"one"},{"id":"t2","text":"two"}]}')
            """
        );
        SourceRows rows = Source().Rows!;
        RowQuery ordered = new("message", ["id"], "t.session = ?1", "o.key", "s")
        {
            Join = "JOIN json_each((SELECT data FROM message WHERE id = 'list')) o ON o.value = t.id",
        };
        Keys(rows with { Queries = [ordered] }).ShouldBe(["c", "a", "b"]);
        RowQuery tab = new("message", ["id"], "t.id = 'many' AND json_extract(tab.value, '$.id') = ?1", "tab.key", "t2")
        {
            Join = ", json_each(t.data, '$.tabs') tab",
            Select = "t.id, tab.value AS data",
        };
        Encoding
            .UTF8.GetString(RowDump.Read(rows with { Queries = [tab] }))
            .ShouldEndWith(
                """{"table":"message","id":"many","row":{"id":"many","data":"{\"id\":\"t2\",\"text\":\"two\"}"}}""" + "\n"
            );
    }

    [Fact]
    public void Rows_that_were_written_further_take_the_place_of_the_old_ones_and_lost_rows_do_not()
    {
        Insert("a", "the question");
        Insert("b", "the ans");
        Compare(() => { }).ShouldBe(FileChange.None);
        Compare(() => Insert("c", "more")).ShouldBe(FileChange.Grown);
        Compare(() => Insert("b", "the answer, as long as it was streamed")).ShouldBe(FileChange.GrownText);
        Compare(() => _owner.Execute("DELETE FROM message WHERE id = 'a'")).ShouldBe(FileChange.Rewritten);
        Insert("a", new string('x', 5000));
        Compare(() => Insert("a", "")).ShouldBe(FileChange.Rewritten);
    }

    [Fact]
    public void A_locked_or_damaged_database_is_named_and_nothing_is_thrown_that_nobody_expects()
    {
        string broken = Path.Combine(_folder, "broken.db");
        File.WriteAllBytes(broken, [.. "SQLite format 3\0"u8, .. new byte[5000]]);
        SourceRows rows = Source().Rows! with { Database = broken };
        Should.Throw<IOException>(() => RowDump.Read(rows)).Message.ShouldContain("database");
        Should.Throw<IOException>(() => RowDump.Read(rows with { Database = Path.Combine(_folder, "gone.db") }));
    }

    private void Insert(string id, string text) =>
        _owner.Execute($"INSERT OR REPLACE INTO message VALUES ('{id}', 's', 1, 0, '{text}')");

    private FileChange Compare(Action change)
    {
        using var home = new TestHome();
        home.Rows[Name] = Source();
        ArchiveEntry entry = home.Capture(null, Name);
        change();
        using MaskedSource source = home.Masker.Open(Source());
        ArchivedFile archived = entry.Manifest.Files[0];
        FileChange found = FileComparison.Compare(source, archived, full: true);
        return found == FileChange.Rewritten ? RowComparison.Compare(source, entry, archived) : found;
    }

    private SourceFile Source() =>
        new()
        {
            Path = Path.Combine(Db, "s.jsonl"),
            RelativePath = Name,
            Role = FileRole.Transcript,
            Shape = TextShape.JsonLines,
            Length = 0,
            LastWriteUtc = new DateTime(2026, 9, 1, 0, 0, 0, DateTimeKind.Utc),
            ChangeMark = 1,
            Rows = new SourceRows
            {
                Database = Db,
                RelativePath = "agent.db",
                Queries = [new RowQuery("message", ["id"], "session = ?1", "id", "s")],
            },
        };

    private static List<string> Keys(SourceRows rows) =>
        [
            .. Encoding
                .UTF8.GetString(RowDump.Read(rows))
                .TrimEnd('\n')
                .Split('\n')
                .Skip(1)
                .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("id").GetString()!),
        ];

    private byte[] Dump() => RowDump.Read(Source().Rows!);

    private static bool Write(string path, byte[] rows) => RowsDatabase.Write(path, new OriginalSource([rows], rows.Length));

    private static string Mask(SourceFile file)
    {
        using var home = new TestHome();
        using MaskedSource source = home.Masker.Open(file);
        source.Select(0, source.Length, 0);
        var text = new StringBuilder();
        while (source.Read(out MaskedBlock? block))
            text.Append(Encoding.UTF8.GetString(block.Bytes));
        return text.ToString();
    }

    private static List<string> Rows(string path)
    {
        using SqliteDatabase database = SqliteDatabase.OpenReadOnly(path);
        using SqliteStatement query = database.Prepare(
            "SELECT id || quote(session) || quote(at) || typeof(at) || quote(cost) || typeof(cost) || typeof(data) || hex(data) FROM message ORDER BY id"
        );
        List<string> rows = [];
        while (query.Step())
            rows.Add(query.Text(0)!);
        return rows;
    }
}

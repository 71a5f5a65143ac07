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
    public void The_first_line_says_what_it_is_and_each_other_line_names_table_and_key()
    {
        _owner.Execute("INSERT INTO message VALUES ('m1', 's', 1, 0, '{}')");
        string[] lines = Encoding.UTF8.GetString(Dump()).TrimEnd('\n').Split('\n');
        JsonDocument.Parse(lines[0]).RootElement.GetProperty("format").GetString().ShouldBe("reprise-rows/1");
        lines[1].ShouldStartWith("""{"table":"message","key":"m1","row":{"id":"m1","session":"s","at":1,""");
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

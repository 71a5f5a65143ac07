using Reprise.Agents;
using Reprise.Capturing;
using Reprise.Databases;
using Reprise.Indexing;
using Reprise.Protocol;
using Reprise.Tests.Capturing;
using Reprise.Tests.Robustness;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Agents;

/// <summary>Databases that are damaged, locked or half there, and rows that hold nonsense: said clearly, and the rest captured.</summary>
public sealed class RowBadInputTests
{
    private const string Other = "3f0c5d0e-9d6e-4a55-8a52-0c2c5a6f0001";

    public static TheoryData<string> Agents => [.. RowFixture.Distinct];

    [Theory]
    [MemberData(nameof(Agents))]
    public void What_is_no_database_is_said_and_does_no_harm(string agent)
    {
        byte[] whole;
        var fixture = new RowFixture(agent);
        string main = fixture.Databases.Keys.First();
        using (var source = new CaptureHome())
        {
            fixture.Write(source);
            whole = File.ReadAllBytes(fixture.PathOf(source, main));
        }
        (byte[] Content, bool IsSaid)[] contents =
        [
            ([], false),
            ("just a text"u8.ToArray(), true),
            (new byte[9000], true),
            ([.. "SQLite format 3\0"u8, .. new byte[5000]], true),
            (whole[..50], true),
            (whole[..2000], true),
        ];
        foreach ((byte[] content, bool isSaid) in contents)
        {
            using var home = new CaptureHome();
            fixture.Write(home);
            string path = fixture.PathOf(home, main);
            File.WriteAllBytes(path, content);
            home.WriteClaude(Other);
            string before = RowCheck.StateOf(home.User);
            CaptureReport report = home.Capture();
            home.All().ShouldContain(session => session.Key.NativeId == Other);
            if (isSaid)
                report.Skipped.ShouldContain(problem => problem.Path.StartsWith(path, StringComparison.Ordinal));
            RowCheck.StateOf(home.User).ShouldBe(before);
        }
    }

    [Theory]
    [MemberData(nameof(Agents))]
    public void A_damaged_page_costs_the_sessions_on_it_and_no_other(string agent)
    {
        var fixture = new RowFixture(agent);
        string main = fixture.Databases.Keys.First();
        using var whole = new CaptureHome();
        new PlantedRows(fixture, whole).Repeat(20);
        whole.Capture().Skipped.ShouldBeEmpty();
        Dictionary<string, long> messages = whole
            .All()
            .ToDictionary(s => s.Key.NativeId, s => s.Messages, StringComparer.Ordinal);
        byte[] database = File.ReadAllBytes(fixture.PathOf(whole, main));
        const int Page = 4096;
        int best = 0;
        var random = new Random(5);
        for (int page = 1; page < database.Length / Page; page++)
        {
            using var home = new CaptureHome();
            CopyFolder(whole.User, home.User);
            byte[] damaged = [.. database];
            random.NextBytes(damaged.AsSpan(page * Page, page % 2 == 0 ? Page : 200));
            File.WriteAllBytes(fixture.PathOf(home, main), damaged);
            home.WriteClaude(Other);
            string before = RowCheck.StateOf(home.User);
            CaptureReport report = home.Capture();
            RowCheck.StateOf(home.User).ShouldBe(before);
            ArchiveCheck.Holds(home.Home);
            List<IndexedSession> found = home.All();
            found.ShouldContain(session => session.Key.NativeId == Other);
            int intact = found.Count(session =>
                messages.TryGetValue(session.Key.NativeId, out long count) && count == session.Messages
            );
            best = Math.Max(best, intact);
            // Whatever is not as it was has been said, or was replaced by other whole values.
            if (intact < messages.Count)
                (
                    report.Skipped.Count + found.Sum(session => session.Counts[(int)SessionCount.DamagedRecord])
                ).ShouldBeGreaterThan(0, $"page {page}");
        }
        best.ShouldBeGreaterThan(messages.Count / 2);
    }

    [Theory]
    [MemberData(nameof(Agents))]
    public void A_database_that_its_owner_keeps_to_itself_is_said_and_its_sessions_are_not_gone(string agent)
    {
        var fixture = new RowFixture(agent);
        string main = fixture.Databases.Keys.First();
        using var home = new CaptureHome();
        fixture.Write(home);
        home.Capture();
        using (SqliteDatabase owner = SqliteDatabase.Open(fixture.PathOf(home, main)))
        {
            owner.Execute("PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE");
            home.WriteClaude(Other);
            CaptureReport report = home.Capture();
            report.Skipped.ShouldContain(problem => problem.Reason.Contains("locked", StringComparison.Ordinal));
            report.Deleted.ShouldBe(0);
            report.Captured.ShouldBe(1);
            owner.Execute("COMMIT");
        }
        home.Capture().Skipped.ShouldBeEmpty();
        home.All().ShouldAllBe(session => session.DeletedAt == null);
    }

    [Theory]
    [MemberData(nameof(Agents))]
    public void A_log_that_its_owner_keeps_to_itself_is_read_or_said_and_left_alone(string agent)
    {
        var fixture = new RowFixture(agent);
        string main = fixture.Databases.Keys.First();
        using var home = new CaptureHome();
        fixture.Write(home);
        home.Capture();
        using (SqliteDatabase owner = SqliteDatabase.Open(fixture.PathOf(home, main)))
        {
            // The log then has no index that others could read it by.
            owner.Execute("PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA user_version = 77");
            home.WriteClaude(Other);
            string before = RowCheck.StateOf(home.User);
            CaptureReport report = Robust.Capture(home);
            RowCheck.StateOf(home.User).ShouldBe(before);
            report.Deleted.ShouldBe(0);
            home.All().ShouldContain(session => session.Key.NativeId == Other);
            report.Skipped.ShouldAllBe(problem => problem.Reason.Contains("locked", StringComparison.Ordinal));
        }
        home.Capture().Skipped.ShouldBeEmpty();
        home.All().ShouldAllBe(session => session.DeletedAt == null);
    }

    [Theory]
    [MemberData(nameof(Agents))]
    public void What_is_no_plain_file_is_passed_over_and_waited_for_by_nobody(string agent)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links and pipes are those of Unix.");
        var fixture = new RowFixture(agent);
        foreach (string name in fixture.Databases.Keys)
        {
            foreach (bool isPipe in new[] { true, false })
            {
                using var home = new CaptureHome();
                fixture.Write(home);
                string path = fixture.PathOf(home, name);
                File.Delete(path);
                if (isPipe)
                    BadPlaceTests.MakePipe(path);
                else
                    Directory.CreateDirectory(Path.Combine(path, "inside"));
                Robust.CaptureAndCheck(home).Deleted.ShouldBe(0, name);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Agents))]
    public void Sessions_and_messages_that_are_each_other_s_parents_end(string agent)
    {
        var fixture = new RowFixture(agent);
        using var straight = new CaptureHome();
        new PlantedRows(fixture, straight).Repeat(3);
        straight.Capture();
        using var home = new CaptureHome();
        new PlantedRows(fixture, home).Repeat(3);
        foreach (string name in fixture.Databases.Keys)
        {
            using SqliteDatabase database = SqliteDatabase.Open(fixture.PathOf(home, name));
            database.Execute("PRAGMA foreign_keys = OFF");
            foreach (string table in RowCheck.Tables(database))
            {
                HashSet<string> columns = database.ColumnsOf(table);
                if (!columns.Contains("id"))
                    continue;
                foreach (string column in columns.Where(one => one.StartsWith("parent", StringComparison.Ordinal)))
                    database.Execute(
                        $"""
                        UPDATE "{table}" SET "{column}" = coalesce(
                            (SELECT min(next.id) FROM "{table}" AS next WHERE next.id > "{table}".id),
                            (SELECT min(first.id) FROM "{table}" AS first))
                        """
                    );
            }
        }
        CaptureReport report = Robust.CaptureAndCheck(home);
        report.Skipped.ShouldBeEmpty();
        Messages(home).ShouldBe(Messages(straight), ignoreOrder: true);

        static IEnumerable<string> Messages(CaptureHome of) =>
            of.All()
                .Where(session => session.Key.Agent.Value is not ("claude-code" or "codex"))
                .Select(session => $"{session.Key} {session.Messages} {session.ToolCalls}");
    }

    [Theory]
    [MemberData(nameof(Agents))]
    public void A_copied_database_with_its_log_but_without_the_log_s_index_is_read(string agent)
    {
        var fixture = new RowFixture(agent);
        using var source = new CaptureHome();
        using var home = new CaptureHome();
        fixture.WriteStep(source, 0);
        foreach (string name in fixture.Databases.Keys)
            fixture.Run(source, name, "PRAGMA journal_mode = WAL");
        List<SqliteDatabase> owners =
        [
            .. fixture.Databases.Keys.Select(name => SqliteDatabase.Open(fixture.PathOf(source, name))),
        ];
        owners.ForEach(owner => owner.QueryNumber("SELECT count(*) FROM sqlite_schema"));
        fixture.WriteRest(source);
        CopyFolder(source.User, home.User);
        owners.ForEach(owner => owner.Dispose());
        foreach (string path in Directory.GetFiles(home.User, "*-shm", SearchOption.AllDirectories))
            File.Delete(path);
        Directory.GetFiles(home.User, "*-wal", SearchOption.AllDirectories).ShouldNotBeEmpty();
        string before = RowCheck.StateOf(home.User);
        home.Capture().Skipped.ShouldBeEmpty();
        home.Only().Messages.ShouldBeGreaterThan(1);
        RowCheck.StateOf(home.User).ShouldBe(before);

        // Without its database a log is nothing.
        using var lonely = new CaptureHome();
        CopyFolder(home.User, lonely.User);
        foreach (string name in fixture.Databases.Keys)
            File.Delete(fixture.PathOf(lonely, name));
        before = RowCheck.StateOf(lonely.User);
        lonely.Capture();
        lonely.All().ShouldAllBe(session => session.Messages == 0);
        RowCheck.StateOf(lonely.User).ShouldBe(before);
    }

    [Theory]
    [MemberData(nameof(Agents))]
    public void Values_that_are_not_what_they_should_be_are_counted_and_the_rest_is_read(string agent)
    {
        var fixture = new RowFixture(agent);
        string main = fixture.Databases.Keys.First();
        string[] values =
        [
            "'no JSON'",
            "x'ff00fe'",
            "NULL",
            "17",
            "-1.5e300",
            "'[]'",
            "'{'",
            "'{\"type\":null,\"role\":{},\"content\":7,\"time\":\"x\",\"tokens\":[],\"text\":[1]}'",
            $"'{new string('[', 5000)}'",
        ];
        foreach (string value in values)
        {
            using var home = new CaptureHome();
            fixture.Write(home);
            foreach (string set in Columns(home, fixture, main, isText: true))
                TryRun(home, fixture, main, string.Format(null, set, value));
            home.WriteClaude(Other);
            home.Capture();
            home.All().ShouldContain(session => session.Key.NativeId == Other, value);
            ArchiveCheck.Holds(home.Home);
            Robust.ReindexGivesTheSame(home);
        }
    }

    [Theory]
    [MemberData(nameof(Agents))]
    public void Times_in_any_unit_or_none_are_taken_or_left(string agent)
    {
        var fixture = new RowFixture(agent);
        string main = fixture.Databases.Keys.First();
        string[] values =
        [
            "1788249600",
            "1788249600123",
            "1788249600.5",
            "'2026-09-01T08:00:00.000Z'",
            "'2026-09-01 08:00:00'",
            "0",
            "-5",
            "9223372036854775807",
            "1e308",
            "'yesterday'",
            "NULL",
        ];
        foreach (string value in values)
        {
            using var home = new CaptureHome();
            fixture.Write(home);
            foreach (string set in Columns(home, fixture, main, isText: false))
                TryRun(home, fixture, main, string.Format(null, set, value));
            home.Capture().Skipped.ShouldBeEmpty(value);
            foreach (IndexedSession session in home.All())
            {
                DateTimeOffset?[] times = [session.StartedAt, session.LastActiveAt];
                times.ShouldAllBe(time => time == null || (time.Value.Year >= 1970 && time.Value.Year < 10000), value);
            }
            Robust.ReindexGivesTheSame(home);
        }
    }

    [Theory]
    [MemberData(nameof(Agents))]
    public void Rows_that_are_there_twice_and_sessions_that_are_their_own_parents_end(string agent)
    {
        var fixture = new RowFixture(agent);
        using var home = new CaptureHome();
        foreach ((string name, string[] steps) in fixture.Databases)
        {
            foreach (string step in steps)
            {
                // Nothing is unique any more.
                string loose = System.Text.RegularExpressions.Regex.Replace(
                    step,
                    @"(,\s*FOREIGN KEY\s*\([^)]*\) REFERENCES \w+ \([^)]*\)( ON DELETE CASCADE)?|REFERENCES \w+\(\w+\)|,\s*(PRIMARY KEY|UNIQUE)\s*\([^)]*\)|PRIMARY KEY(\s+AUTOINCREMENT)?|\bUNIQUE( ON CONFLICT REPLACE)?\b|ON CONFLICT DO NOTHING)",
                    ""
                );
                fixture.Run(home, name, loose);
            }
        }
        foreach (string name in fixture.Databases.Keys)
        {
            using SqliteDatabase database = SqliteDatabase.Open(fixture.PathOf(home, name));
            foreach (string table in RowCheck.Tables(database))
            {
                database.Execute($"INSERT INTO \"{table}\" SELECT * FROM \"{table}\"");
                foreach (
                    string column in database
                        .ColumnsOf(table)
                        .Where(column => column.StartsWith("parent", StringComparison.Ordinal))
                )
                    database.Execute($"UPDATE \"{table}\" SET \"{column}\" = id");
            }
        }
        home.Capture().Skipped.ShouldBeEmpty();
        home.All().Count.ShouldBe(1);
        home.Only().Messages.ShouldBeGreaterThan(1);
        Robust.ReindexGivesTheSame(home);
        home.Capture().BytesRead.ShouldBe(0);
    }

    // Statements that set all values of one column, with a place for the value.
    private static List<string> Columns(CaptureHome home, RowFixture fixture, string name, bool isText)
    {
        List<string> statements = [];
        using SqliteDatabase database = SqliteDatabase.Open(fixture.PathOf(home, name));
        foreach (string table in RowCheck.Tables(database))
        {
            foreach (string column in database.ColumnsOf(table))
            {
                bool isTime =
                    column.Contains("time", StringComparison.OrdinalIgnoreCase)
                    || column.EndsWith("At", StringComparison.Ordinal)
                    || column.EndsWith("_at", StringComparison.Ordinal);
                bool isContent =
                    column is "data" or "value" or "parts" or "content_json" or "metadata_json" or "title" or "summary";
                if (isText ? isContent : isTime)
                    statements.Add($"UPDATE \"{table}\" SET \"{column}\" = {{0}}");
            }
        }
        return statements;
    }

    private static void TryRun(CaptureHome home, RowFixture fixture, string database, string sql)
    {
        try
        {
            fixture.Run(home, database, sql);
        }
        catch (SqliteException)
        {
            // The table itself does not allow it.
        }
    }

    private static void CopyFolder(string from, string to)
    {
        foreach (string path in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            string target = Path.Combine(to, Path.GetRelativePath(from, path));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(path, target, overwrite: true);
            // What names the projects must name those of the copy.
            if (Path.GetFileName(path) == "projects.json")
                File.WriteAllText(target, File.ReadAllText(path).Replace(from, to, StringComparison.Ordinal));
            File.SetLastWriteTimeUtc(target, File.GetLastWriteTimeUtc(path));
        }
    }
}

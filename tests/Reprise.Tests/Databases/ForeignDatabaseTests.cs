using Reprise.Databases;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Databases;

/// <summary>A database that another program owns is read as it is, and nothing appears beside it.</summary>
public sealed class ForeignDatabaseTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("reprise-db-").FullName;

    private string Db => Path.Combine(_folder, "agent.db");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_is_in_the_log_of_a_running_program_is_seen()
    {
        using SqliteDatabase owner = Owner("wal");
        owner.Execute("INSERT INTO t VALUES (2)");
        Count().ShouldBe(2);
    }

    [Fact]
    public void What_a_running_program_writes_while_somebody_reads_is_seen_by_who_comes_next()
    {
        using SqliteDatabase owner = Owner("wal");
        for (int i = 2; i < 200; i++)
        {
            owner.Execute($"INSERT INTO t VALUES ({i})");
            // After this the log begins anew, and no mark in its index fits.
            if (i % 7 == 0)
                owner.QueryNumber("PRAGMA wal_checkpoint(TRUNCATE)");
            using SqliteDatabase reader = SqliteDatabase.OpenForeign(Db);
            reader.QueryNumber("SELECT count(*) FROM t").ShouldBe(i);
            owner.Execute("INSERT INTO t VALUES (0); DELETE FROM t WHERE x = 0");
            reader.QueryNumber("SELECT sum(x) FROM t").ShouldBe(i * (i + 1) / 2);
        }
    }

    [Fact]
    public void The_log_of_a_program_that_died_is_read_and_its_index_left_as_it_is()
    {
        string copy = Db + ".copy";
        using (SqliteDatabase owner = Owner("wal"))
        {
            owner.Execute("INSERT INTO t VALUES (2)");
            foreach (string end in new[] { "", "-wal", "-shm" })
                File.Copy(Db + end, copy + end);
        }
        File.WriteAllBytes(copy + "-shm", [.. File.ReadAllBytes(copy + "-shm").Select(_ => (byte)7)]);
        File.SetLastWriteTimeUtc(copy + "-shm", DateTime.UtcNow.AddHours(-3));
        DateTime before = File.GetLastWriteTimeUtc(copy + "-shm");
        using (SqliteDatabase reader = SqliteDatabase.OpenForeign(copy))
            reader.QueryNumber("SELECT count(*) FROM t").ShouldBe(2);
        File.GetLastWriteTimeUtc(copy + "-shm").ShouldBe(before);
        File.ReadAllBytes(copy + "-shm").ShouldAllBe(value => value == 7);
        Directory.GetFiles(_folder, "*.copy*").Length.ShouldBe(3);
    }

    [Fact]
    public void A_log_without_its_index_counts_and_gets_none()
    {
        byte[] database;
        byte[] log;
        using (SqliteDatabase owner = Owner("wal"))
        {
            for (int i = 0; i < 500; i++)
                owner.Execute($"INSERT INTO t VALUES ({i})");
            (database, log) = (File.ReadAllBytes(Db), File.ReadAllBytes(Db + "-wal"));
        }
        Directory.GetFiles(_folder).ToList().ForEach(File.Delete);
        File.WriteAllBytes(Db, database);
        File.WriteAllBytes(Db + "-wal", log);
        Count().ShouldBe(501);
        Directory.GetFiles(_folder).Length.ShouldBe(2);

        // A transaction that is not whole does not count.
        File.WriteAllBytes(Db + "-wal", log[..^100]);
        Count().ShouldBe(500);
        log[^5000] ^= 1;
        File.WriteAllBytes(Db + "-wal", log);
        Count().ShouldBeLessThan(501);
        File.WriteAllBytes(Db + "-wal", "no log at all, but long enough to be looked at"u8.ToArray());
        Should.NotThrow(() => TablesOf());
    }

    [Fact]
    public void A_log_without_its_index_is_put_together_once_for_all_who_read_it()
    {
        using (SqliteDatabase owner = Owner("wal"))
        {
            File.Copy(Db, Db + ".copy");
            File.Copy(Db + "-wal", Db + ".copy-wal");
        }
        DatabaseImage first = DatabaseImages.Of(Db + ".copy");
        DatabaseImages.Of(Db + ".copy").ShouldBeSameAs(first);
        using SqliteDatabase one = SqliteDatabase.OpenForeign(Db + ".copy");
        using SqliteDatabase other = SqliteDatabase.OpenForeign(Db + ".copy");
        one.QueryNumber("SELECT count(*) FROM t").ShouldBe(1);
        File.SetLastWriteTimeUtc(Db + ".copy-wal", DateTime.UtcNow.AddHours(1));
        DatabaseImages.Of(Db + ".copy").ShouldNotBeSameAs(first);
        DatabaseImages.Release();
        other.QueryNumber("SELECT count(*) FROM t").ShouldBe(1);
    }

    [Fact]
    public void An_empty_file_beside_a_log_is_a_database_as_far_as_the_log_goes()
    {
        using (SqliteDatabase owner = Owner("wal"))
        {
            File.Copy(Db + "-wal", Db + ".copy-wal");
        }
        File.WriteAllBytes(Db + ".copy", []);
        using SqliteDatabase database = SqliteDatabase.OpenForeign(Db + ".copy");
        database.SchemaOf("t").ShouldNotBeNull();
        database.ColumnsOf("t").ShouldBe(["x"]);
        database.SchemaOf("u").ShouldBeNull();
        database.ColumnsOf("u").ShouldBeEmpty();
    }

    [Fact]
    public void A_database_that_nobody_has_open_is_read_without_a_trace()
    {
        using (Owner("wal")) { }
        File.Delete(Db + "-wal");
        Count().ShouldBe(1);
        Directory.GetFiles(_folder).ShouldBe([Db]);
    }

    [Fact]
    public void A_lock_is_respected()
    {
        using SqliteDatabase owner = Owner("delete");
        owner.Execute("BEGIN EXCLUSIVE");
        var error = Should.Throw<SqliteException>(() => Count(waitMilliseconds: 50));
        error.IsBusy.ShouldBeTrue();
        owner.Execute("COMMIT");
        Count().ShouldBe(1);
    }

    [Fact]
    public void What_is_no_database_is_called_damaged()
    {
        File.WriteAllBytes(Db, [.. Enumerable.Range(0, 9000).Select(i => (byte)i)]);
        Should.Throw<SqliteException>(() => Count()).IsDamaged.ShouldBeTrue();
    }

    private SqliteDatabase Owner(string journal)
    {
        SqliteDatabase owner = SqliteDatabase.Open(Db);
        owner.Execute($"PRAGMA journal_mode = {journal}; CREATE TABLE t (x); INSERT INTO t VALUES (1)");
        return owner;
    }

    private long Count(int waitMilliseconds = 5000)
    {
        using SqliteDatabase database = SqliteDatabase.OpenForeign(Db);
        database.Execute($"PRAGMA busy_timeout = {waitMilliseconds}");
        return database.QueryNumber("SELECT count(*) FROM t");
    }

    private void TablesOf()
    {
        using SqliteDatabase database = SqliteDatabase.OpenForeign(Db);
        database.QueryNumber("SELECT count(*) FROM sqlite_schema");
    }
}

using System.Security.Cryptography;
using System.Text;
using Reprise.Archiving;
using Reprise.Databases;
using Reprise.Files;
using Reprise.Reading;
using Reprise.Sealing;
using Reprise.Tests.Capturing;
using Reprise.Tests.Robustness;
using Shouldly;

namespace Reprise.Tests.Agents;

/// <summary>What must hold of a capture of rows, and how it compares with the agent's database.</summary>
internal static class RowCheck
{
    /// <summary>States that archive, index and source agree.</summary>
    public static void Settled(CaptureHome home, RowFixture fixture)
    {
        ArchiveCheck.Holds(home.Home);
        Robust.ReindexGivesTheSame(home);
        Dictionary<string, byte[]> sources = SessionReading
            .Discover(fixture.Agent, fixture.HomeIn(home))
            .SelectMany(session => session.Files)
            .ToDictionary(file => file.RelativePath, SessionReading.Content, StringComparer.Ordinal);
        using var natives = new NativeBytes(home.Home);
        var archive = new SessionArchive(home.Home);
        int compared = 0;
        foreach (string name in archive.Names())
        {
            ArchiveEntry entry = archive.Open(name);
            foreach (ArchivedFile file in entry.Manifest.Files.Where(file => sources.ContainsKey(file.Path)))
            {
                natives.Of(entry, file.Current).AsSpan().SequenceEqual(sources[file.Path]).ShouldBeTrue(file.Path);
                compared++;
            }
        }
        compared.ShouldBe(sources.Count);
    }

    /// <summary>The masked texts of all files.</summary>
    public static IEnumerable<byte[]> Texts(CaptureHome home)
    {
        var archive = new SessionArchive(home.Home);
        foreach (string name in archive.Names())
        {
            ArchiveEntry entry = archive.Open(name);
            foreach (ArchivedFile file in entry.Manifest.Files)
            {
                using var bytes = new MemoryStream();
                foreach (MaskedBlock block in entry.Read(file.Current))
                    bytes.Write(block.Bytes);
                yield return bytes.ToArray();
            }
        }
    }

    /// <summary>The lines that a home's sessions are read as; those that say what the database is like are left out.</summary>
    public static List<string> LinesOf(RowFixture fixture, string home) =>
        [
            .. SessionReading
                .Discover(fixture.Agent, home)
                .SelectMany(session => session.Files)
                .OrderBy(file => file.RelativePath, StringComparer.Ordinal)
                .SelectMany(file => Encoding.UTF8.GetString(SessionReading.Content(file)).Split('\n'))
                .Where(line => !line.StartsWith("{\"format\"", StringComparison.Ordinal)),
        ];

    /// <summary>What an index says, without the marks and lengths of sources, which depend on how the database came about.</summary>
    public static List<string> ContentOf(RepriseHome home) =>
        [.. IndexDump.OfContent(home).Where(line => !line.StartsWith("files ", StringComparison.Ordinal))];

    /// <summary>Deletes every row of the fixture's session.</summary>
    public static void DeleteSession(CaptureHome home, RowFixture fixture)
    {
        foreach (string name in fixture.Databases.Keys)
        {
            using SqliteDatabase database = SqliteDatabase.Open(fixture.PathOf(home, name));
            database.Execute("PRAGMA foreign_keys = OFF");
            foreach (string table in Tables(database))
            {
                string any = string.Join(
                    " OR ",
                    database.ColumnsOf(table).Select(column => $"instr(\"{column}\", '{AgentFixture.Id}')")
                );
                database.Execute($"DELETE FROM \"{table}\" WHERE {any}");
            }
        }
    }

    /// <summary>The ordinary tables of a database.</summary>
    public static List<string> Tables(SqliteDatabase database)
    {
        List<string> tables = [];
        using SqliteStatement query = database.Prepare(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        );
        while (query.Step())
            tables.Add(query.Text(0)!);
        return tables;
    }

    /// <summary>Everything there is to see of a folder: names, times and bytes.</summary>
    public static string StateOf(string folder)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (
            string path in Directory.GetFileSystemEntries(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        )
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{path} {File.GetLastWriteTimeUtc(path):O} {File.GetAttributes(path)}"));
            // The index of a log is memory that all who read share: readers note in it how far they have read.
            if (File.Exists(path) && !path.EndsWith("-shm", StringComparison.Ordinal))
                hash.AppendData(File.ReadAllBytes(path));
        }
        return Convert.ToHexString(hash.GetHashAndReset());
    }
}

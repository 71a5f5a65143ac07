using Reprise.Agents;
using Reprise.Agents.Codex;
using Reprise.Databases;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Agents.Codex;

public sealed class CodexThreadsTests
{
    [Fact]
    public void The_newest_database_tells_names_and_titles()
    {
        using var home = new TempFolder();
        Write(home, "state_4.sqlite", "id TEXT, title TEXT", "('a', 'from the older one')");
        Write(home, "state_11.sqlite", "id TEXT, name TEXT, title TEXT", "('a', 'Given', 'Made'), ('b', NULL, 'Made')");
        IReadOnlyDictionary<string, CodexThreadTitle> titles = CodexThreads.Read(home.Path, new DiscoveryContext(_ => null));
        titles["a"].ShouldBe(new CodexThreadTitle("Given", "Made"));
        titles["b"].ShouldBe(new CodexThreadTitle(null, "Made"));
    }

    [Fact]
    public void An_older_schema_without_names_is_read()
    {
        using var home = new TempFolder();
        Write(home, "sqlite/state_5.sqlite", "id TEXT, title TEXT", "('a', 'Made')");
        CodexThreads.Read(home.Path, new DiscoveryContext(_ => null))["a"].Title.ShouldBe("Made");
    }

    [Fact]
    public void Reading_leaves_nothing_beside_the_database()
    {
        using var home = new TempFolder();
        Write(home, "state_5.sqlite", "id TEXT, title TEXT", "('a', 'Made')");
        CodexThreads.Read(home.Path, new DiscoveryContext(_ => null)).Count.ShouldBe(1);
        Directory.GetFiles(home.Path).Length.ShouldBe(1);
    }

    [Fact]
    public void A_damaged_database_is_reported()
    {
        using var home = new TempFolder();
        home.Add("state_5.sqlite", new string('x', 5000));
        var context = new DiscoveryContext(_ => null);
        CodexThreads.Read(home.Path, context).ShouldBeEmpty();
        context.Problems.ShouldHaveSingleItem().Reason.ShouldContain("could not be read");
    }

    private static void Write(TempFolder home, string name, string columns, string rows)
    {
        string path = home.Add(name);
        using SqliteDatabase database = SqliteDatabase.Open(path);
        database.Execute($"CREATE TABLE threads ({columns}); INSERT INTO threads VALUES {rows}");
    }
}

using System.Text;
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

namespace Reprise.Tests.Agents;

/// <summary>What every agent must keep whose sessions are rows of a database; a new one needs a fixture and nothing else here.</summary>
public sealed class RowContractTests
{
    public static TheoryData<string> Agents => [.. RowFixture.Agents];

    public static TheoryData<string> Distinct => [.. RowFixture.Distinct];

    [Fact]
    public void Every_agent_has_a_fixture_of_files_or_of_rows()
    {
        RowFixture.Agents.Count().ShouldBeGreaterThan(0);
        foreach (
            string agent in AgentCatalog.All.Select(agent => agent.Id.Value).Except(RowFixture.Agents, StringComparer.Ordinal)
        )
            new AgentFixture(agent).Files.ShouldNotBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Agents))]
    public void The_fixture_is_a_session_with_a_title_and_says_what_it_imitates(string agent)
    {
        var fixture = new RowFixture(agent);
        fixture.About.ShouldMatch(@"\d+\.\d+");
        fixture.About.ShouldContain("made up");
        using var home = new CaptureHome();
        fixture.Write(home);
        home.Capture().Skipped.ShouldBeEmpty();
        IndexedSession session = home.Only();
        session.Key.NativeId.ShouldBe(AgentFixture.Id);
        session.Messages.ShouldBeGreaterThan(1);
        session.ToolCalls.ShouldBeGreaterThan(0);
        session.Title.ShouldNotBeNullOrEmpty();
        session.Project.ShouldNotBeNullOrEmpty();
        (session.Tokens.Total > 0).ShouldBe(!fixture.Lacks("tokens"));
        session.StartedAt.ShouldNotBeNull();
        session.LastActiveAt.ShouldNotBeNull().ShouldBeGreaterThan(session.StartedAt!.Value);
        session.Counts[(int)SessionCount.UnknownRecord].ShouldBe(0);
        session.Counts[(int)SessionCount.DamagedRecord].ShouldBe(0);
        RowCheck.Settled(home, fixture);
    }

    [Theory]
    [MemberData(nameof(Agents))]
    public void Capturing_reads_what_a_running_agent_has_in_its_log_and_writes_nothing(string agent)
    {
        var fixture = new RowFixture(agent);
        using var home = new CaptureHome();
        fixture.WriteStep(home, 0);
        List<SqliteDatabase> owners =
        [
            .. fixture.Databases.Keys.Select(database => SqliteDatabase.Open(fixture.PathOf(home, database))),
        ];
        // The log goes when the last who has the database open leaves.
        owners.ForEach(owner => owner.QueryNumber("SELECT count(*) FROM sqlite_schema"));
        fixture.WriteRest(home);
        string before = RowCheck.StateOf(home.User);
        home.Capture().Skipped.ShouldBeEmpty();
        home.Only().Messages.ShouldBeGreaterThan(1);
        home.Capture(new CaptureRequest { Full = true });
        home.Capture(new CaptureRequest { DryRun = true });
        RowCheck.StateOf(home.User).ShouldBe(before);
        owners.ForEach(owner => owner.Dispose());
    }

    [Theory]
    [MemberData(nameof(Agents))]
    public void Capturing_twice_is_capturing_once(string agent)
    {
        var fixture = new RowFixture(agent);
        using var home = new CaptureHome();
        fixture.Write(home);
        home.Capture();
        List<string> once = IndexDump.Of(home.Home);
        foreach (bool isFull in new[] { false, true })
        {
            CaptureReport again = home.Capture(new CaptureRequest { Full = isFull });
            again.BytesRead.ShouldBe(0);
            again.Unchanged.ShouldBe(1);
            IndexDump.Of(home.Home).ShouldBe(once);
        }
    }

    [Theory]
    [MemberData(nameof(Agents))]
    public void A_session_captured_at_every_step_is_the_same_as_one_captured_at_the_end(string agent)
    {
        var fixture = new RowFixture(agent);
        using var whole = new CaptureHome();
        fixture.Write(whole);
        whole.Capture();
        using var home = new CaptureHome(whole.User) { Now = whole.Now };
        Directory.Delete(whole.User, recursive: true);
        for (int step = 0; step < fixture.Steps; step++)
        {
            fixture.WriteStep(home, step);
            CaptureReport report = home.Capture();
            report.Skipped.ShouldBeEmpty();
            if (home.All().Count > 0)
                RowCheck.Settled(home, fixture);
        }
        Robust.Same(RowCheck.ContentOf(home.Home), RowCheck.ContentOf(whole.Home), agent);
        home.Only().Generations.ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Agents))]
    public void Rows_columns_and_tables_that_nobody_knows_are_kept(string agent)
    {
        var fixture = new RowFixture(agent);
        using var home = new CaptureHome();
        fixture.Write(home);
        home.Capture();
        fixture.Run(home, fixture.Unknown);
        home.Capture().Skipped.ShouldBeEmpty();
        home.Only().Counts[(int)SessionCount.UnknownRecord].ShouldBeGreaterThan(0);
        string archived = string.Join('\n', RowCheck.Texts(home).Select(Encoding.UTF8.GetString));
        archived.ShouldContain("of_the_future");
        archived.ShouldContain("kept for later readers");
        RowCheck.Settled(home, fixture);
    }

    [Theory]
    [MemberData(nameof(Agents))]
    public void Restoring_into_a_folder_gives_a_database_with_all_rows_of_the_session(string agent)
    {
        var fixture = new RowFixture(agent);
        using var home = new CaptureHome();
        fixture.Write(home);
        home.Capture();
        string target = Path.Combine(home.Folder, "restored");
        using var vault = new VaultOpener(home.Home);
        ArchiveEntry entry = new SessionArchive(home.Home).Open(home.Only().Entry);
        new SessionRestorer(() => vault)
            .Restore(entry, new RestoreOptions { Folder = target }, CancellationToken.None)
            .IsComplete.ShouldBeTrue();
        // What is read from the restored database is what was read from the agent's.
        List<string> wanted = RowCheck.LinesOf(fixture, fixture.HomeIn(home));
        wanted.Count.ShouldBeGreaterThan(1);
        RowCheck.LinesOf(fixture, target).ShouldBe(wanted);
    }

    [Theory]
    [MemberData(nameof(Agents))]
    public void A_reader_that_goes_on_from_a_state_tells_the_same_and_two_do_not_disturb_each_other(string agent)
    {
        var fixture = new RowFixture(agent);
        using var home = new CaptureHome();
        fixture.Write(home);
        SessionFootprint session = SessionReading.Discover(fixture.Agent, fixture.HomeIn(home)).Single();
        foreach (SourceFile file in session.Files.Where(file => file.Role == FileRole.Transcript))
        {
            List<byte[]> records = SessionReading.Records(SessionReading.Content(file), file.Shape);
            List<string> whole = SessionReading.EventsInTwo(
                fixture.Agent,
                file.Role,
                file.RelativePath,
                AgentFixture.Id,
                records,
                0
            );
            for (int at = 1; at < records.Count; at++)
                SessionReading
                    .EventsInTwo(fixture.Agent, file.Role, file.RelativePath, AgentFixture.Id, records, at)
                    .ShouldBe(whole, $"from record {at}");
            SessionReader[] readers =
            [
                fixture.Agent.CreateReader(file.Role, file.RelativePath, AgentFixture.Id, [])!,
                fixture.Agent.CreateReader(file.Role, file.RelativePath, AgentFixture.Id, [])!,
            ];
            RecordingSink[] sinks = [new(keepEvents: true), new(keepEvents: true)];
            foreach (byte[] record in records)
            {
                for (int i = 0; i < 2; i++)
                    SessionReading.Feed(readers[i], [record], sinks[i]);
            }
            for (int i = 0; i < 2; i++)
            {
                readers[i].Complete(sinks[i]);
                sinks[i].Events.ShouldBe(whole);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Distinct))]
    public void A_secret_in_any_text_at_any_depth_is_nowhere_in_the_home(string agent)
    {
        var fixture = new RowFixture(agent);
        using var home = new CaptureHome();
        var secrets = new PlantedRows(fixture, home);
        secrets.Plant();
        secrets.Planted.Count.ShouldBeGreaterThan(50);
        CaptureReport report = home.Capture();
        report.Skipped.ShouldBeEmpty();
        report.Findings.Values.Sum().ShouldBeGreaterThanOrEqualTo(secrets.Planted.Count / 2);
        HomeSearch.Find(home.Home, secrets.Planted).ShouldBeEmpty();
        home.Reindex();
        HomeSearch.Find(home.Home, secrets.Planted).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Agents))]
    public void A_database_or_a_folder_around_it_can_be_named(string agent)
    {
        var fixture = new RowFixture(agent);
        using var source = new CaptureHome();
        fixture.Write(source);
        foreach (
            string path in new[] { fixture.PathOf(source, fixture.Databases.Keys.First()), fixture.HomeIn(source), source.User }
        )
        {
            using var home = new CaptureHome();
            CaptureReport report = home.Capture(new CaptureRequest { Paths = [path] });
            report.Skipped.ShouldBeEmpty(path);
            report.Captured.ShouldBe(1, path);
            home.Only().Key.Agent.Value.ShouldBe(agent, path);
            home.Only().Messages.ShouldBeGreaterThan(1, path);
        }
    }

    [Theory]
    [MemberData(nameof(Agents))]
    public void A_session_whose_rows_are_gone_counts_as_deleted_and_stays(string agent)
    {
        var fixture = new RowFixture(agent);
        using var home = new CaptureHome();
        fixture.Write(home);
        home.Capture();
        RowCheck.DeleteSession(home, fixture);
        home.Capture().Deleted.ShouldBe(1);
        home.Only().DeletedAt.ShouldNotBeNull();
        home.Only().Messages.ShouldBeGreaterThan(1);
        Robust.ReindexGivesTheSame(home);
        fixture.WriteRest(home);
        home.Capture().Revived.ShouldBe(1);
    }
}

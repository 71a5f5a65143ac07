using System.Security.Cryptography;
using System.Text;
using Reprise.Agents;
using Reprise.Archiving;
using Reprise.Capturing;
using Reprise.Indexing;
using Reprise.Protocol;
using Reprise.Reading;
using Reprise.Restoring;
using Reprise.Sealing;
using Reprise.Tests.Archiving;
using Reprise.Tests.Capturing;
using Reprise.Tests.Robustness;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Agents;

/// <summary>What every agent of the catalog must keep; a new agent needs a fixture and nothing else here.</summary>
public sealed class AgentContractTests
{
    public static TheoryData<string> Agents =>
        [.. AgentCatalog.All.Select(agent => agent.Id.Value).Where(agent => !RowFixture.Is(agent))];

    [Theory]
    [MemberData(nameof(Agents))]
    public void The_fixture_is_a_session_with_a_title_and_says_what_it_imitates(string agent)
    {
        var fixture = new AgentFixture(agent);
        fixture.About.ShouldMatch(@"\d+\.\d+\.\d+");
        fixture.About.ShouldContain("made up");
        using var home = new CaptureHome();
        fixture.Write(home);
        CaptureReport report = home.Capture();
        report.Skipped.ShouldBeEmpty();
        IndexedSession session = TheOne(home);
        session.Messages.ShouldBeGreaterThan(1);
        session.ToolCalls.ShouldBeGreaterThan(0);
        session.Title.ShouldNotBeNullOrEmpty();
        FixtureFacts facts = fixture.Facts;
        facts.Shows("project", !string.IsNullOrEmpty(session.Project));
        facts.Shows("branch", !string.IsNullOrEmpty(session.Branch));
        facts.Shows("version", !string.IsNullOrEmpty(session.AgentVersion));
        facts.Shows("models", session.Models.Count > 0);
        facts.Shows("tokens", session.Tokens.Total > 0);
        facts.Shows("thinking", session.Counts[(int)SessionCount.Thinking] > 0);
        facts.Shows("images", session.Counts[(int)SessionCount.Image] > 0);
        facts.Shows("subagents", session.Subagents > 0);
        facts.Shows("times", session.StartedAt < session.LastActiveAt);
        session.Counts[(int)SessionCount.UnknownRecord].ShouldBe(0);
        session.Counts[(int)SessionCount.DamagedRecord].ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(Agents))]
    public void Empty_files_are_sessions_without_messages(string agent)
    {
        using var home = new CaptureHome();
        new AgentFixture(agent).Write(home, (_, _) => []);
        home.Capture().Skipped.ShouldBeEmpty();
        home.All().Count.ShouldBeGreaterThan(0);
        home.All().ShouldAllBe(session => session.Messages == 0);
        Settled(home);
    }

    [Theory]
    [MemberData(nameof(Agents))]
    public void A_file_torn_anywhere_is_kept_and_goes_on(string agent)
    {
        var fixture = new AgentFixture(agent);
        using var whole = new CaptureHome();
        fixture.Write(whole);
        whole.Capture();
        List<string> wanted = IndexDump.OfContent(whole.Home);
        var random = new Random(7);
        for (int i = 0; i < 25; i++)
        {
            using var home = new CaptureHome(whole.User) { Now = whole.Now };
            fixture.Write(home, (file, content) => content[..random.Next(AgentFixture.Least(file, content), content.Length + 1)]);
            home.Capture().Skipped.ShouldBeEmpty();
            Settled(home);
            fixture.Write(home);
            home.Capture();
            Robust.Same(IndexDump.OfContent(home.Home), wanted, $"round {i}");
            Settled(home);
        }
    }

    [Theory]
    [MemberData(nameof(Agents))]
    public void Line_ends_of_Windows_and_a_byte_order_mark_change_nothing_that_is_told(string agent)
    {
        var fixture = new AgentFixture(agent);
        using var plain = new CaptureHome();
        using var windows = new CaptureHome();
        fixture.Write(plain);
        fixture.Write(
            windows,
            (relative, content) =>
                AgentFixture.IsJson(relative)
                    ? [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(content).ReplaceLineEndings("\r\n"))]
                    : content
        );
        plain.Capture();
        windows.Capture().Skipped.ShouldBeEmpty();
        // Where sessions lie in the project, that is a folder of the user's.
        Tell(TheOne(windows)).Replace(windows.User, plain.User, StringComparison.Ordinal).ShouldBe(Tell(TheOne(plain)));
        Settled(windows);
    }

    [Theory]
    [MemberData(nameof(Agents))]
    public void A_record_that_nobody_knows_is_kept_and_counted(string agent)
    {
        var fixture = new AgentFixture(agent);
        using var home = new CaptureHome();
        fixture.Write(home, fixture.WithUnknownRecord);
        home.Capture().Skipped.ShouldBeEmpty();
        TheOne(home).Counts[(int)SessionCount.UnknownRecord].ShouldBeGreaterThan(0);
        Settled(home);
    }

    [Theory]
    [MemberData(nameof(Agents))]
    public void Reading_writes_nothing(string agent)
    {
        using var home = new CaptureHome();
        new AgentFixture(agent).Write(home);
        string before = FolderHash(home.User);
        home.Capture();
        home.Capture(new CaptureRequest { Full = true });
        home.Capture(new CaptureRequest { DryRun = true });
        FolderHash(home.User).ShouldBe(before);
    }

    [Theory]
    [MemberData(nameof(Agents))]
    public void Capturing_twice_is_capturing_once(string agent)
    {
        using var home = new CaptureHome();
        new AgentFixture(agent).Write(home);
        home.Capture();
        List<string> once = IndexDump.Of(home.Home);
        foreach (bool isFull in new[] { false, true })
        {
            CaptureReport again = home.Capture(new CaptureRequest { Full = isFull });
            again.BytesRead.ShouldBe(0);
            again.Unchanged.ShouldBe(home.All().Count);
            IndexDump.Of(home.Home).ShouldBe(once);
        }
        Settled(home);
    }

    [Theory]
    [MemberData(nameof(Agents))]
    public void Files_that_grow_by_any_steps_give_the_same_as_one_capture(string agent)
    {
        var fixture = new AgentFixture(agent);
        using var whole = new CaptureHome();
        fixture.Write(whole);
        whole.Capture();
        List<string> wanted = IndexDump.OfContent(whole.Home);
        for (int seed = 0; seed < 6; seed++)
        {
            var random = new Random(seed);
            using var home = new CaptureHome(whole.User) { Now = whole.Now };
            // All files are there from the beginning, because their order is a part of what is told, and with their first lines:
            // a file that is empty is a session of its own until it names another.
            Dictionary<string, int> written = fixture.Files.ToDictionary(
                file => file.Key,
                file => AgentFixture.Least(file.Key, file.Value),
                StringComparer.Ordinal
            );
            fixture.Write(home, (file, content) => content[..written[file]]);
            home.Capture();
            while (written.Any(file => file.Value < fixture.Files[file.Key].Length))
            {
                foreach ((string file, int length) in written.ToArray())
                {
                    written[file] = Math.Min(fixture.Files[file].Length, length + random.Next(900));
                    fixture.WriteFile(home, file, fixture.Files[file].AsSpan(0, written[file]));
                    if (random.Next(2) == 0)
                        File.SetLastWriteTimeUtc(Path.Combine(fixture.HomeIn(home), file), home.Now.UtcDateTime);
                }
                home.Capture().Skipped.ShouldBeEmpty();
            }
            fixture.Write(home);
            home.Capture();
            Settled(home);
            Robust.Same(IndexDump.OfContent(home.Home), wanted, $"seed {seed}");
        }
    }

    [Theory]
    [MemberData(nameof(Agents))]
    public void A_secret_in_any_text_at_any_depth_is_nowhere_in_the_home(string agent)
    {
        var fixture = new AgentFixture(agent);
        var secrets = new PlantedSecrets(fixture);
        using var home = new CaptureHome();
        var shared = new Dictionary<string, List<byte>>(StringComparer.Ordinal);
        foreach ((string changed, byte[] content) in secrets.Copies())
        {
            int copy = secrets.Planted.Count - 1;
            foreach (
                (string relative, byte[] bytes) in secrets.Rest(copy, changed).Append((PlantedSecrets.Of(copy, changed), content))
            )
            {
                // A file of all sessions has the lines of all copies.
                if (relative.Contains("f1c70000", StringComparison.Ordinal))
                    fixture.WriteFile(home, relative, bytes);
                else if (shared.TryGetValue(relative, out List<byte>? lines))
                    lines.AddRange(bytes);
                else
                    shared.Add(relative, [.. bytes]);
            }
        }
        foreach ((string relative, List<byte> lines) in shared)
            fixture.WriteFile(home, relative, [.. lines]);
        secrets.Planted.Count.ShouldBeGreaterThan(100);
        CaptureReport report = home.Capture();
        report.Skipped.ShouldBeEmpty();
        report.Findings.Values.Sum().ShouldBeGreaterThanOrEqualTo(secrets.Planted.Count / 2);
        HomeSearch.Find(home.Home, secrets.Planted).ShouldBeEmpty();
        home.Reindex();
        HomeSearch.Find(home.Home, secrets.Planted).ShouldBeEmpty();
        ArchiveCheck.EqualsSources(home.Home).ShouldBeGreaterThanOrEqualTo(secrets.Planted.Count / 2);
    }

    [Theory]
    [MemberData(nameof(Agents))]
    public void Restoring_gives_the_same_bytes_at_the_same_places(string agent)
    {
        var fixture = new AgentFixture(agent);
        using var home = new CaptureHome();
        fixture.Write(home);
        home.Capture();
        Directory.Delete(home.User, recursive: true);
        using var vault = new VaultOpener(home.Home);
        var archive = new SessionArchive(home.Home);
        foreach (string entry in archive.Names())
            new SessionRestorer(() => vault)
                .Restore(archive.Open(entry), new RestoreOptions(), CancellationToken.None)
                .IsComplete.ShouldBeTrue();
        string[] restored = Directory.GetFiles(fixture.HomeIn(home), "*", SearchOption.AllDirectories);
        restored.Length.ShouldBeGreaterThanOrEqualTo(home.All().Count);
        foreach (string path in restored)
            File.ReadAllBytes(path).ShouldBe(fixture.Files[Path.GetRelativePath(fixture.HomeIn(home), path)], path);
    }

    [Theory]
    [MemberData(nameof(Agents))]
    public void Every_result_of_a_tool_belongs_to_a_call(string agent)
    {
        var fixture = new AgentFixture(agent);
        using var home = new CaptureHome();
        fixture.Write(home);
        SessionFootprint session = SessionReading
            .Discover(fixture.Agent, fixture.HomeIn(home))
            .Single(session => AgentFixture.IsOwn(session.Key));
        List<string> events = SessionReading.Read(fixture.Agent, session, keepEvents: true).Events;
        string[] calls =
        [
            .. events.Where(told => told.StartsWith("call ", StringComparison.Ordinal)).Select(told => told.Split(' ')[1]),
        ];
        string[] results =
        [
            .. events.Where(told => told.StartsWith("result ", StringComparison.Ordinal)).Select(told => told.Split(' ')[1]),
        ];
        results.ShouldNotBeEmpty();
        results.ShouldAllBe(id => id.Length > 0 && calls.Contains(id));
    }

    [Fact]
    public void A_secret_that_is_there_is_found()
    {
        using var home = new CaptureHome();
        string token = MadeUpToken.Of(3);
        (string, string)[] planted = [(token, "a test")];
        home.WriteClaude("3f0c5d0e-9d6e-4a55-8a52-0c2c5a6f0001", turns: 2);
        home.Capture();
        HomeSearch.Find(home.Home, planted).ShouldBeEmpty();
        foreach (
            string content in new[]
            {
                token,
                $"x {token}",
                Convert.ToBase64String(Encoding.ASCII.GetBytes(token)),
                Convert.ToBase64String(Encoding.ASCII.GetBytes($"ab {token} cd")),
                Convert.ToBase64String(Encoding.ASCII.GetBytes($"a{token}")),
            }
        )
        {
            string path = Path.Combine(home.Home.Folder, "leak");
            File.WriteAllText(path, content);
            HomeSearch.Find(home.Home, planted).ShouldNotBeEmpty(content);
            File.Delete(path);
        }
        using (
            var segment = new System.IO.Compression.BrotliStream(
                File.Create(Path.Combine(home.Home.Folder, "leak.br")),
                System.IO.Compression.CompressionLevel.Optimal
            )
        )
            segment.Write(Encoding.ASCII.GetBytes($"there is {token} in it, and it is there twice: {token}"));
        HomeSearch.Find(home.Home, planted).ShouldNotBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Agents))]
    public void Two_readers_at_once_do_not_disturb_each_other(string agent)
    {
        var fixture = new AgentFixture(agent);
        using var home = new CaptureHome();
        fixture.Write(home);
        List<SessionFootprint> sessions = SessionReading.Discover(fixture.Agent, fixture.HomeIn(home));
        SourceFile[] files =
        [
            .. sessions.SelectMany(session => session.Files).Where(file => file.Role is FileRole.Transcript or FileRole.Subagent),
        ];
        List<byte[]>[] records = [.. files.Select(file => SessionReading.Records(File.ReadAllBytes(file.Path), file.Shape))];
        List<string>[] alone =
        [
            .. files.Select(
                (file, i) =>
                    SessionReading.EventsInTwo(fixture.Agent, file.Role, file.RelativePath, AgentFixture.Id, records[i], 0)
            ),
        ];
        SessionReader[] readers =
        [
            .. files.Select(file => fixture.Agent.CreateReader(file.Role, file.RelativePath, AgentFixture.Id, [])!),
        ];
        RecordingSink[] sinks = [.. files.Select(_ => new RecordingSink(keepEvents: true))];
        for (int record = 0; record < records.Max(list => list.Count); record++)
        {
            for (int i = 0; i < files.Length; i++)
            {
                if (record < records[i].Count)
                    SessionReading.Feed(readers[i], [records[i][record]], sinks[i]);
            }
        }
        for (int i = 0; i < files.Length; i++)
        {
            readers[i].Complete(sinks[i]);
            sinks[i].Events.ShouldBe(alone[i], files[i].RelativePath);
        }
    }

    internal static IndexedSession TheOne(CaptureHome home) => home.All().Single(session => AgentFixture.IsOwn(session.Key));

    internal static void Settled(CaptureHome home)
    {
        ArchiveCheck.Holds(home.Home);
        ArchiveCheck.EqualsSources(home.Home, isWaitingAllowed: true).ShouldBeGreaterThan(0);
        Robust.ReindexGivesTheSame(home);
    }

    private static string Tell(IndexedSession s) =>
        $"{s.Title} {s.Project} {s.Branch} {s.AgentVersion} {s.Messages} {s.Turns} {s.ToolCalls} {s.Subagents} {string.Join(' ', s.Counts)} {s.Tokens} {s.StartedAt:O} {s.LastActiveAt:O} {string.Join(' ', s.Models)}";

    private static string FolderHash(string folder)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (
            string path in Directory.GetFileSystemEntries(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        )
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{path} {File.GetLastWriteTimeUtc(path):O} {File.GetAttributes(path)}"));
            if (File.Exists(path))
                hash.AppendData(File.ReadAllBytes(path));
        }
        return Convert.ToHexString(hash.GetHashAndReset());
    }
}

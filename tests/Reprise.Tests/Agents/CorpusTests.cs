using System.Text;
using Reprise.Agents;
using Reprise.Protocol;
using Reprise.Reading;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Agents;

/// <summary>What must hold for every real session of every agent.</summary>
public sealed class CorpusTests
{
    public static TheoryData<string> Agents => [.. Names.Where(agent => !SharedCorpus.Lacks(agent))];

    public static TheoryData<string> AllAgents => [.. Names];

    private static IEnumerable<string> Names =>
        AgentCatalog.All.Select(agent => agent.Id.Value).Where(agent => !RowFixture.Is(agent));

    [Theory]
    [MemberData(nameof(Agents))]
    public void Discovery_finds_every_file(string name)
    {
        IAgent agent = AgentCatalog.Find(new AgentId(name))!;
        foreach (string home in Directory.GetDirectories(SharedCorpus.Of(name)))
        {
            List<DiscoveryProblem> problems = [];
            List<SessionFootprint> sessions = SessionReading.Discover(agent, home, problems);
            string[] found =
            [
                .. sessions.SelectMany(session => session.Files).Select(file => file.Path).Order(StringComparer.Ordinal),
            ];
            string[] there = [.. Directory.GetFiles(home, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
            found.ShouldBe(there, home);
            problems.ShouldBeEmpty(home);
            foreach (SourceFile file in sessions.SelectMany(session => session.Files))
            {
                file.Path.ShouldBe(Path.Combine(home, file.RelativePath.Replace('/', Path.DirectorySeparatorChar)));
                file.Length.ShouldBe(new FileInfo(file.Path).Length);
                file.LastWriteUtc.ShouldBe(File.GetLastWriteTimeUtc(file.Path));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Agents))]
    public void Every_session_is_read_and_nothing_in_it_is_unknown(string name)
    {
        IAgent agent = AgentCatalog.Find(new AgentId(name))!;
        List<string> lines = [];
        foreach (
            SessionFootprint session in Directory
                .GetDirectories(SharedCorpus.Of(name))
                .SelectMany(home => SessionReading.Discover(agent, home))
        )
        {
            RecordingSink read = SessionReading.Read(agent, session);
            string place = $"{Path.GetFileName(session.Root)}/{session.Key.NativeId}";
            read.Total(SessionCount.UnknownRecord).ShouldBe(0, place);
            // Two files begin with lines that their publisher put there.
            bool isAnnotated = session.Root.EndsWith("session-share-images", StringComparison.Ordinal);
            read.Total(SessionCount.DamagedRecord).ShouldBe(isAnnotated ? 2 : 0, place);
            read.Responses.Where(response => response.IsDoubtful).ShouldBeEmpty(place);
            lines.Add(Describe(place, read));
        }
        lines.Count.ShouldBe(new AgentFixture(name).Facts.CorpusSessions);
        if (Environment.GetEnvironmentVariable("REPRISE_DESCRIBE") is { } file)
            File.AppendAllLines(file, lines);
    }

    [Theory]
    [MemberData(nameof(Agents))]
    public void A_reader_that_goes_on_from_a_state_tells_the_same(string name)
    {
        IAgent agent = AgentCatalog.Find(new AgentId(name))!;
        foreach (
            SessionFootprint session in Directory
                .GetDirectories(SharedCorpus.Of(name))
                .SelectMany(home => SessionReading.Discover(agent, home))
        )
        {
            foreach (SourceFile file in session.Files.Where(file => file.Role is FileRole.Transcript or FileRole.Subagent))
            {
                List<byte[]> records = SessionReading.Records(File.ReadAllBytes(file.Path), file.Shape);
                string id = session.Key.NativeId;
                List<string> whole = SessionReading.EventsInTwo(agent, file.Role, file.RelativePath, id, records, 0);
                foreach (int at in new[] { 1, 2, 3, records.Count / 3, records.Count / 2, records.Count * 9 / 10 })
                {
                    if (at < records.Count)
                        SessionReading
                            .EventsInTwo(agent, file.Role, file.RelativePath, id, records, at)
                            .ShouldBe(whole, file.Path);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Agents))]
    public void Every_file_with_records_is_recognised_by_its_content(string name)
    {
        IAgent agent = AgentCatalog.Find(new AgentId(name))!;
        foreach (
            SessionFootprint session in Directory
                .GetDirectories(SharedCorpus.Of(name))
                .SelectMany(home => SessionReading.Discover(agent, home))
        )
        {
            foreach (
                SourceFile file in session.Files.Where(file =>
                    file.Length > 0 && file.Role is FileRole.Transcript or FileRole.Subagent
                )
            )
            {
                if (file.Length == 0)
                    continue;
                SessionFootprint? recognised = agent.Recognize(file.Path, Head(file.Path), session.Root);
                recognised.ShouldNotBeNull(file.Path);
                recognised.Key.ShouldBe(session.Key);
                recognised.Files.ShouldHaveSingleItem().ShouldBe(file);
                AgentCatalog
                    .All.Count(other => other.Recognize(file.Path, Head(file.Path), session.Root) is not null)
                    .ShouldBe(1, file.Path);
            }
        }
    }

    [Theory]
    [MemberData(nameof(AllAgents))]
    public void Files_of_other_agents_are_not_recognised(string name)
    {
        IAgent agent = AgentCatalog.Find(new AgentId(name))!;
        string corpus = SharedCorpus.All;
        foreach (string path in Directory.GetFiles(corpus, "*.json*", SearchOption.AllDirectories))
        {
            string owner = Path.GetRelativePath(corpus, path).Split(Path.DirectorySeparatorChar)[0];
            if (!string.Equals(owner, name, StringComparison.Ordinal))
                agent.Recognize(path, Head(path), corpus).ShouldBeNull(path);
        }
    }

    private static byte[] Head(string path)
    {
        using FileStream stream = File.OpenRead(path);
        byte[] head = new byte[Math.Min(64 * 1024, stream.Length)];
        stream.ReadExactly(head);
        return head;
    }

    private static string Describe(string place, RecordingSink read)
    {
        var line = new StringBuilder(place);
        line.Append(
            $" prompts {read.Prompts} answers {read.Answers} calls {read.ToolCalls} errors {read.Total(SessionCount.ToolError)}"
        );
        line.Append(
            $" thinking {read.Total(SessionCount.Thinking)} images {read.Total(SessionCount.Image)} subagents {read.Subagents.Count}"
        );
        line.Append($" compactions {read.Total(SessionCount.Compaction)} interrupts {read.Total(SessionCount.Interrupt)}");
        line.Append($" api {read.Total(SessionCount.ApiError)} fork {read.ForkedFrom} parent {read.Parent} title {read.Title}");
        line.Append(
            $" folders {string.Join(",", read.Folders)} branch {read.Branch} version {read.Version} {read.Started:s} {read.Ended:s}"
        );
        foreach ((string model, TokenUsage tokens) in read.Tokens())
            line.Append($" | {model} {tokens.Input} {tokens.Output} {tokens.CacheRead} {tokens.CacheWrite} {tokens.Reasoning}");
        line.Append(
            $" | first {read.FirstPrompt?.ReplaceLineEndings(" ")[..Math.Min(60, read.FirstPrompt.ReplaceLineEndings(" ").Length)]}"
        );
        return line.ToString();
    }
}

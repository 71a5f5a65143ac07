using System.Text;
using Reprise.Indexing;
using Reprise.Protocol;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Indexing;

public sealed class IndexWriterTests : IDisposable
{
    private const int Captures = 60;

    private readonly string _folder = Directory.CreateTempSubdirectory("reprise-index-").FullName;

    [Fact]
    public void Many_small_captures_leave_few_pieces_of_full_text()
    {
        using SessionIndex index = Fill("completed.db", writer => writer.Complete());

        Pieces(index).ShouldBeLessThan(12);
        Hits(index, "harbour").ShouldBe(Captures);
        Hits(index, "word17").ShouldBe(1);
    }

    [Fact]
    public void Without_the_merging_at_the_end_every_capture_leaves_a_piece()
    {
        using SessionIndex index = Fill("committed.db", writer => writer.Commit());

        Pieces(index).ShouldBe(Captures);
        Hits(index, "harbour").ShouldBe(Captures);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private SessionIndex Fill(string name, Action<IndexWriter> end)
    {
        var index = SessionIndex.OpenWrite(Path.Combine(_folder, name));
        for (int i = 0; i < Captures; i++)
        {
            using var writer = new IndexWriter(index);
            var session = new IndexedSession { Id = i + 1, Key = new SessionKey(new AgentId("made-up"), $"session-{i}") };
            using var feed = new SessionFeed(session, known: null, replaces: false, writer.Write);
            feed.BeginMessage(new MessageHead { Role = MessageRole.User, Kind = MessageKind.Prompt });
            feed.Block(BlockKind.Text, Encoding.UTF8.GetBytes($"the harbour at dawn word{i}"));
            feed.EndMessage();
            feed.Complete([], new Dictionary<FindingKey, long>());
            end(writer);
        }
        return index;
    }

    private static long Pieces(SessionIndex index) => index.Database.QueryNumber("SELECT count(DISTINCT segid) FROM fulltext_idx");

    private static long Hits(SessionIndex index, string word) =>
        index.Database.QueryNumber($"SELECT count(*) FROM fulltext WHERE fulltext MATCH '{word}'");
}

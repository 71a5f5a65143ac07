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

    [Fact]
    public void Sessions_of_one_transaction_make_one_piece_of_full_text()
    {
        using var index = SessionIndex.OpenWrite(Path.Combine(_folder, "together.db"));
        using var writer = new IndexWriter(index);
        for (int i = 0; i < Captures; i++)
            Write(writer, i);
        // Once more, as a session that grew.
        Write(writer, 0);
        writer.Commit();

        Pieces(index).ShouldBe(1);
        Hits(index, "harbour").ShouldBe(Captures + 1);
        index.Database.QueryNumber("SELECT count(*) FROM sessions").ShouldBe(Captures);
    }

    [Fact]
    public void A_session_takes_the_place_of_a_row_with_its_key()
    {
        using var index = SessionIndex.OpenWrite(Path.Combine(_folder, "key.db"));
        using var writer = new IndexWriter(index);
        writer.Write(new IndexedSession { Id = 1, Key = new SessionKey(new AgentId("made-up"), "same") });
        writer.Write(new IndexedSession { Id = 2, Key = new SessionKey(new AgentId("made-up"), "same") });
        writer.Write(
            new IndexedSession
            {
                Id = 3,
                Key = new SessionKey(new AgentId("made-up"), "same"),
                Copy = 1,
            }
        );
        writer.Commit();

        index.Load(1).ShouldBeNull();
        index.Load(2).ShouldNotBeNull();
        index.Load(3).ShouldNotBeNull();
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private SessionIndex Fill(string name, Action<IndexWriter> end)
    {
        var index = SessionIndex.OpenWrite(Path.Combine(_folder, name));
        for (int i = 0; i < Captures; i++)
        {
            using var writer = new IndexWriter(index);
            Write(writer, i);
            end(writer);
        }
        return index;
    }

    private static void Write(IndexWriter writer, int number)
    {
        var session = new IndexedSession { Id = number + 1, Key = new SessionKey(new AgentId("made-up"), $"session-{number}") };
        using var feed = new SessionFeed(session, known: null, replaces: false, writer.Write);
        feed.BeginMessage(new MessageHead { Role = MessageRole.User, Kind = MessageKind.Prompt });
        feed.Block(BlockKind.Text, Encoding.UTF8.GetBytes($"the harbour at dawn word{number}"));
        feed.EndMessage();
        feed.Complete([], []);
    }

    private static long Pieces(SessionIndex index) =>
        index.Database.QueryNumber("SELECT count(DISTINCT segid) FROM fulltext_idx");

    private static long Hits(SessionIndex index, string word) =>
        index.Database.QueryNumber($"SELECT count(*) FROM fulltext WHERE fulltext MATCH '{word}'");
}

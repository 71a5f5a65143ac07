using System.Text;
using Reprise.Capturing;
using Reprise.Indexing;
using Reprise.Tests.Robustness;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Capturing;

public sealed class DocumentGrowthTests
{
    private const string Id = "f1c70000-0000-4000-8000-000000000001";

    [Theory]
    [InlineData("{}", "{}", true)]
    [InlineData("""{"a":[1,2]}""", """{"a":[1,2,3],"b":4}""", true)]
    [InlineData("""{"a":[1,2]}""", """{"a":[2,1,3]}""", false)]
    [InlineData("""{"a":[1,2]}""", """{"a":[1]}""", false)]
    [InlineData("""{"a":1,"b":2}""", """{"b":2,"a":1}""", true)]
    [InlineData("""{"a":1,"b":2}""", """{"b":2}""", false)]
    [InlineData("""{"a":null}""", """{"a":{"b":1}}""", true)]
    [InlineData("""{"a":{"b":1}}""", """{"a":null}""", false)]
    [InlineData("""{"a":"x"}""", """{"a":"x y"}""", false)]
    [InlineData("""{"a":false}""", """{"a":true}""", false)]
    [InlineData("""{"a":7}""", """{"a":8}""", false)]
    [InlineData("""{"t":"2026-05-01T09:00:00.000Z"}""", """{"t":"2026-05-01T09:00:01.000Z"}""", true)]
    [InlineData("""{"t":"2026-05-01T09:00:01.000Z"}""", """{"t":"2026-05-01T09:00:00.000Z"}""", false)]
    [InlineData("""{"t":1782892800000}""", """{"t":1782892800001}""", true)]
    [InlineData("""{"t":1782892800001}""", """{"t":1782892800000}""", false)]
    [InlineData("{\"a\":1}", "{\"a\":1", false)]
    [InlineData("", "{\"a\":1}", false)]
    public void A_document_has_grown_when_all_of_it_is_still_there(string older, string newer, bool hasGrown) =>
        DocumentGrowth.HasAll(Encoding.UTF8.GetBytes(older), Encoding.UTF8.GetBytes(newer)).ShouldBe(hasGrown);

    [Fact]
    public void Members_in_another_order_do_not_cost_the_square_of_their_number()
    {
        string[] members = [.. Enumerable.Range(0, 50_000).Select(i => $"\"{i}\":1")];
        byte[] older = Encoding.UTF8.GetBytes($"{{{string.Join(',', members)}}}");
        byte[] newer = Encoding.UTF8.GetBytes($"{{{string.Join(',', members.Reverse())}}}");
        DocumentGrowth.HasAll(older, newer).ShouldBeFalse();
    }

    [Fact]
    public void A_chat_that_is_written_anew_with_each_message_has_one_generation()
    {
        using var home = new CaptureHome();
        for (int messages = 1; messages <= 5; messages++)
        {
            Write(home, messages);
            home.Capture().Skipped.ShouldBeEmpty();
        }
        IndexedSession session = home.Only();
        session.Messages.ShouldBe(5);
        session.Generations.ShouldBe(1);
        ArchiveCheck.Holds(home.Home);
        ArchiveCheck.EqualsSources(home.Home).ShouldBe(1);
        Robust.ReindexGivesTheSame(home);
        Write(home, messages: 3);
        home.Capture();
        home.Only().Generations.ShouldBe(2);
        ArchiveCheck.Holds(home.Home);
    }

    private static void Write(CaptureHome home, int messages)
    {
        string path = Path.Combine(home.User, ".gemini", "tmp", "demo", "chats", "session-2026-01-02T09-00-f1c70000.json");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        string list = string.Join(
            ",\n",
            Enumerable
                .Range(1, messages)
                .Select(i =>
                    $$"""    {"id":"m{{i}}","timestamp":"2026-01-02T09:00:0{{i}}.000Z","type":"user","content":"prompt {{i}}"}"""
                )
        );
        File.WriteAllText(
            path,
            $$"""
            {
              "sessionId": "{{Id}}",
              "projectHash": "0b",
              "lastUpdated": "2026-01-02T09:00:0{{messages}}.000Z",
              "messages": [
            {{list}}
              ]
            }
            """
        );
        home.Age(path);
        File.SetLastWriteTimeUtc(path, File.GetLastWriteTimeUtc(path).AddMinutes(messages));
    }
}

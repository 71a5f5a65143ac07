using System.Text;
using Reprise.Archiving;
using Reprise.Capturing;
using Reprise.Databases;
using Reprise.Indexing;
using Reprise.Protocol;
using Reprise.Sealing;
using Reprise.Tests.Capturing;
using Reprise.Tests.Robustness;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Agents.Cursor;

/// <summary>The editor's database: what belongs to a conversation, in which order, and what tells that it changed.</summary>
public sealed class CursorEditorTests : IDisposable
{
    private const string Composer = $"composerData:{AgentFixture.Id}";
    private const string Bubble = $"bubbleId:{AgentFixture.Id}:b0000000-0000-4000-8000-00000000000";
    private const string Other = "c0000000-0000-4000-8000-000000000077";

    private readonly CaptureHome _home = new();
    private readonly RowFixture _fixture = new("cursor");

    public CursorEditorTests() => _fixture.Write(_home);

    public void Dispose() => _home.Dispose();

    private string Main => _fixture.Databases.Keys.First();

    [Fact]
    public void The_fixture_has_the_counts_that_a_person_counts()
    {
        IndexedSession session = Captured();
        session.Title.ShouldBe("Sorting a list");
        session.Turns.ShouldBe(2);
        session.Messages.ShouldBe(2 + 2);
        session.ToolCalls.ShouldBe(2);
        session.Counts[(int)SessionCount.Thinking].ShouldBe(1);
        session.Tokens.ShouldBe(new TokenUsage(2100 + 900, 30 + 8, 0, 0, 0, 0));
        session.Branch.ShouldBe("main");
        session.Project.ShouldBe("/w/demo");
        session.StartedAt.ShouldBe(DateTimeOffset.Parse("2026-09-01T08:00:01Z"));
        session.LastActiveAt.ShouldBe(DateTimeOffset.Parse("2026-09-01T08:00:07Z"));
    }

    [Fact]
    public void What_was_left_or_never_shown_is_kept_but_not_told()
    {
        Captured();
        string context = Text("context");
        context.ShouldContain("A branch that was left.");
        context.ShouldContain("checkpointId");
        Text(null).ShouldNotContain("A branch that was left.");

        // A message that the list names and that is not shown.
        _fixture.Run(
            _home,
            $$"""
            INSERT INTO cursorDiskKV VALUES ('{{Bubble}}8', '{"_v":3,"type":2,"bubbleId":"b0000000-0000-4000-8000-000000000008","text":"A note for the model alone"}');
            UPDATE cursorDiskKV SET value = json_insert(value, '$.fullConversationHeadersOnly[#]',
                json('{"bubbleId":"b0000000-0000-4000-8000-000000000008","type":2,"grouping":{"isRenderable":false} }')) WHERE key = '{{Composer}}';
            """
        );
        Captured().Messages.ShouldBe(4);
        Text("context").ShouldContain("A note for the model alone");
        RowCheck.Settled(_home, _fixture);
    }

    [Fact]
    public void Without_a_list_all_messages_are_told_in_the_order_of_writing()
    {
        _fixture.Run(
            _home,
            $"UPDATE cursorDiskKV SET value = json_remove(value, '$.fullConversationHeadersOnly') WHERE key = '{Composer}'"
        );
        IndexedSession session = Captured();
        session.Turns.ShouldBe(2);
        session.Messages.ShouldBe(2 + 3);
        string text = Text(null);
        text.IndexOf("It is sorted", StringComparison.Ordinal)
            .ShouldBeLessThan(text.IndexOf("A branch that was left", StringComparison.Ordinal));
    }

    [Fact]
    public void Values_that_are_NULL_are_kept_as_such_and_no_harm()
    {
        _fixture.Run(_home, $"UPDATE cursorDiskKV SET value = NULL WHERE key IN ('{Bubble}4', '{Bubble}9')");
        IndexedSession session = Captured();
        session.Turns.ShouldBe(2);
        session.Messages.ShouldBe(2 + 1);
        Text(null).ShouldContain("\"value\":null");
        RowCheck.Settled(_home, _fixture);
    }

    [Fact]
    public void The_project_comes_from_the_workspace_that_has_the_conversation_open()
    {
        _fixture.Run(_home, "DELETE FROM composerHeaders");
        _fixture.Run(
            _home,
            $"UPDATE cursorDiskKV SET value = json_remove(value, '$.workspaceIdentifier') WHERE key = '{Composer}'"
        );
        Captured().Project.ShouldBe("/w/demo");

        // Nothing leads to it any more.
        using var lonely = new CaptureHome();
        _fixture.Write(lonely);
        _fixture.Run(lonely, "DELETE FROM composerHeaders");
        _fixture.Run(lonely, _fixture.Databases.Keys.Last(), "DELETE FROM ItemTable");
        lonely.Capture().Skipped.ShouldBeEmpty();
        lonely.Only().Project.ShouldBeNull();
    }

    [Fact]
    public void Only_the_conversation_that_went_on_is_read_again()
    {
        AddOther(200);
        _home.Capture().Captured.ShouldBe(2);
        _fixture.Run(
            _home,
            $$"""
            INSERT INTO cursorDiskKV VALUES ('{{Bubble}}8', '{"_v":3,"type":1,"bubbleId":"b0000000-0000-4000-8000-000000000008","text":"One more"}');
            INSERT INTO cursorDiskKV SELECT key, json_insert(value, '$.fullConversationHeadersOnly[#]',
                json('{"bubbleId":"b0000000-0000-4000-8000-000000000008","type":1}')) FROM cursorDiskKV WHERE key = '{{Composer}}';
            """
        );
        CaptureReport report = _home.Capture();
        report.Updated.ShouldBe(1);
        report.Unchanged.ShouldBe(1);
        report.BytesRead.ShouldBeLessThan(20_000);
        Session(AgentFixture.Id).Turns.ShouldBe(3);
        Session(AgentFixture.Id).Generations.ShouldBe(1);
        Session(Other).Messages.ShouldBe(200);
        RowCheck.Settled(_home, _fixture);
    }

    // An answer that streams in is written under the same key; a table that replaces gives it a new row id, an update does not.
    [Theory]
    [InlineData(
        "INSERT INTO cursorDiskKV SELECT key, json_set(value, '$.text', 'There is no b.txt at all.') FROM cursorDiskKV WHERE key = '{0}7'"
    )]
    [InlineData("UPDATE cursorDiskKV SET value = json_set(value, '$.text', 'There is no b.txt at all.') WHERE key = '{0}7'")]
    public void A_message_that_is_written_again_is_seen(string sql)
    {
        AddOther(20);
        _home.Capture();
        _fixture.Run(_home, string.Format(null, sql, Bubble));
        CaptureReport report = _home.Capture();
        report.Updated.ShouldBe(1);
        report.Unchanged.ShouldBe(1);
        Text(null).ShouldContain("There is no b.txt at all.");
        Session(AgentFixture.Id).Generations.ShouldBe(1);
        RowCheck.Settled(_home, _fixture);
    }

    [Fact]
    public void A_conversation_whose_list_lost_messages_is_another_generation()
    {
        _home.Capture();
        // The person went back to the first answer.
        _fixture.Run(
            _home,
            $$"""
            DELETE FROM cursorDiskKV WHERE key IN ('{{Bubble}}5', '{{Bubble}}6', '{{Bubble}}7');
            UPDATE cursorDiskKV SET value = json_remove(value, '$.fullConversationHeadersOnly[#-1]', '$.fullConversationHeadersOnly[#-1]',
                '$.fullConversationHeadersOnly[#-1]') WHERE key = '{{Composer}}';
            """
        );
        IndexedSession session = Captured();
        session.Generations.ShouldBe(2);
        session.Turns.ShouldBe(1);
        RowCheck.Settled(_home, _fixture);
    }

    private IndexedSession Captured()
    {
        _home.Capture().Skipped.ShouldBeEmpty();
        Robust.ReindexGivesTheSame(_home);
        return _home.Only();
    }

    private IndexedSession Session(string id) => _home.All().Single(session => session.Key.NativeId == id);

    private void AddOther(int messages)
    {
        string list = string.Join(",", Enumerable.Range(0, messages).Select(i => $$"""{"bubbleId":"x{{i}}","type":1}"""));
        using SqliteDatabase database = SqliteDatabase.Open(_fixture.PathOf(_home, Main));
        database.Execute("BEGIN");
        for (int i = 0; i < messages; i++)
            database.Execute(
                $$"""INSERT INTO cursorDiskKV VALUES ('bubbleId:{{Other}}:x{{i}}', '{"_v":3,"type":1,"bubbleId":"x{{i}}","text":"Message {{i}}: {{new string('p', 500)}}"}')"""
            );
        database.Execute(
            $$"""INSERT INTO cursorDiskKV VALUES ('composerData:{{Other}}', '{"_v":17,"composerId":"{{Other}}","fullConversationHeadersOnly":[{{list}}],"createdAt":1788249600000}')"""
        );
        database.Execute("COMMIT");
    }

    // The masked lines of one of the texts of the fixture's session.
    private string Text(string? what)
    {
        ArchiveEntry entry = new SessionArchive(_home.Home).Open(Session(AgentFixture.Id).Entry);
        string ending = what is null ? $"{AgentFixture.Id}.jsonl" : $"{AgentFixture.Id}.{what}.jsonl";
        ArchivedFile file = entry.Manifest.Files.Single(file => file.Path.EndsWith($"/{ending}", StringComparison.Ordinal));
        using var bytes = new MemoryStream();
        foreach (MaskedBlock block in entry.Read(file.Current))
            bytes.Write(block.Bytes);
        return Encoding.UTF8.GetString(bytes.ToArray());
    }
}

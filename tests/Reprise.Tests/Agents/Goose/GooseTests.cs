using Reprise.Capturing;
using Reprise.Databases;
using Reprise.Indexing;
using Reprise.Protocol;
using Reprise.Tests.Capturing;
using Reprise.Tests.Robustness;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Agents.Goose;

/// <summary>Goose: a real database without messages, files of older releases, and what the tables say.</summary>
public sealed class GooseTests : IDisposable
{
    private readonly CaptureHome _home = new();
    private readonly RowFixture _fixture = new("goose");

    public void Dispose() => _home.Dispose();

    [Fact]
    public void A_real_database_with_a_session_that_nothing_was_said_in()
    {
        string corpus = Path.Combine(SharedCorpus.Of("goose"), "sessions-db-empty");
        _home.Capture(new CaptureRequest { Paths = [corpus] }).Skipped.ShouldBeEmpty();
        IndexedSession session = _home.Only();
        session.Key.ShouldBe(new SessionKey(new AgentId("goose"), "20251202_1"));
        session.Project.ShouldBe("/Users/jpresley/workspace/tmp/vsl");
        session.Messages.ShouldBe(0);
        session.Tokens.Total.ShouldBe(0);
        // Every session begins with this name.
        (session.Title == "CLI Session").ShouldBeFalse();
        Robust.ReindexGivesTheSame(_home);
    }

    [Fact]
    public void The_fixture_has_the_counts_that_a_person_counts()
    {
        _fixture.Write(_home);
        _home.Capture().Skipped.ShouldBeEmpty();
        IndexedSession session = _home.Only();
        session.Title.ShouldBe("Sorting a list");
        session.Turns.ShouldBe(2);
        session.Messages.ShouldBe(2 + 3);
        session.ToolCalls.ShouldBe(2);
        session.Counts[(int)SessionCount.ToolError].ShouldBe(1);
        session.Counts[(int)SessionCount.Thinking].ShouldBe(2);
        session.Counts[(int)SessionCount.Image].ShouldBe(1);
        // The ledger's input holds what came from a cache and went there.
        session.Tokens.ShouldBe(new TokenUsage(4 + 5, 37 + 9, 50 + 150, 100 + 10, 0, 0));
        session.Models.ShouldBe(["claude-opus-5-5"]);
        session.Project.ShouldBe("/w/demo");
        session.StartedAt.ShouldBe(DateTimeOffset.FromUnixTimeSeconds(1788249600));
        session.LastActiveAt.ShouldBe(DateTimeOffset.FromUnixTimeSeconds(1788249703));
    }

    [Fact]
    public void Tokens_of_a_release_without_a_ledger_are_the_session_s_sums()
    {
        _fixture.Write(_home);
        _fixture.Run(_home, "DELETE FROM usage_ledger");
        _home.Capture();
        _home.Only().Tokens.ShouldBe(new TokenUsage(9, 46, 200, 110, 0, 0));

        // An older release went on: its tokens are in no ledger.
        using var mixed = new CaptureHome();
        _fixture.Write(mixed);
        _fixture.Run(
            mixed,
            "UPDATE sessions SET accumulated_input_tokens = accumulated_input_tokens + 1000, accumulated_output_tokens = 50"
        );
        mixed.Capture();
        mixed.Only().Tokens.ShouldBe(new TokenUsage(9 + 1000, 50, 200, 110, 0, 0));
    }

    [Theory]
    [InlineData("'Given by me', 1", "Given by me")]
    [InlineData("'CLI Session', 0", "Sort the list in a.txt, bitte schön 漢字")]
    [InlineData("'CLI Session', 1", "CLI Session")]
    [InlineData("'', 0", "Said by an older release")]
    public void The_title_is_a_name_that_somebody_gave(string name, string title)
    {
        _fixture.Write(_home);
        _fixture.Run(_home, $"UPDATE sessions SET (name, user_set_name) = ({name})");
        if (name.StartsWith("''", StringComparison.Ordinal))
            _fixture.Run(_home, "UPDATE sessions SET description = 'Said by an older release'");
        _home.Capture();
        _home.Only().Title.ShouldBe(title);
    }

    [Fact]
    public void A_conversation_that_was_replaced_is_a_generation_and_both_are_kept()
    {
        _fixture.Write(_home);
        _home.Capture();
        // What a compaction leaves in releases before 1.20: all rows anew.
        _fixture.Run(
            _home,
            $$"""
            DELETE FROM messages;
            INSERT INTO messages (message_id, session_id, role, content_json, created_timestamp, metadata_json) VALUES
                ('s', '{{AgentFixture.Id}}', 'user', '[{"type":"text","text":"What was said so far"}]', 1788249800, '{"userVisible":false,"agentVisible":true}'),
                ('c', '{{AgentFixture.Id}}', 'assistant', '[{"type":"conversationCompacted","msg":"Conversation compacted"}]', 1788249801, NULL);
            UPDATE sessions SET updated_at = '2026-09-01 08:03:20';
            """
        );
        CaptureReport report = _home.Capture();
        report.Skipped.ShouldBeEmpty();
        report.Updated.ShouldBe(1);
        IndexedSession session = _home.Only();
        session.Generations.ShouldBe(2);
        session.Counts[(int)SessionCount.Compaction].ShouldBe(1);
        RowCheck.Settled(_home, _fixture);
    }

    [Fact]
    public void A_title_that_a_call_got_later_is_seen()
    {
        _fixture.Write(_home);
        _home.Capture();
        _fixture.Run(
            _home,
            "UPDATE messages SET content_json = replace(content_json, '\"id\":\"call_02\",', '\"id\":\"call_02\",\"_meta\":{\"title\":\"Opens b\"},') "
                + "WHERE role = 'assistant'"
        );
        _home.Capture().Updated.ShouldBe(1);
        RowCheck.Settled(_home, _fixture);
    }

    [Fact]
    public void A_session_of_an_older_release_is_read_from_its_file_until_a_database_has_it()
    {
        string folder = Path.Combine(_fixture.HomeIn(_home), "sessions");
        Directory.CreateDirectory(folder);
        string path = Path.Combine(folder, "20250801_101112.jsonl");
        File.WriteAllText(
            path,
            """
            {"working_dir":"/w/demo","description":"Pears and plums","message_count":4,"total_tokens":20,"input_tokens":15,"output_tokens":5,"accumulated_total_tokens":60,"accumulated_input_tokens":45,"accumulated_output_tokens":15}
            {"id":"m1","role":"user","created":1754043072,"content":[{"type":"text","text":"Sort them"}]}
            {"role":"assistant","created":1754043073,"content":[{"type":"toolRequest","id":"call_1","toolCall":{"status":"success","value":{"name":"developer__shell","arguments":{"command":"sort a.txt"}}}}]}
            {"role":"user","created":1754043074,"content":[{"type":"toolResponse","id":"call_1","toolResult":{"status":"success","value":[{"type":"text","text":"pear"}]}}]}
            {"role":"assistant","created":1754043075,"content":[{"type":"text","text":"Done"}]}

            """
        );
        _home.Age(path);
        _home.Capture().Skipped.ShouldBeEmpty();
        IndexedSession session = _home.Only();
        session.Key.NativeId.ShouldBe("20250801_101112");
        session.Title.ShouldBe("Pears and plums");
        session.Project.ShouldBe("/w/demo");
        session.Turns.ShouldBe(1);
        session.Messages.ShouldBe(1 + 2);
        session.ToolCalls.ShouldBe(1);
        session.Tokens.ShouldBe(new TokenUsage(45, 15, 0, 0, 0, 0));
        session.LastActiveAt.ShouldBe(DateTimeOffset.FromUnixTimeSeconds(1754043075));
        Robust.ReindexGivesTheSame(_home);

        // A single such file is known by its content.
        using var named = new CaptureHome();
        string copy = Path.Combine(named.Folder, "20250801_101112.jsonl");
        File.Copy(path, copy);
        named.Capture(new CaptureRequest { Paths = [copy] }).Captured.ShouldBe(1);
        named.Only().Messages.ShouldBe(3);

        _fixture.WriteStep(_home, 0);
        _fixture.Run(
            _home,
            """
            INSERT INTO sessions (id, description, working_dir, accumulated_input_tokens, accumulated_output_tokens)
                VALUES ('20250801_101112', 'Pears and plums', '/w/demo', 45, 15);
            INSERT INTO messages (session_id, role, content_json, created_timestamp)
                VALUES ('20250801_101112', 'user', '[{"type":"text","text":"Sort them"}]', 1754043072);
            """
        );
        _home.Capture().Skipped.ShouldBeEmpty();
        _home.Only().Turns.ShouldBe(1);
        _home.Only().DeletedAt.ShouldBeNull();
        _home.Only().Tokens.Total.ShouldBe(60);
        Robust.ReindexGivesTheSame(_home);

        // A database that cannot be read now has it all the same.
        using (SqliteDatabase owner = SqliteDatabase.Open(_fixture.PathOf(_home, "sessions/sessions.db")))
        {
            owner.Execute("PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE");
            _home.Capture().Captured.ShouldBe(0);
            owner.Execute("COMMIT");
        }
        _home.Only().Turns.ShouldBe(1);
    }
}

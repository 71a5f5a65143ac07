using Reprise.Databases;
using Reprise.Protocol;

namespace Reprise.Indexing;

/// <summary>Reads and writes the rows of the table of sessions.</summary>
internal static class SessionRows
{
    public const string Columns = """
        id, agent, native_id, copy, entry, revision, root, source_path, project, branch, remote, agent_version,
        custom_title, native_title, generated_title, summary_title, prompt_title, models, started_at, last_active_at,
        messages, turns, tool_calls, subagents, counts, input, output, cache_read, cache_write_5m, cache_write_1h,
        reasoning, source_bytes, archived_bytes, generations, findings, forked_from, parent_id, deleted_at, title, rules, host,
        unread
        """;

    /// <summary>Deletes what stands in the way of <see cref="Insert"/>.</summary>
    public const string Delete = "DELETE FROM sessions WHERE id = ?1 OR (agent = ?2 AND native_id = ?3 AND copy = ?4)";

    /// <remarks>
    /// Not <c>INSERT OR REPLACE</c>: SQLite opens a savepoint for that, each savepoint makes the full text write down what it
    /// collected, and thousands of tiny pieces cost as much again as the text itself.
    /// </remarks>
    public static readonly string Insert =
        $"INSERT INTO sessions ({Columns}) VALUES ({string.Join(", ", Enumerable.Range(1, 42).Select(i => $"?{i}"))})";

    public static IndexedSession Read(SqliteStatement row) =>
        new()
        {
            Id = row.Integer(0),
            Key = new SessionKey(new AgentId(row.Text(1)!), row.Text(2)!),
            Copy = (int)row.Integer(3),
            Entry = row.Text(4)!,
            Revision = (int)row.Integer(5),
            Root = row.Text(6)!,
            SourcePath = row.Text(7),
            Project = row.Text(8),
            Branch = row.Text(9),
            Remote = row.Text(10),
            AgentVersion = row.Text(11),
            CustomTitle = row.Text(12),
            NativeTitle = row.Text(13),
            GeneratedTitle = row.Text(14),
            SummaryTitle = row.Text(15),
            PromptTitle = row.Text(16),
            Models = row.Text(17)?.Split('\n') ?? [],
            StartedAt = Time(row.IntegerOrNull(18)),
            LastActiveAt = Time(row.IntegerOrNull(19)),
            Messages = row.Integer(20),
            Turns = row.Integer(21),
            ToolCalls = row.Integer(22),
            Subagents = row.Integer(23),
            Counts = [.. row.Text(24)!.Split(' ').Select(long.Parse)],
            Tokens = ReadTokens(row, 25),
            SourceBytes = row.Integer(31),
            ArchivedBytes = row.Integer(32),
            Generations = (int)row.Integer(33),
            Findings = row.Integer(34),
            ForkedFrom = row.Text(35),
            ParentId = row.Text(36),
            DeletedAt = Time(row.IntegerOrNull(37)),
            Rules = row.Text(39)!,
            Host = row.Text(40),
        };

    /// <summary>Writes a row in the place of what is there.</summary>
    /// <param name="delete">Prepared from <see cref="Delete"/>.</param>
    /// <param name="insert">Prepared from <see cref="Insert"/>.</param>
    /// <param name="session">The row.</param>
    public static void Write(SqliteStatement delete, SqliteStatement insert, IndexedSession session)
    {
        delete
            .Integer(1, session.Id)
            .Text(2, session.Key.Agent.Value)
            .Text(3, session.Key.NativeId)
            .Integer(4, session.Copy)
            .Run();
        TokenUsage tokens = session.Tokens;
        insert
            .Integer(1, session.Id)
            .Text(2, session.Key.Agent.Value)
            .Text(3, session.Key.NativeId)
            .Integer(4, session.Copy)
            .Text(5, session.Entry)
            .Integer(6, session.Revision)
            .Text(7, session.Root)
            .Text(8, session.SourcePath)
            .Text(9, session.Project)
            .Text(10, session.Branch)
            .Text(11, session.Remote)
            .Text(12, session.AgentVersion)
            .Text(13, session.CustomTitle)
            .Text(14, session.NativeTitle)
            .Text(15, session.GeneratedTitle)
            .Text(16, session.SummaryTitle)
            .Text(17, session.PromptTitle)
            .Text(18, session.Models.Count == 0 ? null : string.Join('\n', session.Models))
            .Integer(19, session.StartedAt?.ToUnixTimeMilliseconds())
            .Integer(20, session.LastActiveAt?.ToUnixTimeMilliseconds())
            .Integer(21, session.Messages)
            .Integer(22, session.Turns)
            .Integer(23, session.ToolCalls)
            .Integer(24, session.Subagents)
            .Text(25, string.Join(' ', session.Counts))
            .Integer(26, tokens.Input)
            .Integer(27, tokens.Output)
            .Integer(28, tokens.CacheRead)
            .Integer(29, tokens.CacheWrite5Minutes)
            .Integer(30, tokens.CacheWrite1Hour)
            .Integer(31, tokens.Reasoning)
            .Integer(32, session.SourceBytes)
            .Integer(33, session.ArchivedBytes)
            .Integer(34, session.Generations)
            .Integer(35, session.Findings)
            .Text(36, session.ForkedFrom)
            .Text(37, session.ParentId)
            .Integer(38, session.DeletedAt?.ToUnixTimeMilliseconds())
            .Text(39, session.Title)
            .Text(40, session.Rules)
            .Text(41, session.Host)
            .Integer(42, session.UnreadRecords)
            .Run();
    }

    public static TokenUsage ReadTokens(SqliteStatement row, int first) =>
        new(
            row.Integer(first),
            row.Integer(first + 1),
            row.Integer(first + 2),
            row.Integer(first + 3),
            row.Integer(first + 4),
            row.Integer(first + 5)
        );

    private static DateTimeOffset? Time(long? milliseconds) =>
        milliseconds is { } ms ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : null;
}

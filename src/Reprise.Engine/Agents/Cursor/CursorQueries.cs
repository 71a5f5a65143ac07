using Reprise.Reading;

namespace Reprise.Agents.Cursor;

/// <summary>What is asked of Cursor's databases. Values are JSON, as text or as bytes, and at times none.</summary>
internal static class CursorQueries
{
    public const string Table = "cursorDiskKV";
    public const string Headers = "composerHeaders";
    public const string Items = "ItemTable";

    /// <summary>The conversations with row id and length; lengths come from row headers.</summary>
    public const string Composers =
        "SELECT key, rowid, octet_length(value) FROM cursorDiskKV WHERE key >= 'composerData:' AND key < 'composerData;'";

    /// <summary>The first key behind another.</summary>
    public const string NextKey = "SELECT key FROM cursorDiskKV WHERE key > ?1 ORDER BY key LIMIT 1";

    /// <summary>The keys between two, with row ids.</summary>
    public const string Keys = "SELECT key, rowid FROM cursorDiskKV WHERE key >= ?1 AND key < ?2 ORDER BY key";

    /// <summary>Whether a conversation holds messages itself.</summary>
    public const string HoldsMessages = $"""
        SELECT (SELECT count(*) FROM json_each({Json}, '$.conversation')) + (SELECT count(*) FROM json_each({Json}, '$.conversationMap'))
        FROM cursorDiskKV WHERE {Newest}
        """;

    // A table that lost its index may hold a row more than once.
    private const string Newest = "key = 'composerData:' || ?1 ORDER BY rowid DESC LIMIT 1";

    /// <summary>What is no JSON is an empty object: a function of SQLite's would end the whole query.</summary>
    private const string Json = "CASE WHEN json_valid(CAST(value AS TEXT)) THEN CAST(value AS TEXT) ELSE '{}' END";

    private const string ItemJson = "CASE WHEN json_valid(CAST(t.value AS TEXT)) THEN CAST(t.value AS TEXT) ELSE '{}' END";

    // The messages that the person sees, in their order; others are branches that were left, or never shown.
    private const string Listed = $"""
        SELECT 'bubbleId:' || ?1 || ':' || json_extract(h.value, '$.bubbleId') AS name, min(h.key) AS place
        FROM json_each((SELECT {Json} FROM cursorDiskKV WHERE {Newest}), '$.fullConversationHeadersOnly') h
        WHERE h.type = 'object' AND ifnull(json_extract(h.value, '$.grouping.isRenderable'), 1) GROUP BY 1
        """;

    // Where a release keeps no list, all messages are taken as they were written.
    private const string HasNoList =
        $"(SELECT json_type({Json}, '$.fullConversationHeadersOnly[0]') FROM cursorDiskKV WHERE {Newest}) IS NULL";

    /// <summary>The sum of the lengths of the rows between two keys that were written last.</summary>
    public static string NewestLengths(int rows) =>
        $"""
            SELECT total(octet_length(value)) FROM cursorDiskKV WHERE rowid IN
                (SELECT rowid FROM cursorDiskKV WHERE key >= ?1 AND key < ?2 ORDER BY rowid DESC LIMIT {rows})
            """;

    /// <summary>The messages of a conversation.</summary>
    /// <param name="id">The conversation.</param>
    /// <param name="isListed">Whether those are meant that the person sees, or the others.</param>
    public static RowQuery Bubbles(string id, bool isListed) =>
        new(
            Table,
            ["key"],
            $"t.key >= 'bubbleId:' || ?1 || ':' AND t.key < 'bubbleId:' || ?1 || ';' AND {(isListed ? "" : "NOT ")}(o.name IS NOT NULL OR {HasNoList})",
            "ifnull(o.place, 1e9), t.rowid",
            id
        )
        {
            Join = $"LEFT JOIN ({Listed}) o ON o.name = t.key",
        };

    /// <summary>What is known of a conversation as a whole.</summary>
    public static IReadOnlyList<RowQuery> Composer(string id) =>
        [
            new RowQuery(Table, ["key"], "t.key = 'composerData:' || ?1", "t.key", id),
            new RowQuery(Headers, ["composerId"], "t.composerId = ?1", "t.rowid", id),
        ];

    /// <summary>What else belongs to a conversation.</summary>
    public static IReadOnlyList<RowQuery> Context(string id, IReadOnlyList<string> kinds) =>
        [
            .. kinds.Select(kind => new RowQuery(
                Table,
                ["key"],
                "(t.key >= ?2 || ':' || ?1 || ':' AND t.key < ?2 || ':' || ?1 || ';') OR t.key = ?2 || ':' || ?1",
                "t.rowid",
                id,
                kind
            )),
            Bubbles(id, isListed: false),
        ];

    /// <summary>One of many conversations that are elements of a list in one value.</summary>
    /// <param name="key">The key of the value.</param>
    /// <param name="list">The name of the list.</param>
    /// <param name="idName">The name of the member with the id.</param>
    /// <param name="id">The conversation.</param>
    public static RowQuery Element(string key, string list, string idName, string id) =>
        new(Items, ["key"], $"t.key = ?2 AND e.type = 'object' AND json_extract(e.value, '$.{idName}') = ?1", "e.key", id, key)
        {
            Join = $", json_each({ItemJson}, '$.{list}') e",
            Select = $"t.key || '#' || json_extract(e.value, '$.{idName}') AS key, e.value AS value",
        };

    /// <summary>The conversations in such a list, with the number of messages, row id and length of the value, and a time.</summary>
    public static string Elements(string list, string idName, string messages, string time) =>
        $"""
            SELECT json_extract(e.value, '$.{idName}'), json_array_length(e.value, '$.{messages}'), t.rowid, octet_length(t.value),
                json_extract(e.value, '$.{time}')
            FROM ItemTable t, json_each({ItemJson}, '$.{list}') e WHERE t.key = ?1 AND e.type = 'object'
            """;

    /// <summary>The conversations that a workspace names: all of its own, the open ones, those in panes.</summary>
    public const string NamedByWorkspace = $"""
        SELECT json_extract(e.value, '$.composerId') FROM ItemTable t, json_each({ItemJson}, '$.allComposers') e
            WHERE t.key = 'composer.composerData' AND e.type = 'object'
        UNION SELECT e.value FROM ItemTable t, json_each({ItemJson}, '$.selectedComposerIds') e
            WHERE t.key = 'composer.composerData' AND e.type = 'text'
        UNION SELECT replace(e.key, 'workbench.panel.aichat.view.', '') FROM ItemTable t, json_each({ItemJson}) e
            WHERE t.key >= 'workbench.panel.composerChatViewPane' AND t.key < 'workbench.panel.composerChatViewPanf'
        """;
}

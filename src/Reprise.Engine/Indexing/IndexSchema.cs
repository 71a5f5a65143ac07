using Reprise.Databases;

namespace Reprise.Indexing;

/// <summary>The tables of the index. All of it is derived: a changed number makes the next command rebuild it.</summary>
internal static class IndexSchema
{
    /// <summary>Goes up with every change of a table or of what is put into it.</summary>
    public const int Version = 7;

    /// <summary>How text is split into words.</summary>
    public const string Tokenizer = "unicode61 remove_diacritics 2";

    /// <summary>
    /// Full text is kept without its content: the archive has it, and half of the work is saved. It merges nothing by itself,
    /// because a first capture spent a third of its indexing on that, and a small capture after it had to wait for seconds
    /// when its turn came to merge everything; <see cref="IndexWriter.Complete"/> merges a little each time.
    /// </summary>
    private const string Tables = $"""
        CREATE TABLE sessions (
            id INTEGER PRIMARY KEY,
            agent TEXT NOT NULL,
            native_id TEXT NOT NULL,
            copy INTEGER NOT NULL,
            entry TEXT NOT NULL,
            revision INTEGER NOT NULL,
            rules TEXT NOT NULL,
            root TEXT NOT NULL,
            host TEXT,
            source_path TEXT,
            project TEXT,
            branch TEXT,
            remote TEXT,
            agent_version TEXT,
            title TEXT,
            custom_title TEXT,
            native_title TEXT,
            generated_title TEXT,
            summary_title TEXT,
            prompt_title TEXT,
            models TEXT,
            started_at INTEGER,
            last_active_at INTEGER,
            messages INTEGER NOT NULL,
            turns INTEGER NOT NULL,
            tool_calls INTEGER NOT NULL,
            subagents INTEGER NOT NULL,
            counts TEXT NOT NULL,
            unread INTEGER NOT NULL,
            input INTEGER NOT NULL,
            output INTEGER NOT NULL,
            cache_read INTEGER NOT NULL,
            cache_write_5m INTEGER NOT NULL,
            cache_write_1h INTEGER NOT NULL,
            reasoning INTEGER NOT NULL,
            source_bytes INTEGER NOT NULL,
            archived_bytes INTEGER NOT NULL,
            generations INTEGER NOT NULL,
            findings INTEGER NOT NULL,
            forked_from TEXT,
            parent_id TEXT,
            deleted_at INTEGER,
            UNIQUE (agent, native_id, copy)
        ) STRICT;
        CREATE INDEX sessions_by_activity ON sessions (last_active_at DESC);
        CREATE TABLE files (
            session INTEGER NOT NULL,
            ordinal INTEGER NOT NULL,
            path TEXT NOT NULL,
            length INTEGER NOT NULL,
            modified INTEGER NOT NULL,
            state BLOB,
            PRIMARY KEY (session, ordinal)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE messages (
            id INTEGER PRIMARY KEY,
            session INTEGER NOT NULL,
            native_id TEXT,
            role INTEGER NOT NULL,
            kind INTEGER NOT NULL,
            continues INTEGER NOT NULL,
            at INTEGER,
            subagent TEXT,
            file INTEGER NOT NULL,
            position INTEGER NOT NULL,
            length INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX messages_by_session ON messages (session);
        CREATE TABLE tool_calls (
            session INTEGER NOT NULL,
            message INTEGER NOT NULL,
            call_id TEXT,
            name TEXT NOT NULL,
            file TEXT
        ) STRICT;
        CREATE INDEX tool_calls_by_session ON tool_calls (session, call_id);
        CREATE TABLE responses (
            session INTEGER NOT NULL,
            hash INTEGER NOT NULL,
            key TEXT NOT NULL,
            model TEXT,
            provider TEXT,
            tier TEXT,
            subagent TEXT,
            side INTEGER NOT NULL,
            at INTEGER,
            input INTEGER NOT NULL,
            output INTEGER NOT NULL,
            cache_read INTEGER NOT NULL,
            cache_write_5m INTEGER NOT NULL,
            cache_write_1h INTEGER NOT NULL,
            reasoning INTEGER NOT NULL,
            searches INTEGER NOT NULL,
            own_cost INTEGER,
            quality INTEGER NOT NULL,
            file INTEGER NOT NULL,
            position INTEGER NOT NULL,
            told INTEGER NOT NULL,
            PRIMARY KEY (session, hash)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX responses_by_hash ON responses (hash);
        CREATE TABLE ledger (
            session INTEGER PRIMARY KEY,
            slices BLOB NOT NULL
        ) STRICT;
        CREATE TABLE folders (
            session INTEGER NOT NULL,
            ordinal INTEGER NOT NULL,
            path TEXT NOT NULL,
            PRIMARY KEY (session, ordinal)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE subagents (
            session INTEGER NOT NULL,
            name TEXT NOT NULL,
            PRIMARY KEY (session, name)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE skills (
            session INTEGER NOT NULL,
            name TEXT NOT NULL,
            PRIMARY KEY (session, name)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE findings (
            session INTEGER NOT NULL,
            file INTEGER NOT NULL,
            kind TEXT NOT NULL,
            fingerprint TEXT NOT NULL,
            count INTEGER NOT NULL,
            older INTEGER NOT NULL,
            PRIMARY KEY (session, file, kind, fingerprint)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX findings_by_fingerprint ON findings (fingerprint);
        CREATE TABLE finding_places (
            session INTEGER NOT NULL,
            message INTEGER NOT NULL,
            place INTEGER NOT NULL,
            call_id TEXT,
            kind TEXT NOT NULL,
            fingerprint TEXT NOT NULL,
            count INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX finding_places_by_session ON finding_places (session, fingerprint);
        CREATE TABLE redaction_hits (
            session INTEGER NOT NULL,
            redaction TEXT NOT NULL,
            count INTEGER NOT NULL,
            PRIMARY KEY (session, redaction)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE journal_fields (
            type TEXT NOT NULL,
            id TEXT NOT NULL,
            field TEXT NOT NULL,
            value TEXT NOT NULL,
            event TEXT NOT NULL,
            device TEXT NOT NULL,
            clock INTEGER NOT NULL,
            counter INTEGER NOT NULL,
            at INTEGER NOT NULL,
            user TEXT NOT NULL,
            PRIMARY KEY (type, id, field)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE facts (
            name TEXT PRIMARY KEY,
            value TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE VIRTUAL TABLE fulltext USING fts5(
            text, tools, content='', contentless_delete=1, tokenize='{Tokenizer}'
        );
        INSERT INTO fulltext (fulltext, rank) VALUES ('hashsize', 4194304), ('automerge', 0), ('crisismerge', 500);
        """;

    /// <summary>The tables with rows of one session, besides the full text.</summary>
    public static readonly string[] SessionTables =
    [
        "files",
        "messages",
        "tool_calls",
        "responses",
        "ledger",
        "folders",
        "subagents",
        "skills",
        "findings",
        "finding_places",
        "redaction_hits",
    ];

    public static void Create(SqliteDatabase database)
    {
        database.Execute(Tables);
        database.Execute($"PRAGMA user_version = {Version}");
    }
}

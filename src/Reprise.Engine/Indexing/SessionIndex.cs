using Reprise.Databases;
using Reprise.Files;
using Reprise.Normalizing;
using Reprise.Protocol;

namespace Reprise.Indexing;

/// <summary>The index of a home, open for reading or for writing.</summary>
public sealed class SessionIndex : IDisposable
{
    private SessionIndex(SqliteDatabase database) => Database = database;

    /// <summary>The revision of a session whose rows are not complete.</summary>
    public const int Unfinished = -1;

    /// <summary>The version of the tables.</summary>
    public static int SchemaVersion => IndexSchema.Version;

    internal SqliteDatabase Database { get; }

    /// <summary>Whether a file holds an index that this program can use.</summary>
    public static bool IsUsable(string path)
    {
        if (!File.Exists(path))
            return false;
        try
        {
            using var database = SqliteDatabase.OpenReadOnly(path);
            return database.QueryNumber("PRAGMA user_version") == IndexSchema.Version;
        }
        catch (SqliteException error) when (!error.IsBusy)
        {
            return false;
        }
    }

    /// <summary>Opens the index for reading.</summary>
    /// <exception cref="RepriseException">There is none, or it is of another version.</exception>
    public static SessionIndex OpenRead(RepriseHome home)
    {
        if (!File.Exists(home.Index))
            throw home.Exists
                ? new RepriseException(
                    "index",
                    "The index is missing.",
                    "Run 'reprise reindex' to make it again from the archive."
                )
                : new RepriseException("empty", $"Nothing has been captured into {home.Folder} yet.", "Run 'reprise capture'.");
        SqliteDatabase? database = null;
        try
        {
            database = SqliteDatabase.OpenReadOnly(home.Index);
            if (database.QueryNumber("PRAGMA user_version") == IndexSchema.Version)
                return new SessionIndex(database);
        }
        catch (SqliteException error) when (!error.IsBusy)
        {
            database?.Dispose();
            throw new RepriseException(
                "index",
                "The index is damaged.",
                "Run 'reprise reindex' to make it again from the archive.",
                error
            );
        }
        database.Dispose();
        throw new RepriseException(
            "index",
            "The index was made by another version.",
            "Run 'reprise reindex' to make it again from the archive."
        );
    }

    /// <summary>Opens an index file for writing; creates it when it does not exist.</summary>
    public static SessionIndex OpenWrite(string path)
    {
        bool isNew = !File.Exists(path);
        if (isNew)
            PrivateFolder.CreateFile(path).Dispose();
        var database = SqliteDatabase.Open(path);
        try
        {
            database.Execute(
                "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -32000; PRAGMA temp_store = MEMORY;"
            );
            if (database.QueryNumber("PRAGMA user_version") == 0)
            {
                database.Execute("BEGIN");
                IndexSchema.Create(database);
                database.Execute("COMMIT");
            }
            return new SessionIndex(database);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Deletes an index with the files that SQLite keeps beside it.</summary>
    public static void Delete(string path)
    {
        foreach (string ending in new[] { "", "-wal", "-shm" })
            File.Delete(path + ending);
    }

    /// <summary>Puts a new index in the place of an old one. Programs that have the old one open go on reading it.</summary>
    public static void Replace(string path, string newer)
    {
        // The old log would be taken for the new file's.
        if (File.Exists(path))
        {
            try
            {
                using var old = SqliteDatabase.Open(path);
                old.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
            }
            catch (SqliteException error) when (!error.IsBusy)
            {
                // It is damaged, which is why it is replaced.
            }
        }
        File.Delete(path + "-wal");
        File.Delete(path + "-shm");
        File.Move(newer, path, overwrite: true);
    }

    /// <summary>Deletes rows whose session never came about.</summary>
    internal void DeleteOrphans() =>
        Database.Execute(
            "BEGIN; DELETE FROM fulltext WHERE rowid IN (SELECT id FROM messages WHERE session NOT IN (SELECT id FROM sessions));"
                + string.Concat(
                    IndexSchema.SessionTables.Select(t => $"DELETE FROM {t} WHERE session NOT IN (SELECT id FROM sessions);")
                )
                + "COMMIT"
        );

    /// <summary>Moves what was written into the main file, so that the next command opens no long log.</summary>
    internal void Shrink() => Database.Execute("PRAGMA wal_checkpoint(TRUNCATE)");

    /// <summary>Counts the sessions of which something was masked with other rules than the given ones.</summary>
    public int CountOtherRules(string version)
    {
        using SqliteStatement statement = Database.Prepare("SELECT count(*) FROM sessions WHERE rules <> ?1");
        statement.Text(1, version);
        return statement.Step() ? (int)statement.Integer(0) : 0;
    }

    /// <summary>The number to give to the next new session.</summary>
    public long NextSessionId() => Database.QueryNumber("SELECT ifnull(max(id), 0) + 1 FROM sessions");

    /// <summary>Loads what is remembered of all sessions, to see at once which of them changed.</summary>
    public IReadOnlyList<RememberedSession> LoadSessions()
    {
        using SqliteStatement query = Database.Prepare(
            "SELECT id, agent, native_id, copy, entry, revision, root, source_path, native_title, deleted_at FROM sessions ORDER BY id"
        );
        var sessions = new List<RememberedSession>();
        while (query.Step())
        {
            sessions.Add(
                new RememberedSession
                {
                    Id = query.Integer(0),
                    Key = new SessionKey(new AgentId(query.Text(1)!), query.Text(2)!),
                    Copy = (int)query.Integer(3),
                    Entry = query.Text(4)!,
                    Revision = (int)query.Integer(5),
                    Root = query.Text(6)!,
                    SourcePath = query.Text(7),
                    NativeTitle = query.Text(8),
                    IsDeleted = !query.IsNull(9),
                }
            );
        }
        return sessions;
    }

    /// <summary>Loads the lengths and times of all files as they were captured.</summary>
    public IEnumerable<RememberedFile> LoadFiles()
    {
        using SqliteStatement query = Database.Prepare("SELECT session, path, length, modified FROM files");
        while (query.Step())
            yield return new RememberedFile(query.Integer(0), query.Text(1)!, query.Integer(2), query.Integer(3));
    }

    /// <summary>Loads what is known of a session.</summary>
    /// <returns>Null when there is no such row.</returns>
    public IndexedSession? Load(long session)
    {
        using SqliteStatement query = Database.Prepare($"SELECT {SessionRows.Columns} FROM sessions WHERE id = ?1");
        query.Integer(1, session);
        return query.Step() ? SessionRows.Read(query) : null;
    }

    /// <summary>Finds the row of a session; of several copies the first.</summary>
    /// <returns>Null when there is none.</returns>
    public long? Find(SessionKey key)
    {
        using SqliteStatement query = Database.Prepare(
            "SELECT id FROM sessions WHERE agent = ?1 AND native_id = ?2 ORDER BY copy LIMIT 1"
        );
        query.Text(1, key.Agent.Value).Text(2, key.NativeId);
        return query.Step() ? query.Integer(0) : null;
    }

    /// <summary>Loads the reader states of a session's files, by path.</summary>
    public Dictionary<string, byte[]> LoadStates(long session)
    {
        using SqliteStatement query = Database.Prepare("SELECT path, state FROM files WHERE session = ?1");
        query.Integer(1, session);
        var states = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        while (query.Step())
            states[query.Text(0)!] = query.Blob(1).ToArray();
        return states;
    }

    /// <summary>Loads what a session holds, so that more can be added to it.</summary>
    public KnownContent LoadContent(long session)
    {
        var keys = new HashSet<ulong>();
        using (
            SqliteStatement query = Database.Prepare(
                "SELECT native_id FROM messages WHERE session = ?1 AND native_id IS NOT NULL"
            )
        )
        {
            query.Integer(1, session);
            while (query.Step())
                keys.Add(KeyHash.Of(query.Utf8(0)));
        }
        List<string> folders = LoadTexts("SELECT path FROM folders WHERE session = ?1 ORDER BY ordinal", session);
        List<string> subagents = LoadTexts("SELECT name FROM subagents WHERE session = ?1", session);
        List<string> skills = LoadTexts("SELECT name FROM skills WHERE session = ?1", session);
        return new KnownContent(
            keys,
            folders,
            subagents.ToHashSet(StringComparer.Ordinal),
            skills.ToHashSet(StringComparer.Ordinal)
        );
    }

    /// <summary>Lists the working folders of a session in the order of first use.</summary>
    public IReadOnlyList<string> Folders(long session) =>
        LoadTexts("SELECT path FROM folders WHERE session = ?1 ORDER BY ordinal", session);

    /// <summary>Lists the skills and commands that a session used.</summary>
    public IReadOnlyList<string> Skills(long session) =>
        LoadTexts("SELECT name FROM skills WHERE session = ?1 ORDER BY name", session);

    /// <summary>Lists the working folders of all sessions.</summary>
    public IReadOnlyList<string> WorkFolders()
    {
        using SqliteStatement query = Database.Prepare("SELECT DISTINCT path FROM folders ORDER BY path");
        var folders = new List<string>();
        while (query.Step())
            folders.Add(query.Text(0) ?? "");
        return folders;
    }

    /// <summary>Lists the secrets of a session with how often each was seen.</summary>
    public IReadOnlyList<(string Kind, string Fingerprint, long Count)> Findings(long session)
    {
        using SqliteStatement query = Database.Prepare(
            """
            SELECT kind, fingerprint, sum(count) FROM findings WHERE session = ?1 AND count > 0
            GROUP BY kind, fingerprint ORDER BY sum(count) DESC, kind, fingerprint
            """
        );
        query.Integer(1, session);
        var findings = new List<(string, string, long)>();
        while (query.Step())
            findings.Add((query.Text(0)!, query.Text(1)!, query.Integer(2)));
        return findings;
    }

    /// <summary>Returns a thing that the index remembers of itself; null when it does not.</summary>
    internal string? Fact(string name)
    {
        using SqliteStatement query = Database.Prepare("SELECT value FROM facts WHERE name = ?1");
        query.Text(1, name);
        return query.Step() ? query.Text(0) : null;
    }

    /// <summary>Remembers a thing about the index itself.</summary>
    internal void SetFact(string name, string value)
    {
        using SqliteStatement insert = Database.Prepare("INSERT OR REPLACE INTO facts VALUES (?1, ?2)");
        insert.Text(1, name).Text(2, value).Run();
    }

    /// <summary>Finds the sessions in which one of some redactions has hidden something.</summary>
    internal HashSet<long> LoadRedacted(IReadOnlyCollection<string> redactions)
    {
        var sessions = new HashSet<long>();
        // A title that the agent keeps is redacted without being counted.
        using SqliteStatement query = Database.Prepare(
            "SELECT session, redaction FROM redaction_hits UNION SELECT id, NULL FROM sessions WHERE native_title LIKE '%[redacted:%'"
        );
        while (query.Step())
        {
            if (query.Text(1) is not { } redaction || redactions.Contains(redaction, StringComparer.Ordinal))
                sessions.Add(query.Integer(0));
        }
        return sessions;
    }

    /// <summary>Whether something of a session is hidden.</summary>
    internal bool HasRedacted(long session) =>
        Database.QueryNumber($"SELECT EXISTS (SELECT 1 FROM redaction_hits WHERE session = {session})") != 0;

    /// <summary>Counts what each redaction hides: parts of texts, and the sessions that they stand in.</summary>
    public IReadOnlyDictionary<string, (long Parts, long Sessions)> CountRedacted()
    {
        using SqliteStatement query = Database.Prepare(
            "SELECT redaction, sum(count), count(*) FROM redaction_hits GROUP BY redaction"
        );
        var counts = new Dictionary<string, (long, long)>(StringComparer.Ordinal);
        while (query.Step())
            counts.Add(query.Text(0)!, (query.Integer(1), query.Integer(2)));
        return counts;
    }

    private List<string> LoadTexts(string sql, long session)
    {
        using SqliteStatement query = Database.Prepare(sql);
        query.Integer(1, session);
        var texts = new List<string>();
        while (query.Step())
            texts.Add(query.Text(0)!);
        return texts;
    }

    public void Dispose() => Database.Dispose();
}

/// <summary>A session as the last capture left it.</summary>
public sealed record RememberedSession
{
    public required long Id { get; init; }
    public required SessionKey Key { get; init; }
    public required int Copy { get; init; }
    public required string Entry { get; init; }

    /// <summary>The manifest's revision that was indexed; negative when that was not finished.</summary>
    public required int Revision { get; init; }
    public required string Root { get; init; }
    public required string? SourcePath { get; init; }
    public required string? NativeTitle { get; init; }
    public required bool IsDeleted { get; init; }
}

/// <summary>A file as it was captured.</summary>
/// <param name="Session">The row of its session.</param>
/// <param name="Path">The path below the session's root.</param>
/// <param name="Length">The native bytes that were captured.</param>
/// <param name="ModifiedTicks">The time of its last change, UTC ticks.</param>
public readonly record struct RememberedFile(long Session, string Path, long Length, long ModifiedTicks);

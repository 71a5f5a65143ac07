using Reprise.Databases;

namespace Reprise.Indexing;

/// <summary>Writes batches to an index on one thread, many sessions to a transaction.</summary>
public sealed class IndexWriter : IDisposable
{
    /// <summary>A transaction is committed when it holds this much text.</summary>
    private const long TransactionBytes = 64 * 1024 * 1024;

    /// <summary>The pages of full text that are merged at the end: about 2 MB, or 25 ms.</summary>
    /// <remarks>
    /// Each capture leaves at least one more piece of full text to look into. With this many pages the pieces that a first
    /// capture of a gigabyte leaves are one after some 100 captures, and those of the captures since then never pile up.
    /// </remarks>
    private const int MergedPages = 512;

    private readonly SqliteDatabase _database;
    private readonly List<SqliteStatement> _statements = [];
    private readonly SqliteStatement _deleteSession;
    private readonly SqliteStatement _insertSession;
    private readonly SqliteStatement _insertFile;
    private readonly SqliteStatement _insertMessage;
    private readonly SqliteStatement _insertText;
    private readonly SqliteStatement _insertToolCall;
    private readonly SqliteStatement _insertResponse;
    private readonly SqliteStatement _insertFolder;
    private readonly SqliteStatement _insertSubagent;
    private readonly SqliteStatement _insertSkill;
    private readonly SqliteStatement _insertFinding;
    private readonly SqliteStatement _insertFindingPlace;
    private readonly SqliteStatement _addRedaction;
    private readonly SqliteStatement _updateRules;
    private readonly SqliteStatement _sumResponses;
    private readonly SqliteStatement _models;
    private readonly LedgerWriter _ledger;
    private long _nextMessage;
    private long _pendingBytes;
    private bool _inTransaction;
    private bool _hasText;

    public IndexWriter(SessionIndex index)
    {
        _database = index.Database;
        _deleteSession = Prepare(SessionRows.Delete);
        _insertSession = Prepare(SessionRows.Insert);
        _insertFile = Prepare("INSERT OR REPLACE INTO files VALUES (?1, ?2, ?3, ?4, ?5, ?6)");
        _insertMessage = Prepare("INSERT INTO messages VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)");
        _insertText = Prepare("INSERT INTO fulltext (rowid, text, tools) VALUES (?1, ?2, ?3)");
        _insertToolCall = Prepare("INSERT INTO tool_calls VALUES (?1, ?2, ?3, ?4, ?5)");
        _insertResponse = Prepare(ResponseRows.Insert);
        _insertFolder = Prepare("INSERT OR REPLACE INTO folders VALUES (?1, ?2, ?3)");
        _insertSubagent = Prepare("INSERT OR IGNORE INTO subagents VALUES (?1, ?2)");
        _insertSkill = Prepare("INSERT OR IGNORE INTO skills VALUES (?1, ?2)");
        _insertFinding = Prepare("INSERT INTO findings VALUES (?1, ?2, ?3, ?4, ?5, ?6)");
        _insertFindingPlace = Prepare("INSERT INTO finding_places VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)");
        _addRedaction = Prepare("INSERT INTO redaction_hits VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET count = count + ?3");
        _updateRules = Prepare("UPDATE sessions SET revision = ?2, rules = ?3 WHERE entry = ?1 AND revision = ?2 - 1");
        _sumResponses = Prepare(
            """
            SELECT sum(input), sum(output), sum(cache_read), sum(cache_write_5m), sum(cache_write_1h), sum(reasoning)
            FROM responses WHERE session = ?1
            """
        );
        _models = Prepare(
            "SELECT model FROM responses WHERE session = ?1 AND model IS NOT NULL GROUP BY model ORDER BY count(*) DESC, model"
        );
        _ledger = new LedgerWriter(_database);
        try
        {
            _nextMessage = _database.QueryNumber("SELECT ifnull(max(id), 0) + 1 FROM messages");
        }
        catch
        {
            // A statement that is left keeps the file open.
            Dispose();
            throw;
        }
    }

    /// <summary>Writes a batch and disposes it.</summary>
    public void Write(IndexBatch batch)
    {
        using (batch)
        {
            Begin();
            long session = batch.Session.Id;
            if (batch.Replaces)
                DeleteRows(session);
            if (batch.IsPartial)
                _database.Execute($"UPDATE sessions SET revision = {SessionIndex.Unfinished} WHERE id = {session}");
            long first = _nextMessage;
            foreach (MessageRow message in batch.Messages)
                WriteMessage(batch, session, message);
            foreach (ToolCallRow call in batch.ToolCalls)
            {
                _insertToolCall.Integer(1, session).Integer(2, first + call.Message).Text(4, batch.Get(call.Name));
                BindOptional(_insertToolCall, 3, batch, call.CallId);
                BindOptional(_insertToolCall, 5, batch, call.File);
                _insertToolCall.Run();
            }
            foreach (FindingPlaceRow finding in batch.Findings)
            {
                _insertFindingPlace.Integer(1, session).Integer(2, first + finding.Message).Integer(3, (int)finding.Place);
                _insertFindingPlace.Text(5, finding.Key.Kind).Text(6, finding.Key.Fingerprint).Integer(7, finding.Count);
                BindOptional(_insertFindingPlace, 4, batch, finding.CallId);
                _insertFindingPlace.Run();
            }
            foreach (ResponseRow response in batch.Responses)
                ResponseRows.Write(_insertResponse, batch, session, response);
            foreach ((string redaction, long count) in batch.Redactions)
                _addRedaction.Integer(1, session).Text(2, redaction).Integer(3, count).Run();
            if (batch.End is { } end)
                WriteEnd(batch.Session, end);
            _pendingBytes += batch.TextBytes;
            _hasText = true;
        }
        if (_pendingBytes >= TransactionBytes)
            Commit();
    }

    /// <summary>Stores what is known of a session as a whole.</summary>
    public void Write(IndexedSession session)
    {
        Begin();
        SessionRows.Write(_deleteSession, _insertSession, session);
    }

    /// <summary>Remembers the times and lengths of files whose content did not change.</summary>
    public void WriteFiles(long session, IReadOnlyList<IndexedFile> files)
    {
        Begin();
        for (int i = 0; i < files.Count; i++)
        {
            IndexedFile file = files[i];
            _insertFile.Integer(1, session).Integer(2, i).Text(3, file.Path).Integer(4, file.Length);
            _insertFile.Integer(5, file.ModifiedTicks).Blob(6, file.State).Run();
        }
    }

    /// <summary>Notes a revision of an entry that changed nothing but the rules it was masked with.</summary>
    public void WriteRules(string entry, int revision, string rules)
    {
        Begin();
        _updateRules.Text(1, entry).Integer(2, revision).Text(3, rules).Run();
    }

    /// <summary>Deletes all rows of a session.</summary>
    public void Delete(long session)
    {
        Begin();
        DeleteRows(session);
        _database.Execute($"DELETE FROM sessions WHERE id = {session}");
    }

    /// <summary>Makes visible all that was written, and keeps the full text quick to search.</summary>
    public void Complete()
    {
        if (_hasText)
        {
            Begin();
            _database.Execute($"INSERT INTO fulltext (fulltext, rank) VALUES ('merge', {MergedPages})");
        }
        _hasText = false;
        Commit();
    }

    /// <summary>Makes visible what was written.</summary>
    public void Commit()
    {
        if (_inTransaction)
        {
            _ledger.Settle();
            _database.Execute("COMMIT");
        }
        _inTransaction = false;
        _pendingBytes = 0;
    }

    private void Begin()
    {
        if (!_inTransaction)
            _database.Execute("BEGIN");
        _inTransaction = true;
    }

    private void WriteMessage(IndexBatch batch, long session, in MessageRow message)
    {
        long id = _nextMessage++;
        SqliteStatement insert = _insertMessage;
        insert.Integer(1, id).Integer(2, session).Integer(4, (int)message.Role).Integer(5, (int)message.Kind);
        insert.Integer(6, message.Continues ? 1 : 0).Integer(7, message.At?.ToUnixTimeMilliseconds());
        insert.Integer(9, message.File).Integer(10, message.Position).Integer(11, message.Length);
        BindOptional(insert, 3, batch, message.NativeId);
        BindOptional(insert, 8, batch, message.Subagent);
        insert.Run();
        if (message.Text.Length + message.Tools.Length > 0)
        {
            _insertText.Integer(1, id);
            _insertText.RunWithTexts(batch.Get(message.Text), batch.Get(message.Tools));
        }
    }

    private void WriteEnd(IndexedSession session, SessionEnd end)
    {
        for (int i = 0; i < end.Folders.Count; i++)
            _insertFolder.Integer(1, session.Id).Integer(2, i).Text(3, end.Folders[i]).Run();
        foreach (string name in end.Subagents)
            _insertSubagent.Integer(1, session.Id).Text(2, name).Run();
        foreach (string name in end.Skills)
            _insertSkill.Integer(1, session.Id).Text(2, name).Run();
        _database.Execute($"DELETE FROM findings WHERE session = {session.Id}");
        foreach (FileFinding finding in end.Findings)
        {
            _insertFinding.Integer(1, session.Id).Integer(2, finding.File).Text(3, finding.Key.Kind);
            _insertFinding.Text(4, finding.Key.Fingerprint).Integer(5, finding.Count).Integer(6, finding.Older).Run();
        }
        WriteFiles(session.Id, end.Files);

        _sumResponses.Integer(1, session.Id);
        if (_sumResponses.Step())
            session.Tokens = SessionRows.ReadTokens(_sumResponses, 0);
        _sumResponses.Reset();
        var models = new List<string>();
        _models.Integer(1, session.Id);
        while (_models.Step())
            models.Add(_models.Text(0)!);
        _models.Reset();
        session.Models = models;
        SessionRows.Write(_deleteSession, _insertSession, session);
        _ledger.Changed(session.Id);
    }

    private void DeleteRows(long session)
    {
        _ledger.Changed(session);
        _database.Execute($"DELETE FROM fulltext WHERE rowid IN (SELECT id FROM messages WHERE session = {session})");
        foreach (string table in IndexSchema.SessionTables)
            _database.Execute($"DELETE FROM {table} WHERE session = {session}");
    }

    private SqliteStatement Prepare(string sql)
    {
        SqliteStatement statement = _database.Prepare(sql);
        _statements.Add(statement);
        return statement;
    }

    internal static void BindOptional(SqliteStatement statement, int parameter, IndexBatch batch, TextRange text)
    {
        if (text.Length == 0)
            statement.Null(parameter);
        else
            statement.Text(parameter, batch.Get(text));
    }

    public void Dispose()
    {
        foreach (SqliteStatement statement in _statements)
            statement.Dispose();
        _ledger.Dispose();
        if (!_inTransaction)
            return;
        try
        {
            _database.Execute("ROLLBACK");
        }
        catch (SqliteException)
        {
            // A full disk makes SQLite roll back by itself; the first error is the one to tell.
        }
    }
}

using System.Text;
using Reprise.Databases;
using Reprise.Masking;
using Reprise.Normalizing;
using Reprise.Reading;

namespace Reprise.Agents.Cursor;

/// <summary>Finds the conversations of the editor's database, from its key index and the lengths in row headers alone.</summary>
internal sealed class CursorDatabase(string home, CursorWorkspaces workspaces, DiscoveryContext context)
{
    private const string Relative = CursorLayout.GlobalDatabase;

    /// <summary>A conversation without messages of its own that is longer holds them itself; a shorter one is looked at.</summary>
    private const long MaxDraftBytes = 64 * 1024;

    /// <summary>About what a row takes, for the order of work and the progress bar.</summary>
    private const long BytesOfRow = 4000;

    private readonly string _path = Path.Combine(home, Relative.Replace('/', Path.DirectorySeparatorChar));

    /// <summary>Lists the conversations.</summary>
    public IReadOnlyList<CursorSession> Sessions()
    {
        if (!File.Exists(_path))
            return [];
        List<CursorSession> sessions = [];
        try
        {
            using SqliteDatabase database = SqliteDatabase.OpenForeign(_path);
            if (database.SchemaOf(CursorQueries.Table) is null)
                return [];
            CursorKeys keys = CursorKeys.Scan(database, _path, context);
            Dictionary<string, CursorHeader> headers = CursorHeader.ReadAll(database);
            using SqliteStatement query = database.Prepare(CursorQueries.Composers);
            while (query.Step())
            {
                if (query.IsNull(2) || CursorKeys.IdIn(query.Utf8(0)) is not { IsEmpty: false } id)
                    continue;
                string name = Encoding.UTF8.GetString(id);
                var composer = new Composer(name, query.Integer(1), query.Integer(2), headers.GetValueOrDefault(name));
                if (Found(database, composer, keys) is { } session)
                    sessions.Add(session);
            }
        }
        catch (SqliteException error)
        {
            context.Report(_path, error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            context.Report(_path, "the database cannot be read");
        }
        return sessions;
    }

    private CursorSession? Found(SqliteDatabase database, Composer composer, CursorKeys keys)
    {
        string name = RowNames.Of(composer.Id);
        string path = Path.Combine(_path, CursorLayout.Messages(name));
        CursorRows bubbles = keys.Of(CursorKeys.Bubble, composer.Id);
        bool isDraft =
            bubbles.Count == 0
            && composer.Length < MaxDraftBytes
            && context.KnownOwner(path) is null
            && !HoldsMessages(database, composer.Id);
        if (isDraft)
            return null;
        var mark = new ChangeMark();
        mark.Add(composer.RowId);
        mark.Add(composer.Length);
        composer.Header.AddTo(ref mark);
        bubbles.AddTo(ref mark);
        keys.AddNewest(ref mark, composer.Id);
        SourceFile messages = new()
        {
            Path = path,
            RelativePath = $"{Relative}/{CursorLayout.Messages(name)}",
            Role = FileRole.Transcript,
            Shape = TextShape.JsonLines,
            Length = composer.Length + bubbles.Count * BytesOfRow,
            LastWriteUtc = RowTimes.OfChange(composer.Header.LastUpdated, _path),
            ChangeMark = keys.IsComplete ? mark.Value : ChangeMark.Unknown,
            Rows = Rows(
                bubbles.Count == 0 ? CursorQueries.Composer(composer.Id) : [CursorQueries.Bubbles(composer.Id, isListed: true)]
            ),
        };
        List<SourceFile> files = [messages];
        if (bubbles.Count > 0)
            files.Add(
                messages with
                {
                    Path = Path.Combine(_path, CursorLayout.Composer(name)),
                    RelativePath = $"{Relative}/{CursorLayout.Composer(name)}",
                    Role = FileRole.Metadata,
                    Length = composer.Length,
                    Rows = Rows(CursorQueries.Composer(composer.Id)),
                }
            );
        if (bubbles.Count > 0 || keys.HasContext(composer.Id))
        {
            keys.AddContext(ref mark, composer.Id);
            files.Add(
                messages with
                {
                    Path = Path.Combine(_path, CursorLayout.Context(name)),
                    RelativePath = $"{Relative}/{CursorLayout.Context(name)}",
                    Role = FileRole.Other,
                    Length = BytesOfRow,
                    ChangeMark = keys.IsComplete ? mark.Value : ChangeMark.Unknown,
                    Rows = Rows(CursorQueries.Context(composer.Id, keys.ContextPrefixes)),
                }
            );
        }
        if (workspaces.FileOf(composer.Header.Workspace, composer.Id) is { } workspace)
            files.Add(workspace);
        return new CursorSession(composer.Id, files, composer.Header.IsArchived);
    }

    private SourceRows Rows(IReadOnlyList<RowQuery> queries) =>
        new()
        {
            Database = _path,
            RelativePath = Relative,
            Queries = queries,
        };

    // A new window begins a conversation, in which nothing may ever be said.
    private static bool HoldsMessages(SqliteDatabase database, string id)
    {
        using SqliteStatement query = database.Prepare(CursorQueries.HoldsMessages);
        return query.Text(1, id).Step() && query.Integer(0) > 0;
    }

    private readonly record struct Composer(string Id, long RowId, long Length, CursorHeader Header);
}

using Reprise.Databases;
using Reprise.Masking;
using Reprise.Normalizing;
using Reprise.Reading;

namespace Reprise.Agents.OpenCode;

/// <summary>Finds the sessions of one database. Source of the tables: FORMAT.md.</summary>
internal sealed class OpenCodeDatabase(string path, FolderItem item, DiscoveryContext context)
{
    private const string Session = "session";
    private const string Message = "message";
    private const string Part = "part";

    private static readonly RowTable[] _counted = [new(Message, "time_updated"), new(Part, "time_updated")];

    /// <summary>About what a row takes, for the order of work and the progress bar.</summary>
    private const long BytesOfRow = 1500;

    /// <summary>Lists the sessions.</summary>
    public IReadOnlyList<FoundSession> Sessions()
    {
        List<FoundSession> sessions = [];
        try
        {
            using SqliteDatabase database = SqliteDatabase.OpenForeign(path);
            HashSet<string> columns = database.ColumnsOf(Session);
            if (!columns.Contains("id") || !columns.Contains("time_updated") || database.SchemaOf(Message) is null)
                return [];
            var counts = new RowCounts(database, path, "session_id", _counted, context);
            IReadOnlyList<RowQuery> facts = FactQueries(database);
            string archived = columns.Contains("time_archived") ? "time_archived IS NOT NULL" : "0";
            string title = columns.Contains("title") ? "title" : "NULL";
            using SqliteStatement query = database.Prepare($"SELECT id, time_updated, {archived}, {title} FROM {Session}");
            while (query.Step())
            {
                if (query.Text(0) is { Length: > 0 } id)
                    sessions.Add(Found(id, query.Integer(1), query.Integer(2) != 0, query.Text(3), counts, facts));
            }
        }
        catch (SqliteException error)
        {
            context.Report(path, error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            context.Report(path, "the database cannot be read");
        }
        return sessions;
    }

    private FoundSession Found(
        string id,
        long updated,
        bool isArchived,
        string? title,
        RowCounts counts,
        IReadOnlyList<RowQuery> facts
    )
    {
        var mark = new ChangeMark();
        mark.Add(updated);
        mark.Add(isArchived ? 1 : 0);
        mark.Add(title ?? "");
        long rows = counts.AddTo(ref mark, id);
        string name = RowNames.Of(id);
        DateTime changed = RowTimes.OfChange(updated, path);
        SourceFile transcript = new()
        {
            Path = Path.Combine(path, OpenCodeLayout.Transcript(name)),
            RelativePath = $"{item.Name}/{OpenCodeLayout.Transcript(name)}",
            Role = FileRole.Transcript,
            Shape = TextShape.JsonLines,
            Length = rows * BytesOfRow,
            LastWriteUtc = changed,
            ChangeMark = counts.IsComplete ? mark.Value : ChangeMark.Unknown,
            FormerPath = OpenCodeTree.TranscriptOf(name),
            Rows = new SourceRows
            {
                Database = path,
                RelativePath = item.Name,
                IsMerged = true,
                Queries =
                [
                    new RowQuery(Message, ["id"], "t.session_id = ?1", "t.id", id),
                    new RowQuery(Part, ["id"], "t.session_id = ?1", "t.message_id || '/' || t.id", id),
                ],
            },
        };
        SourceFile about = transcript with
        {
            Path = Path.Combine(path, OpenCodeLayout.Facts(name)),
            RelativePath = $"{item.Name}/{OpenCodeLayout.Facts(name)}",
            Role = FileRole.Metadata,
            Length = BytesOfRow,
            FormerPath = OpenCodeTree.FactsOf(name),
            Rows = new SourceRows
            {
                Database = path,
                RelativePath = item.Name,
                Queries = [.. facts.Select(query => query with { Arguments = [id] })],
            },
        };
        return new FoundSession(id, changed, [transcript, about], isArchived);
    }

    // Releases to come will have further tables with rows of a session; those are kept as well.
    private static List<RowQuery> FactQueries(SqliteDatabase database) =>
        [
            new RowQuery(Session, ["id"], "t.id = ?1", "t.id"),
            .. database
                .TablesWith("session_id")
                .Where(table => table is not (Message or Part))
                .Select(table => RowQuery.Of(table, database.KeyOf(table), "session_id")),
        ];
}

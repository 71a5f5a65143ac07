using Reprise.Databases;
using Reprise.Masking;
using Reprise.Normalizing;
using Reprise.Protocol;
using Reprise.Reading;

namespace Reprise.Agents.Crush;

/// <summary>One search of a project's folder, or of a folder of Crush's data.</summary>
/// <param name="folder">The folder; the folder of the data in a project stands for the project.</param>
/// <param name="context">Where problems are reported.</param>
internal sealed class CrushDiscovery(string folder, DiscoveryContext context)
{
    /// <summary>The folder of the data in a project.</summary>
    public const string Folder = ".crush";

    /// <summary>The name of the database in it.</summary>
    public const string Database = "crush.db";

    private const string Session = "sessions";
    private const string Message = "messages";

    private static readonly RowTable[] _counted = [new(Message, "updated_at")];

    /// <summary>About what a row takes, for the order of work and the progress bar.</summary>
    private const long BytesOfRow = 3000;

    private readonly string _home = Path.GetFileName(folder) == Folder ? Path.GetDirectoryName(folder) ?? folder : folder;

    /// <summary>Searches the folder.</summary>
    public IEnumerable<SessionFootprint> Run()
    {
        foreach (string relative in new[] { $"{Folder}/{Database}", Database })
        {
            string path = Path.Combine(_home, relative.Replace('/', Path.DirectorySeparatorChar));
            if (File.Exists(path))
                return Sessions(path, relative);
        }
        return [];
    }

    private List<SessionFootprint> Sessions(string path, string relative)
    {
        List<SessionFootprint> sessions = [];
        try
        {
            using SqliteDatabase database = SqliteDatabase.OpenForeign(path);
            HashSet<string> columns = database.ColumnsOf(Session);
            if (!columns.Contains("id") || !database.ColumnsOf(Message).Contains("parts"))
                return [];
            var counts = new RowCounts(database, path, "session_id", _counted, context);
            string[] files = [.. database.TablesWith("session_id").Where(table => table is not Message)];
            (string Name, string[] Key)[] history = [.. files.Select(table => (table, database.KeyOf(table)))];
            string title = columns.Contains("title") ? "title" : "''";
            string updated = columns.Contains("updated_at") ? "updated_at" : "0";
            using SqliteStatement query = database.Prepare($"SELECT id, {updated}, {title} FROM {Session}");
            while (query.Step())
            {
                if (query.Text(0) is not { Length: > 0 } id)
                    continue;
                var mark = new ChangeMark();
                mark.Add(query.Integer(1));
                mark.Add(query.Text(2) ?? "");
                long rows = counts.AddTo(ref mark, id);
                var found = new SourceFile
                {
                    Path = Path.Combine(path, RowNames.Of(id) + ".jsonl"),
                    RelativePath = $"{relative}/{RowNames.Of(id)}.jsonl",
                    Role = FileRole.Transcript,
                    Shape = TextShape.JsonLines,
                    Length = rows * BytesOfRow,
                    LastWriteUtc = RowTimes.OfChange(query.Integer(1), path),
                    ChangeMark = counts.IsComplete ? mark.Value : ChangeMark.Unknown,
                    Rows = Rows(
                        path,
                        relative,
                        [new RowQuery(Message, ["id"], "t.session_id = ?1", "t.created_at, t.rowid", id)]
                    ),
                };
                sessions.Add(Footprint(id, found, path, relative, history));
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

    private SessionFootprint Footprint(
        string id,
        SourceFile messages,
        string path,
        string relative,
        IEnumerable<(string Name, string[] Key)> history
    )
    {
        SourceFile about = Beside(messages, id, "session", FileRole.Metadata) with
        {
            Rows = Rows(path, relative, [new RowQuery(Session, ["id"], "t.id = ?1", "t.id", id)]),
        };
        SourceFile files = Beside(messages, id, "files", FileRole.FileHistory) with
        {
            Rows = Rows(
                path,
                relative,
                [.. history.Select(table => RowQuery.Of(table.Name, table.Key, "session_id") with { Arguments = [id] })]
            ),
        };
        return new SessionFootprint
        {
            Key = new SessionKey(CrushAgent.AgentName, id),
            Root = _home,
            Files = [messages, about, files],
        };
    }

    private static SourceFile Beside(SourceFile messages, string id, string what, FileRole role) =>
        messages with
        {
            Path = Path.Combine(Path.GetDirectoryName(messages.Path) ?? "", $"{RowNames.Of(id)}.{what}.jsonl"),
            RelativePath = messages.RelativePath[..^".jsonl".Length] + $".{what}.jsonl",
            Role = role,
            Length = BytesOfRow,
        };

    private static SourceRows Rows(string path, string relative, IReadOnlyList<RowQuery> queries) =>
        new()
        {
            Database = path,
            RelativePath = relative,
            Queries = queries,
        };
}

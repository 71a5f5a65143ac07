using Reprise.Databases;
using Reprise.Masking;
using Reprise.Normalizing;
using Reprise.Protocol;
using Reprise.Reading;

namespace Reprise.Agents.Zed;

/// <summary>One search of a home: the rows of its database.</summary>
internal sealed class ZedDiscovery(string home, DiscoveryContext context)
{
    private const string Database = "threads/threads.db";
    private const string Threads = "threads";

    /// <summary>Searches the home.</summary>
    public IEnumerable<SessionFootprint> Run()
    {
        string path = Path.Combine(home, Database.Replace('/', Path.DirectorySeparatorChar));
        if (!File.Exists(path))
            return [];
        List<SessionFootprint> sessions = [];
        try
        {
            using SqliteDatabase database = SqliteDatabase.OpenForeign(path);
            HashSet<string> columns = database.ColumnsOf(Threads);
            if (!columns.Contains("id") || !columns.Contains("data") || !columns.Contains("updated_at"))
                return [];
            string title = columns.Contains("summary") ? "summary" : "''";
            using SqliteStatement query = database.Prepare(
                $"SELECT id, unixepoch(updated_at), octet_length(data), updated_at, {title} FROM {Threads}"
            );
            while (query.Step())
            {
                if (query.Text(0) is not { Length: > 0 } id)
                    continue;
                var mark = new ChangeMark();
                mark.Add(query.Integer(2));
                mark.Add(query.Text(3) ?? "");
                mark.Add(query.Text(4) ?? "");
                sessions.Add(Footprint(id, path, query.Integer(2), query.Integer(1), mark.Value));
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

    private SessionFootprint Footprint(string id, string path, long length, long updated, long mark)
    {
        string name = RowNames.Of(id) + ".jsonl";
        var thread = new SourceFile
        {
            Path = Path.Combine(path, name),
            RelativePath = $"{Database}/{name}",
            Role = FileRole.Transcript,
            Shape = TextShape.JsonLines,
            Length = length,
            LastWriteUtc = RowTimes.OfChange(updated, path),
            ChangeMark = mark,
            Rows = new SourceRows
            {
                Database = path,
                RelativePath = Database,
                Queries = [new RowQuery(Threads, ["id"], "t.id = ?1", "t.id", id)],
            },
        };
        return new SessionFootprint
        {
            Key = new SessionKey(ZedAgent.AgentName, id),
            Root = home,
            Files = [thread],
        };
    }
}

using Reprise.Databases;
using Reprise.Masking;
using Reprise.Normalizing;
using Reprise.Protocol;
using Reprise.Reading;

namespace Reprise.Agents.Goose;

/// <summary>One search of a home: the database first, then the files of older releases that it did not take over.</summary>
internal sealed class GooseDiscovery(string home, DiscoveryContext context)
{
    /// <summary>About what a row takes, for the order of work and the progress bar.</summary>
    private const long BytesOfRow = 3000;

    private const string Session = "sessions";
    private const string Message = "messages";
    private const string Ledger = "usage_ledger";

    private static readonly string[] _telling =
    [
        "name",
        "description",
        "accumulated_total_tokens",
        "total_tokens",
        "extension_data",
    ];

    // A title that a model gives to a call is put into its message later.
    private static readonly RowTable[] _counted = [new(Message, ContentColumn: "content_json"), new(Ledger)];

    private readonly string _folder = Path.Combine(home, GooseLayout.Sessions);

    /// <summary>Searches the home.</summary>
    public IEnumerable<SessionFootprint> Run()
    {
        var found = new Dictionary<string, IReadOnlyList<SourceFile>>(StringComparer.Ordinal);
        string database = Path.Combine(_folder, GooseLayout.Database);
        if (File.Exists(database))
            FindInDatabase(database, found);
        foreach (FolderItem item in FolderListing.Of(_folder, context.Report))
        {
            if (item.IsFolder || !GooseLayout.IsLines(item.Name))
                continue;
            string path = Path.Combine(_folder, item.Name);
            string id = Path.GetFileNameWithoutExtension(item.Name);
            // A database that cannot be read now has it all the same.
            bool isInDatabase = context.KnownOwner(Path.Combine(database, GooseLayout.Messages(RowNames.Of(id)))) is not null;
            if (item.IsLink)
                context.Report(path, "a link to a file is not followed");
            else if (!isInDatabase)
                found.TryAdd(id, [Lines(path, $"{GooseLayout.Sessions}/{item.Name}", item.Length, item.LastWriteUtc)]);
        }
        return found.Select(session => new SessionFootprint
        {
            Key = new SessionKey(GooseAgent.AgentName, session.Key),
            Root = home,
            Files = session.Value,
        });
    }

    /// <summary>Recognises a file of an older release by its content.</summary>
    public static SessionFootprint? Recognize(string path, ReadOnlySpan<byte> head, string root)
    {
        var file = new FileInfo(path);
        int end = head.IndexOf((byte)'\n');
        bool isSession =
            GooseLayout.IsLines(file.Name)
            && new JsonTape().TryParse(end < 0 ? head : head[..end], out JsonValue line)
            && line["working_dir"u8].IsString
            && line["description"u8].IsString;
        if (!isSession)
            return null;
        string relative = Path.GetRelativePath(root, path).Replace('\\', '/');
        return new SessionFootprint
        {
            Key = new SessionKey(GooseAgent.AgentName, Path.GetFileNameWithoutExtension(file.Name)),
            Root = root,
            Files = [Lines(file.FullName, relative, file.Length, file.LastWriteTimeUtc)],
        };
    }

    private static SourceFile Lines(string path, string relative, long length, DateTime lastWriteUtc) =>
        new()
        {
            Path = path,
            RelativePath = relative,
            Role = FileRole.Transcript,
            Shape = TextShape.JsonLines,
            Length = length,
            LastWriteUtc = lastWriteUtc,
        };

    private void FindInDatabase(string path, Dictionary<string, IReadOnlyList<SourceFile>> found)
    {
        try
        {
            using SqliteDatabase database = SqliteDatabase.OpenForeign(path);
            HashSet<string> columns = database.ColumnsOf(Session);
            if (!columns.Contains("id") || database.SchemaOf(Message) is null)
                return;
            var counts = new RowCounts(database, path, "session_id", _counted, context);
            IReadOnlyList<RowQuery> facts = Facts(database);
            // The row is small: what it holds is what tells of a change.
            string state = string.Join(
                " || '|' || ",
                _telling
                    .Where(columns.Contains)
                    .Select(column => $"ifnull({(column == "extension_data" ? $"octet_length({column})" : column)}, '')")
                    .DefaultIfEmpty("''")
            );
            string updated = columns.Contains("updated_at") ? "unixepoch(updated_at)" : "0";
            using SqliteStatement query = database.Prepare($"SELECT id, {updated}, {state} FROM {Session}");
            while (query.Step())
            {
                if (query.Text(0) is { Length: > 0 } id)
                    found[id] = Files(id, query.Integer(1), query.Text(2) ?? "", path, counts, facts);
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
    }

    private static List<RowQuery> Facts(SqliteDatabase database)
    {
        // The ledger before the session, whose own sums count where there is no ledger.
        List<RowQuery> queries = [];
        foreach (string table in database.TablesWith("session_id").Where(table => table is not Message))
            queries.Add(RowQuery.Of(table, database.KeyOf(table), "session_id"));
        queries.Add(new RowQuery(Session, ["id"], "t.id = ?1", "t.id"));
        return queries;
    }

    private static IReadOnlyList<SourceFile> Files(
        string id,
        long updated,
        string state,
        string path,
        RowCounts counts,
        IReadOnlyList<RowQuery> facts
    )
    {
        const string Relative = $"{GooseLayout.Sessions}/{GooseLayout.Database}";
        var mark = new ChangeMark();
        mark.Add(updated);
        mark.Add(state);
        long rows = counts.AddTo(ref mark, id);
        string name = RowNames.Of(id);
        var messages = new SourceFile
        {
            Path = Path.Combine(path, GooseLayout.Messages(name)),
            RelativePath = $"{Relative}/{GooseLayout.Messages(name)}",
            Role = FileRole.Transcript,
            Shape = TextShape.JsonLines,
            Length = rows * BytesOfRow,
            LastWriteUtc = RowTimes.OfChange(updated, path),
            ChangeMark = counts.IsComplete ? mark.Value : ChangeMark.Unknown,
            FormerPath = $"{GooseLayout.Sessions}/{GooseLayout.Messages(id)}",
            Rows = new SourceRows
            {
                Database = path,
                RelativePath = Relative,
                Queries = [new RowQuery(Message, ["id"], "t.session_id = ?1", "t.id", id)],
            },
        };
        SourceFile about = messages with
        {
            Path = Path.Combine(path, GooseLayout.Facts(name)),
            RelativePath = $"{Relative}/{GooseLayout.Facts(name)}",
            Role = FileRole.Metadata,
            Length = BytesOfRow,
            FormerPath = null,
            Rows = new SourceRows
            {
                Database = path,
                RelativePath = Relative,
                Queries = [.. facts.Select(query => query with { Arguments = [id] })],
            },
        };
        return [messages, about];
    }
}

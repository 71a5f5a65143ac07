using Reprise.Databases;
using Reprise.Masking;
using Reprise.Normalizing;
using Reprise.Reading;

namespace Reprise.Agents.Cursor;

/// <summary>The workspaces: which folder each is, which conversations it names, and the chats of 2023 and 2024 that it holds.</summary>
internal sealed class CursorWorkspaces
{
    // Source: FORMAT.md. Key, name of the list, of the id, of the messages and of the time.
    private static readonly (string Key, string List, string Id, string Messages, string Time)[] _lists =
    [
        ("composer.composerData", "allComposers", "composerId", "conversation", "lastUpdatedAt"),
        ("workbench.panel.aichat.view.aichat.chatdata", "tabs", "tabId", "bubbles", "lastSendTime"),
        ("workbench.panel.chat.view.chat.chatdata", "tabs", "tabId", "bubbles", "lastSendTime"),
    ];

    private readonly string _home;
    private readonly DiscoveryContext _context;
    private readonly Dictionary<string, SourceFile> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _workspaceOf = new(StringComparer.Ordinal);
    private readonly List<CursorSession> _sessions = [];

    public CursorWorkspaces(string home, DiscoveryContext context)
    {
        _home = home;
        _context = context;
        string folder = Path.Combine(home, CursorLayout.Workspaces.Replace('/', Path.DirectorySeparatorChar));
        foreach (FolderItem item in FolderListing.Of(folder, context.Report))
        {
            if (item.IsFolder && !item.IsLink)
                ReadWorkspace(item.Name, Path.Combine(folder, item.Name));
        }
    }

    /// <summary>The conversations that lie in the workspaces' own databases.</summary>
    public IReadOnlyList<CursorSession> Sessions() => _sessions;

    /// <summary>Returns the file that says which folder a conversation was in; null when none does.</summary>
    /// <param name="workspace">The workspace, when it is known.</param>
    /// <param name="conversation">The conversation.</param>
    public SourceFile? FileOf(string? workspace, string conversation)
    {
        workspace ??= _workspaceOf.GetValueOrDefault(conversation);
        return workspace is null ? null : _files.GetValueOrDefault(workspace);
    }

    private void ReadWorkspace(string name, string folder)
    {
        string relative = $"{CursorLayout.Workspaces}/{name}";
        foreach (FolderItem item in FolderListing.Of(folder, _context.Report))
        {
            string path = Path.Combine(folder, item.Name);
            if (item.IsFolder || item.IsLink)
                continue;
            if (item.Name == CursorLayout.WorkspaceFile)
                _files[name] = CursorFiles.Of(item, path, relative, FileRole.Metadata, TextShape.Json);
            else if (item.Name == CursorLayout.Database && item.Length > 0)
                ReadDatabase(name, path, $"{relative}/{item.Name}");
        }
    }

    private void ReadDatabase(string workspace, string path, string relative)
    {
        try
        {
            using SqliteDatabase database = SqliteDatabase.OpenForeign(path);
            if (database.SchemaOf(CursorQueries.Items) is null)
                return;
            using (SqliteStatement named = database.Prepare(CursorQueries.NamedByWorkspace))
            {
                while (named.Step())
                {
                    if (named.Text(0) is { } conversation)
                        _workspaceOf.TryAdd(conversation, workspace);
                }
            }
            foreach ((string key, string list, string id, string messages, string time) in _lists)
            {
                using SqliteStatement query = database.Prepare(CursorQueries.Elements(list, id, messages, time));
                query.Text(1, key);
                while (query.Step())
                {
                    if (query.Text(0) is { Length: > 0 } conversation && query.Integer(1) > 0)
                        Add(conversation, CursorQueries.Element(key, list, id, conversation), query, path, relative, workspace);
                }
            }
        }
        catch (SqliteException error)
        {
            _context.Report(path, error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            _context.Report(path, "the database cannot be read");
        }
    }

    private void Add(string id, RowQuery element, SqliteStatement found, string path, string relative, string workspace)
    {
        // The lists are one value each: what changes in it may be any of its conversations.
        var mark = new ChangeMark();
        mark.Add(found.Integer(2));
        mark.Add(found.Integer(3));
        string name = CursorLayout.Messages(RowNames.Of(id));
        var messages = new SourceFile
        {
            Path = Path.Combine(path, name),
            RelativePath = $"{relative}/{name}",
            Role = FileRole.Transcript,
            Shape = TextShape.JsonLines,
            Length = found.Integer(3),
            LastWriteUtc = RowTimes.OfChange(found.Integer(4), path),
            ChangeMark = mark.Value,
            Rows = new SourceRows
            {
                Database = path,
                RelativePath = relative,
                Queries = [element],
            },
        };
        _sessions.Add(new CursorSession(id, FileOf(workspace, id) is { } file ? [messages, file] : [messages]));
    }
}

using Reprise.Protocol;
using Reprise.Reading;

namespace Reprise.Agents.Gemini;

/// <summary>The search of one project's folder.</summary>
internal sealed class GeminiProject(string projects, FolderItem folder, string home, DiscoveryContext context)
{
    private readonly string _path = Path.Combine(projects, folder.Name);
    private readonly string _relative = $"{GeminiLayout.Projects}/{folder.Name}";
    private readonly FootprintCollector _sessions = new(GeminiAgent.AgentName, home, GeminiLayout.ShapeOf, context.Report);
    private readonly Dictionary<string, string> _owners = new(StringComparer.Ordinal);
    private readonly List<SessionFootprint> _others = [];

    // Qwen Code's home is laid out the same way.
    private readonly bool _isQwens = Path.GetFileName(home) == ".qwen";

    /// <summary>Searches the folder.</summary>
    public IEnumerable<SessionFootprint> Run()
    {
        string chats = Path.Combine(_path, GeminiLayout.Chats);
        if (folder.IsLink)
        {
            if (Directory.Exists(chats))
                context.Report(_path, "a link to a folder is not followed");
            return [];
        }
        FindChats(chats, $"{_relative}/{GeminiLayout.Chats}");
        FindBeside();
        return [.. _sessions.Complete(), .. _others];
    }

    private void FindChats(string chats, string relative)
    {
        List<FolderItem> items = _sessions.List(chats);
        foreach (FolderItem item in items)
        {
            string path = Path.Combine(chats, item.Name);
            if (item.IsFolder || !GeminiLayout.IsChat(item.Name) || !_sessions.IsOwn(item, path))
                continue;
            SourceFile file = _sessions.File(item, path, relative, FileRole.Transcript);
            // A chat that was resumed by a newer release goes on in a file of lines, and the document it began as is left.
            bool isLeft = items.Exists(other => !other.IsFolder && other.Name == item.Name + "l");
            if (GeminiHead.IdOf(file, _isQwens, context) is { } id)
                Add(id, isLeft ? file with { Role = FileRole.Other } : file);
        }
        foreach (FolderItem item in items)
        {
            string path = Path.Combine(chats, item.Name);
            if (item.IsFolder && _sessions.IsOwn(item, path))
                AddSubagents(path, $"{relative}/{item.Name}", _owners.GetValueOrDefault(item.Name, item.Name));
            else if (GeminiLayout.ParkedName(item.Name) is { } name && _sessions.IsOwn(item, path))
                AddParked(_sessions.File(item, path, relative, FileRole.Other), $"{relative}/{name}");
        }
    }

    private void AddSubagents(string path, string relative, string owner)
    {
        foreach (FolderItem item in _sessions.List(path))
        {
            string file = Path.Combine(path, item.Name);
            if (item.IsFolder || !_sessions.IsOwn(item, file))
                continue;
            bool isChat = GeminiLayout.IsChat(item.Name);
            Add(owner, _sessions.File(item, file, relative, isChat ? FileRole.Subagent : FileRole.Other));
            if (isChat)
                _owners.TryAdd(Path.GetFileNameWithoutExtension(item.Name), owner);
        }
    }

    private void AddParked(SourceFile parked, string relative)
    {
        if ((_sessions.OwnerOf(relative) ?? GeminiHead.IdOf(parked, _isQwens, context)) is { } id)
            Add(id, parked);
    }

    private void FindBeside()
    {
        List<FolderItem> items = _sessions.List(_path);
        bool hasMark = _sessions.Count > 0 || items.Exists(item => item.Name == GeminiLayout.Marker);
        bool isProject = GeminiLayout.IsProject(folder.Name, hasMark);
        foreach (FolderItem item in items)
        {
            string path = Path.Combine(_path, item.Name);
            if (item.IsFolder)
                FindIn(item, path, $"{_relative}/{item.Name}");
            else if (item.Name == GeminiLayout.Marker && _sessions.IsOwn(item, path))
                _sessions.AddToAll(_sessions.File(item, path, _relative, FileRole.Metadata));
            else if (isProject && !_isQwens && GeminiLayout.IsOfProject(item.Name) && _sessions.IsOwn(item, path))
                AddOther(_sessions.File(item, path, _relative, FileRole.Transcript), item.Name);
        }
    }

    private void FindIn(FolderItem item, string path, string relative)
    {
        if (item.Name is GeminiLayout.Outputs or GeminiLayout.Logs)
        {
            FileRole role = item.Name == GeminiLayout.Outputs ? FileRole.ToolResult : FileRole.Other;
            foreach (FolderItem inner in _sessions.List(path))
                AddNamed(inner, Path.Combine(path, inner.Name), relative, role, GeminiLayout.OwnerIn(inner.Name));
        }
        else if (item.Name == GeminiLayout.Checkpoints)
        {
            foreach (FolderItem inner in _sessions.List(path))
                AddCheckpoint(inner, Path.Combine(path, inner.Name), relative);
        }
        else if (item.Name != GeminiLayout.Chats)
        {
            // Plans and tasks lie in a folder with the session's own name.
            AddNamed(item, path, _relative, FileRole.Other, item.Name);
        }
    }

    private void AddNamed(FolderItem item, string path, string relative, FileRole role, string? named)
    {
        if (named is null || !_owners.TryGetValue(named, out string? owner) || !_sessions.IsOwn(item, path))
            return;
        if (item.IsFolder)
            _sessions.AddFolder(owner, path, $"{relative}/{item.Name}", _ => role);
        else
            Add(owner, _sessions.File(item, path, relative, role));
    }

    private void AddCheckpoint(FolderItem item, string path, string relative)
    {
        if (item.IsFolder || !item.Name.EndsWith(".json", StringComparison.Ordinal) || !_sessions.IsOwn(item, path))
            return;
        SourceFile file = _sessions.File(item, path, relative, FileRole.FileHistory);
        if (GeminiCheckpoint.OwnerOf(file, context) is { } owner && _sessions.Contains(owner))
            Add(owner, file);
    }

    // What belongs to no single session is kept as one of its own.
    private void AddOther(SourceFile file, string name)
    {
        string stem = Path.GetFileNameWithoutExtension(name);
        _others.Add(
            new SessionFootprint
            {
                Key = new SessionKey(GeminiAgent.AgentName, $"{stem}@{folder.Name}"),
                Root = home,
                Files = [file],
                Title = GeminiLayout.IsSavedChat(name) ? new SourceText(GeminiLayout.SavedName(name)) : null,
            }
        );
    }

    private void Add(string session, SourceFile file)
    {
        _sessions.Add(session, file);
        _owners.TryAdd(GeminiLayout.Safe(session), session);
    }
}

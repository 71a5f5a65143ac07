using Reprise.Protocol;
using Reprise.Reading;

namespace Reprise.Agents.Gemini;

/// <summary>The search of one project's folder.</summary>
internal sealed class GeminiProject(string projects, FolderItem folder, string home, DiscoveryContext context)
{
    private const int MaxDepth = 32;

    private readonly string _path = Path.Combine(projects, folder.Name);
    private readonly string _relative = $"{GeminiLayout.Projects}/{folder.Name}";
    private readonly Dictionary<string, List<SourceFile>> _sessions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _owners = new(StringComparer.Ordinal);
    private readonly List<SessionFootprint> _others = [];

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
        return Footprints();
    }

    private void FindChats(string chats, string relative)
    {
        List<FolderItem> items = FolderListing.Of(chats, context.Report);
        foreach (FolderItem item in items)
        {
            string path = Path.Combine(chats, item.Name);
            if (item.IsFolder || !GeminiLayout.IsChat(item.Name) || !IsOwn(item, path))
                continue;
            SourceFile file = NewFile(item, path, relative, FileRole.Transcript);
            // A chat that was resumed by a newer release goes on in a file of lines, and the document it began as is left.
            bool isLeft = items.Exists(other => !other.IsFolder && other.Name == item.Name + "l");
            Add(GeminiHead.IdOf(file, context), isLeft ? file with { Role = FileRole.Other } : file);
        }
        foreach (FolderItem item in items)
        {
            string path = Path.Combine(chats, item.Name);
            if (item.IsFolder && IsOwn(item, path))
                AddSubagents(path, $"{relative}/{item.Name}", OwnerOf(item.Name));
            else if (GeminiLayout.ParkedName(item.Name) is { } name && IsOwn(item, path))
                AddParked(NewFile(item, path, relative, FileRole.Other), $"{relative}/{name}");
        }
    }

    private void AddSubagents(string path, string relative, string owner)
    {
        foreach (FolderItem item in FolderListing.Of(path, context.Report))
        {
            string file = Path.Combine(path, item.Name);
            if (item.IsFolder || !IsOwn(item, file))
                continue;
            bool isChat = GeminiLayout.IsChat(item.Name);
            Add(owner, NewFile(item, file, relative, isChat ? FileRole.Subagent : FileRole.Other));
            if (isChat)
                _owners.TryAdd(Path.GetFileNameWithoutExtension(item.Name), owner);
        }
    }

    private void AddParked(SourceFile parked, string relative)
    {
        string? owner = _sessions.FirstOrDefault(pair => pair.Value.Exists(file => file.RelativePath == relative)).Key;
        Add(owner ?? GeminiHead.IdOf(parked, context), parked);
    }

    private void FindBeside()
    {
        List<FolderItem> items = FolderListing.Of(_path, context.Report);
        bool isProject = GeminiLayout.IsProject(
            folder.Name,
            _sessions.Count > 0 || items.Exists(item => item.Name == GeminiLayout.Marker)
        );
        foreach (FolderItem item in items)
        {
            string path = Path.Combine(_path, item.Name);
            string relative = $"{_relative}/{item.Name}";
            if (item.IsFolder)
                FindIn(item, path, relative);
            else if (item.Name == GeminiLayout.Marker && IsOwn(item, path))
                AddToAll(NewFile(item, path, _relative, FileRole.Metadata));
            else if (
                isProject
                && (GeminiLayout.IsPromptLog(item.Name) || GeminiLayout.IsSavedChat(item.Name))
                && IsOwn(item, path)
            )
                AddOther(NewFile(item, path, _relative, FileRole.Transcript), item.Name);
        }
    }

    private void FindIn(FolderItem item, string path, string relative)
    {
        if (item.Name is GeminiLayout.Outputs or GeminiLayout.Logs)
        {
            FileRole role = item.Name == GeminiLayout.Outputs ? FileRole.ToolResult : FileRole.Other;
            foreach (FolderItem inner in FolderListing.Of(path, context.Report))
                AddNamed(inner, Path.Combine(path, inner.Name), relative, role, GeminiLayout.OwnerIn(inner.Name));
        }
        else if (item.Name == GeminiLayout.Checkpoints)
        {
            foreach (FolderItem inner in FolderListing.Of(path, context.Report))
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
        if (named is null || !_owners.TryGetValue(named, out string? owner) || !IsOwn(item, path))
            return;
        if (item.IsFolder)
            AddFolder(owner, path, $"{relative}/{item.Name}", role, depth: 0);
        else
            Add(owner, NewFile(item, path, relative, role));
    }

    private void AddCheckpoint(FolderItem item, string path, string relative)
    {
        if (item.IsFolder || !item.Name.EndsWith(".json", StringComparison.Ordinal) || !IsOwn(item, path))
            return;
        SourceFile file = NewFile(item, path, relative, FileRole.FileHistory);
        if (GeminiCheckpoint.OwnerOf(file, context) is { } owner && _sessions.ContainsKey(owner))
            Add(owner, file);
    }

    private void AddFolder(string owner, string path, string relative, FileRole role, int depth)
    {
        if (depth > MaxDepth)
        {
            context.Report(path, "the folders are nested too deep");
            return;
        }
        foreach (FolderItem item in FolderListing.Of(path, context.Report))
        {
            string inner = Path.Combine(path, item.Name);
            if (!IsOwn(item, inner))
                continue;
            if (item.IsFolder)
                AddFolder(owner, inner, $"{relative}/{item.Name}", role, depth + 1);
            else
                Add(owner, NewFile(item, inner, relative, role));
        }
    }

    private void AddToAll(SourceFile file)
    {
        foreach (List<SourceFile> files in _sessions.Values)
            files.Add(file);
    }

    // What belongs to no single session is kept as one of its own.
    private void AddOther(SourceFile file, string name)
    {
        bool isLog = GeminiLayout.IsPromptLog(name);
        string stem = Path.GetFileNameWithoutExtension(name);
        _others.Add(
            new SessionFootprint
            {
                Key = new SessionKey(GeminiAgent.AgentName, $"{stem}@{folder.Name}"),
                Root = home,
                Files = [file],
                Title = isLog ? null : new SourceText(GeminiLayout.SavedName(name)),
            }
        );
    }

    private string OwnerOf(string named) => _owners.GetValueOrDefault(named, named);

    private void Add(string session, SourceFile file)
    {
        if (!_sessions.TryGetValue(session, out List<SourceFile>? files))
        {
            _sessions.Add(session, files = []);
            _owners.TryAdd(GeminiLayout.Safe(session), session);
        }
        files.Add(file);
    }

    private bool IsOwn(FolderItem item, string path)
    {
        if (item.IsLink)
            context.Report(path, item.IsFolder ? "a link to a folder is not followed" : "a link to a file is not followed");
        return !item.IsLink;
    }

    private IEnumerable<SessionFootprint> Footprints()
    {
        foreach ((string id, List<SourceFile> files) in _sessions)
        {
            // The roles are declared in the order in which a session's files are read.
            files.Sort(
                static (a, b) =>
                    a.Role != b.Role ? a.Role.CompareTo(b.Role) : string.CompareOrdinal(a.RelativePath, b.RelativePath)
            );
            yield return new SessionFootprint
            {
                Key = new SessionKey(GeminiAgent.AgentName, id),
                Root = home,
                Files = files,
            };
        }
        foreach (SessionFootprint other in _others)
            yield return other;
    }

    private static SourceFile NewFile(FolderItem item, string path, string relativeFolder, FileRole role) =>
        new()
        {
            Path = path,
            RelativePath = $"{relativeFolder}/{item.Name}",
            Role = role,
            Shape = GeminiLayout.ShapeOf(item.Name),
            Length = item.Length,
            LastWriteUtc = item.LastWriteUtc,
        };
}

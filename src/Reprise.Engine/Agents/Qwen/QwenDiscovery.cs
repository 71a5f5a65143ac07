using Reprise.Protocol;
using Reprise.Reading;

namespace Reprise.Agents.Qwen;

/// <summary>One search of a home, in both layouts.</summary>
internal sealed class QwenDiscovery(string home, DiscoveryContext context)
{
    private readonly FootprintCollector _sessions = new(QwenAgent.AgentName, home, QwenLayout.ShapeOf, context.Report);
    private readonly List<SessionFootprint> _others = [];

    /// <summary>Searches the home.</summary>
    public IEnumerable<SessionFootprint> Run()
    {
        ForEachProject(QwenLayout.Projects, FindInProject);
        ForEachProject(QwenLayout.OlderProjects, FindInOlderProject);
        return [.. _sessions.Complete(), .. _others];
    }

    private void ForEachProject(string name, Action<string, string> find)
    {
        string projects = Path.Combine(home, name);
        foreach (FolderItem item in _sessions.List(projects))
        {
            string path = Path.Combine(projects, item.Name);
            if (item.IsFolder && Directory.Exists(Path.Combine(path, QwenLayout.Chats)) && _sessions.IsOwn(item, path))
                find(path, $"{name}/{item.Name}");
        }
    }

    private void FindInProject(string project, string relative)
    {
        FindChats(Path.Combine(project, QwenLayout.Chats), $"{relative}/{QwenLayout.Chats}", depth: 0);
        string subagents = Path.Combine(project, QwenLayout.Subagents);
        foreach (FolderItem item in _sessions.List(subagents))
        {
            string path = Path.Combine(subagents, item.Name);
            if (item.IsFolder && _sessions.IsOwn(item, path))
                _sessions.AddFolder(item.Name, path, $"{relative}/{QwenLayout.Subagents}/{item.Name}", RoleOf);
        }
    }

    // Sessions that a person put aside lie in a folder of their own.
    private void FindChats(string chats, string relative, int depth)
    {
        foreach (FolderItem item in _sessions.List(chats))
        {
            string path = Path.Combine(chats, item.Name);
            if (item.IsFolder && depth == 0 && _sessions.IsOwn(item, path))
                FindChats(path, $"{relative}/{item.Name}", depth + 1);
            else if (!item.IsFolder && QwenLayout.IsChat(item.Name) && _sessions.IsOwn(item, path))
                AddChat(Path.GetFileNameWithoutExtension(item.Name), _sessions.File(item, path, relative, FileRole.Transcript));
        }
    }

    // What is found second is a copy of the same session: it would be told a second time.
    private void AddChat(string id, SourceFile file) =>
        _sessions.Add(id, _sessions.Contains(id) ? file with { Role = FileRole.Other } : file);

    private static FileRole? RoleOf(string inside) =>
        QwenLayout.IsStream(inside) ? null
        : QwenLayout.IsSubagent(inside) ? FileRole.Subagent
        : inside.EndsWith(".meta.json", StringComparison.Ordinal) ? FileRole.Metadata
        : FileRole.Other;

    private void FindInOlderProject(string project, string relative)
    {
        string chats = Path.Combine(project, QwenLayout.Chats);
        bool isOwn = false;
        foreach (FolderItem item in _sessions.List(chats))
        {
            string path = Path.Combine(chats, item.Name);
            if (item.IsFolder || !QwenLayout.IsDocument(item.Name) || !_sessions.IsOwn(item, path))
                continue;
            SourceFile file = _sessions.File(item, path, $"{relative}/{QwenLayout.Chats}", FileRole.Transcript);
            if (QwenHead.IdOfDocument(file, IsHome, context) is not { } id)
                continue;
            AddChat(id, file);
            isOwn = true;
        }
        string log = Path.Combine(project, "logs.json");
        if (isOwn && new FileInfo(log) is { Exists: true, LinkTarget: null } found)
            AddLog(found, relative);
    }

    // Gemini CLI's home is laid out the same way.
    private bool IsHome => Path.GetFileName(home) == ".qwen";

    private void AddLog(FileInfo log, string relative)
    {
        var item = new FolderItem(log.Name, IsFolder: false, IsLink: false, log.Length, log.LastWriteTimeUtc);
        _others.Add(
            new SessionFootprint
            {
                Key = new SessionKey(QwenAgent.AgentName, $"logs@{relative[(relative.LastIndexOf('/') + 1)..]}"),
                Root = home,
                Files = [_sessions.File(item, log.FullName, relative, FileRole.Transcript)],
            }
        );
    }
}

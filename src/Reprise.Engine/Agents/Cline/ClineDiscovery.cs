using Reprise.Protocol;
using Reprise.Reading;

namespace Reprise.Agents.Cline;

/// <summary>One search of a home, in both layouts.</summary>
internal sealed class ClineDiscovery(AgentId agent, string home, DiscoveryContext context)
{
    private readonly FootprintCollector _sessions = new(agent, home, ClineLayout.ShapeOf, context.Report);

    /// <summary>Searches the home.</summary>
    public IEnumerable<SessionFootprint> Run()
    {
        ForEachFolder(ClineLayout.Tasks, AddTask);
        ForEachFolder(ClineLayout.Sessions, AddSession);
        return _sessions.Complete();
    }

    private void ForEachFolder(string name, Action<string, string, List<FolderItem>> add)
    {
        string folder = Path.Combine(home, name);
        foreach (FolderItem item in _sessions.List(folder))
        {
            string path = Path.Combine(folder, item.Name);
            if (item.IsFolder && _sessions.IsOwn(item, path))
                add(item.Name, path, _sessions.List(path));
        }
    }

    private void AddTask(string id, string path, List<FolderItem> items)
    {
        bool hasHistory = items.Exists(item => !item.IsFolder && item.Name == ClineLayout.History);
        if (!hasHistory && !items.Exists(item => !item.IsFolder && ClineLayout.IsScreen(item.Name)))
            return;
        string relative = $"{ClineLayout.Tasks}/{id}";
        foreach (FolderItem item in items)
        {
            string inner = Path.Combine(path, item.Name);
            if (!_sessions.IsOwn(item, inner))
                continue;
            if (!item.IsFolder)
            {
                // A task that broke off before the first answer has nothing else.
                bool isAll = !hasHistory && ClineLayout.IsScreen(item.Name);
                FileRole role = isAll ? FileRole.Transcript : ClineLayout.TaskRole(item.Name);
                _sessions.Add(id, _sessions.File(item, inner, relative, role));
            }
            else if (!ClineLayout.IsRepository(item.Name))
            {
                string folder = item.Name;
                _sessions.AddFolder(id, inner, $"{relative}/{folder}", inside => ClineLayout.TaskRole($"{folder}/{inside}"));
            }
        }
    }

    private void AddSession(string id, string path, List<FolderItem> items)
    {
        string relative = $"{ClineLayout.Sessions}/{id}";
        if (items.Exists(item => !item.IsFolder && ClineLayout.SessionRole(id, item.Name) == FileRole.Transcript))
            _sessions.AddFolder(id, path, relative, inside => ClineLayout.SessionRole(id, inside));
    }
}

using Reprise.Reading;

namespace Reprise.Agents.Droid;

/// <summary>One search of a home.</summary>
internal sealed class DroidDiscovery(string home, DiscoveryContext context)
{
    private readonly FootprintCollector _sessions = new(DroidAgent.AgentName, home, DroidLayout.ShapeOf, context.Report);

    /// <summary>Searches the home.</summary>
    public IEnumerable<SessionFootprint> Run()
    {
        string sessions = Path.Combine(home, DroidLayout.Sessions);
        List<FolderItem> items = _sessions.List(sessions);
        foreach (FolderItem item in items)
        {
            string path = Path.Combine(sessions, item.Name);
            if (item.IsFolder && DroidLayout.IsProject(item.Name) && _sessions.IsOwn(item, path))
                FindIn(path, $"{DroidLayout.Sessions}/{item.Name}", _sessions.List(path), isProject: true);
        }
        // Releases before there were projects; other agents keep their sessions in a folder of that name as well.
        FindIn(sessions, DroidLayout.Sessions, items, isProject: false);
        return _sessions.Complete();
    }

    private void FindIn(string folder, string relative, List<FolderItem> items, bool isProject)
    {
        HashSet<string> here = new(StringComparer.Ordinal);
        foreach (FolderItem item in items)
        {
            if (item.IsFolder || !DroidLayout.IsSession(item.Name))
                continue;
            string path = Path.Combine(folder, item.Name);
            string id = Path.GetFileNameWithoutExtension(item.Name);
            SourceFile file = _sessions.File(item, path, relative, FileRole.Transcript);
            bool isCertain = isProject && DroidLayout.IsId(id);
            if (isCertain ? !_sessions.IsOwn(item, path) : item.IsLink || !DroidHead.IsOwn(file, context))
                continue;
            // What is found second is a copy of the same session: it would be told a second time.
            _sessions.Add(id, _sessions.Contains(id) ? file with { Role = FileRole.Other } : file);
            here.Add(id);
        }
        foreach (FolderItem item in items)
        {
            string path = Path.Combine(folder, item.Name);
            string id = DroidLayout.OwnerOf(item.Name);
            if (!item.IsFolder && !DroidLayout.IsSession(item.Name) && here.Contains(id) && _sessions.IsOwn(item, path))
                _sessions.Add(id, _sessions.File(item, path, relative, DroidLayout.RoleOf(item.Name)));
        }
    }
}

using Reprise.Reading;

namespace Reprise.Agents.Grok;

/// <summary>One search of a home.</summary>
internal sealed class GrokDiscovery(string home, DiscoveryContext context)
{
    private readonly FootprintCollector _sessions = new(GrokAgent.AgentName, home, GrokLayout.ShapeOf, context.Report);
    private readonly HashSet<string> _started = new(StringComparer.Ordinal);

    /// <summary>Searches the home.</summary>
    public IEnumerable<SessionFootprint> Run()
    {
        List<(string Id, string Path, string Relative)> found = [];
        string sessions = Path.Combine(home, GrokLayout.Sessions);
        foreach (FolderItem project in _sessions.List(sessions))
        {
            string folder = Path.Combine(sessions, project.Name);
            if (!project.IsFolder || !_sessions.IsOwn(project, folder))
                continue;
            foreach (FolderItem item in _sessions.List(folder))
            {
                string path = Path.Combine(folder, item.Name);
                if (!item.IsFolder || !File.Exists(Path.Combine(path, GrokLayout.Chat)) || !_sessions.IsOwn(item, path))
                    continue;
                found.Add((item.Name, path, $"{GrokLayout.Sessions}/{project.Name}/{item.Name}"));
                foreach (FolderItem subagent in _sessions.List(Path.Combine(path, GrokLayout.Subagents)))
                    _started.Add(subagent.Name);
            }
        }
        foreach ((string id, string path, string relative) in found)
        {
            // What is found second is a copy of the same session: it would be told a second time.
            bool isCopy = _sessions.Contains(id);
            _sessions.AddFolder(
                id,
                path,
                relative,
                inside => isCopy ? FileRole.Other : GrokLayout.RoleOf(inside, _started.Contains(id))
            );
        }
        return _sessions.Complete();
    }
}

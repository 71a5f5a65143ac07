using Reprise.Protocol;
using Reprise.Reading;

namespace Reprise.Agents.Pi;

/// <summary>One search of a home.</summary>
internal sealed class PiDiscovery(AgentId agent, string home, DiscoveryContext context)
{
    private readonly FootprintCollector _sessions = new(agent, home, PiLayout.ShapeOf, context.Report);

    /// <summary>Searches the home, which may be the folder that the agent's variable names.</summary>
    public IEnumerable<SessionFootprint> Run()
    {
        FindInAgent(home, relative: "");
        FindInAgent(Path.Combine(home, PiLayout.Agent), PiLayout.Agent);
        return _sessions.Complete();
    }

    private void FindInAgent(string folder, string relative)
    {
        // Release 0.30.0 of Pi put sessions here, and so does everybody who names a folder for them.
        FindSessions(folder, relative, isProject: false);
        string sessions = Path.Combine(folder, PiLayout.Sessions);
        string below = relative.Length == 0 ? PiLayout.Sessions : $"{relative}/{PiLayout.Sessions}";
        FindSessions(sessions, below, isProject: false);
        foreach (FolderItem item in _sessions.List(sessions))
        {
            string path = Path.Combine(sessions, item.Name);
            if (item.IsFolder && PiLayout.IsProject(item.Name) && _sessions.IsOwn(item, path))
                FindSessions(path, $"{below}/{item.Name}", isProject: true);
        }
    }

    private void FindSessions(string folder, string relative, bool isProject)
    {
        List<FolderItem> items = _sessions.List(folder);
        foreach (FolderItem item in items)
        {
            if (item.IsFolder || !PiLayout.IsSession(item.Name))
                continue;
            string? id = PiLayout.IdOf(Path.GetFileNameWithoutExtension(item.Name));
            string path = Path.Combine(folder, item.Name);
            if ((id is null && !isProject) || !_sessions.IsOwn(item, path))
                continue;
            SourceFile file = _sessions.File(item, path, relative, FileRole.Transcript);
            id ??= PiHead.IdOf(file, agent, context);
            // What is found second is a copy of the same session: it would be told a second time.
            _sessions.Add(id, _sessions.Contains(id) ? file with { Role = FileRole.Other } : file);
        }
        foreach (FolderItem item in items)
        {
            // What a session writes aside lies in a folder of its name.
            string path = Path.Combine(folder, item.Name);
            if (item.IsFolder && PiLayout.IdOf(item.Name) is { } id && _sessions.Contains(id) && _sessions.IsOwn(item, path))
                _sessions.AddFolder(id, path, relative.Length == 0 ? item.Name : $"{relative}/{item.Name}", _ => FileRole.Other);
        }
    }
}

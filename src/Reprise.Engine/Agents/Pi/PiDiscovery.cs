using Reprise.Reading;

namespace Reprise.Agents.Pi;

/// <summary>One search of a home.</summary>
internal sealed class PiDiscovery(string home, DiscoveryContext context)
{
    private readonly FootprintCollector _sessions = new(PiAgent.AgentName, home, PiLayout.ShapeOf, context.Report);

    /// <summary>Searches the home, which may be the folder that Pi's variable names.</summary>
    public IEnumerable<SessionFootprint> Run()
    {
        FindInAgent(home, relative: "");
        FindInAgent(Path.Combine(home, PiLayout.Agent), PiLayout.Agent);
        return _sessions.Complete();
    }

    private void FindInAgent(string folder, string relative)
    {
        // Release 0.30.0 put sessions here, and so does everybody who names a folder for them.
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
        foreach (FolderItem item in _sessions.List(folder))
        {
            if (item.IsFolder || !PiLayout.IsSession(item.Name))
                continue;
            string? id = PiLayout.IdOf(Path.GetFileNameWithoutExtension(item.Name));
            string path = Path.Combine(folder, item.Name);
            if ((id is null && !isProject) || !_sessions.IsOwn(item, path))
                continue;
            SourceFile file = _sessions.File(item, path, relative, FileRole.Transcript);
            id ??= PiHead.IdOf(file, context);
            // What is found second is a copy of the same session: it would be told a second time.
            _sessions.Add(id, _sessions.Contains(id) ? file with { Role = FileRole.Other } : file);
        }
    }
}

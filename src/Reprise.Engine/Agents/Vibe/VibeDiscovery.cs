using Reprise.Reading;

namespace Reprise.Agents.Vibe;

/// <summary>One search of a home.</summary>
internal sealed class VibeDiscovery(string home, DiscoveryContext context)
{
    private readonly FootprintCollector _sessions = new(VibeAgent.AgentName, home, VibeLayout.ShapeOf, context.Report);

    /// <summary>Searches the home.</summary>
    public IEnumerable<SessionFootprint> Run()
    {
        string sessions = Path.Combine(home, VibeLayout.Sessions.Replace('/', Path.DirectorySeparatorChar));
        foreach (FolderItem item in _sessions.List(sessions))
        {
            string path = Path.Combine(sessions, item.Name);
            string messages = Path.Combine(path, VibeLayout.Messages);
            if (!item.IsFolder || !File.Exists(messages) || !_sessions.IsOwn(item, path))
                continue;
            string relative = $"{VibeLayout.Sessions}/{item.Name}";
            string id = VibeHead.IdOf(item.Name, messages, MetaIn(path, relative), context);
            // What is found second is a copy of the same session: it would be told a second time.
            bool isCopy = _sessions.Contains(id);
            _sessions.AddFolder(id, path, relative, inside => isCopy ? FileRole.Other : VibeLayout.RoleOf(inside));
        }
        return _sessions.Complete();
    }

    private SourceFile? MetaIn(string path, string relative)
    {
        foreach (FolderItem item in _sessions.List(path))
        {
            if (!item.IsFolder && !item.IsLink && item.Name == VibeLayout.Meta)
                return _sessions.File(item, Path.Combine(path, item.Name), relative, FileRole.Metadata);
        }
        return null;
    }
}

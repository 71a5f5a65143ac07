using Reprise.Reading;

namespace Reprise.Agents.CopilotCli;

/// <summary>One search of a home.</summary>
internal sealed class CopilotCliDiscovery(string home, DiscoveryContext context)
{
    private readonly FootprintCollector _sessions = new(
        CopilotCliAgent.AgentName,
        home,
        CopilotCliLayout.ShapeOf,
        context.Report
    );

    /// <summary>Searches the home.</summary>
    public IEnumerable<SessionFootprint> Run()
    {
        string folder = Path.Combine(home, CopilotCliLayout.Sessions);
        List<FolderItem> items = _sessions.List(folder);
        foreach (FolderItem item in items.Where(item => item.IsFolder))
        {
            string path = Path.Combine(folder, item.Name);
            // A folder without a log is a session that was opened and not used, or none at all.
            if (_sessions.IsOwn(item, path) && File.Exists(Path.Combine(path, CopilotCliLayout.Events)))
                _sessions.AddFolder(item.Name, path, $"{CopilotCliLayout.Sessions}/{item.Name}", CopilotCliLayout.RoleOf);
        }
        foreach (FolderItem item in items.Where(item => !item.IsFolder && CopilotCliLayout.IsLog(item.Name)))
            AddSingle(item, folder, CopilotCliLayout.Sessions, Path.GetFileNameWithoutExtension(item.Name));
        FindDocuments();
        return _sessions.Complete();
    }

    private void FindDocuments()
    {
        string folder = Path.Combine(home, CopilotCliLayout.Documents);
        foreach (FolderItem item in _sessions.List(folder))
        {
            if (item.IsFolder || !CopilotCliLayout.IsDocument(item.Name))
                continue;
            SourceFile file = _sessions.File(
                item,
                Path.Combine(folder, item.Name),
                CopilotCliLayout.Documents,
                FileRole.Transcript
            );
            AddSingle(item, folder, CopilotCliLayout.Documents, CopilotCliHead.IdOf(file, context));
        }
    }

    // A session that went on in the newer layout is read from there; what is left of the older one is kept.
    private void AddSingle(FolderItem item, string folder, string relative, string id)
    {
        string path = Path.Combine(folder, item.Name);
        if (!_sessions.IsOwn(item, path))
            return;
        FileRole role = _sessions.Contains(id) ? FileRole.Other : FileRole.Transcript;
        _sessions.Add(id, _sessions.File(item, path, relative, role));
    }
}

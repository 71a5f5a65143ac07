using Reprise.Reading;

namespace Reprise.Agents.Windsurf;

/// <summary>One search of a home.</summary>
internal sealed class WindsurfDiscovery(string home, DiscoveryContext context)
{
    private readonly FootprintCollector _sessions = new(WindsurfAgent.AgentName, home, WindsurfLayout.ShapeOf, context.Report);

    /// <summary>Searches the home.</summary>
    public IEnumerable<SessionFootprint> Run()
    {
        FindTranscripts();
        FindConversations();
        FindPlans();
        return _sessions.Complete();
    }

    private void FindTranscripts()
    {
        string folder = Path.Combine(home, WindsurfLayout.Transcripts);
        // Others have a folder of transcripts, too.
        bool isOwn = Path.GetFileName(home) == ".windsurf";
        foreach (FolderItem item in _sessions.List(folder))
        {
            string path = Path.Combine(folder, item.Name);
            if (item.IsFolder || !WindsurfLayout.IsTranscript(item.Name) || !(isOwn || HasOwnHead(item, path)))
                continue;
            if (_sessions.IsOwn(item, path))
                _sessions.Add(
                    Path.GetFileNameWithoutExtension(item.Name),
                    _sessions.File(item, path, WindsurfLayout.Transcripts, FileRole.Transcript)
                );
        }
    }

    // What is in them nobody but Windsurf can read; they are kept so that they can be put back.
    private void FindConversations()
    {
        string folder = Path.Combine(home, WindsurfLayout.Conversations);
        foreach (FolderItem item in _sessions.List(folder))
        {
            string path = Path.Combine(folder, item.Name);
            if (!item.IsFolder && WindsurfLayout.ConversationOf(item.Name) is { } id && _sessions.IsOwn(item, path))
                _sessions.Add(id, _sessions.File(item, path, WindsurfLayout.Conversations, FileRole.Other));
        }
    }

    private void FindPlans()
    {
        string folder = Path.Combine(home, WindsurfLayout.Plans);
        foreach (FolderItem item in _sessions.List(folder))
        {
            string path = Path.Combine(folder, item.Name);
            if (item.IsFolder && _sessions.Contains(item.Name) && _sessions.IsOwn(item, path))
                _sessions.AddFolder(
                    item.Name,
                    path,
                    $"{WindsurfLayout.Plans}/{item.Name}",
                    static inside => WindsurfLayout.IsPlan(inside) ? FileRole.Metadata : FileRole.Other
                );
        }
    }

    private bool HasOwnHead(FolderItem item, string path)
    {
        if (context.KnownOwner(path) is { } owner && owner.Agent == WindsurfAgent.AgentName)
            return true;
        // What cannot be opened does not say that it is one of Windsurf's.
        return !item.IsLink && WindsurfHead.IsOwn(FileHead.Read(path, item.Length, report: null));
    }
}

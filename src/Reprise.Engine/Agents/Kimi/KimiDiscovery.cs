using Reprise.Reading;

namespace Reprise.Agents.Kimi;

/// <summary>One search of a home, of Kimi Code or Kimi CLI.</summary>
internal sealed class KimiDiscovery(string home, DiscoveryContext context)
{
    private readonly FootprintCollector _sessions = new(KimiAgent.AgentName, home, KimiLayout.ShapeOf, context.Report);

    /// <summary>Searches the home.</summary>
    public IEnumerable<SessionFootprint> Run()
    {
        string sessions = Path.Combine(home, KimiLayout.Sessions);
        foreach (FolderItem item in _sessions.List(sessions))
        {
            string path = Path.Combine(sessions, item.Name);
            if (item.IsFolder && KimiLayout.IsProject(item.Name) && _sessions.IsOwn(item, path))
                FindInProject(path, $"{KimiLayout.Sessions}/{item.Name}");
        }
        return _sessions.Complete();
    }

    private void FindInProject(string project, string relative)
    {
        List<FolderItem> items = _sessions.List(project);
        foreach (FolderItem item in items)
        {
            string path = Path.Combine(project, item.Name);
            if (!item.IsFolder || TranscriptIn(path) is not { } transcript || !_sessions.IsOwn(item, path))
                continue;
            // What is found second is a copy of the same session: it would be told a second time.
            bool isCopy = _sessions.Contains(item.Name);
            _sessions.AddFolder(
                item.Name,
                path,
                $"{relative}/{item.Name}",
                inside => isCopy ? FileRole.Other : KimiLayout.RoleOf(inside, transcript)
            );
        }
        foreach (FolderItem item in items)
        {
            string path = Path.Combine(project, item.Name);
            if (item.IsFolder || !KimiLayout.IsLoose(item.Name) || !_sessions.IsOwn(item, path))
                continue;
            string id = Path.GetFileNameWithoutExtension(item.Name);
            FileRole role = _sessions.Contains(id) ? FileRole.Other : FileRole.Transcript;
            _sessions.Add(id, _sessions.File(item, path, relative, role));
        }
    }

    // Releases before there were logs have only what the model is given.
    private static string? TranscriptIn(string folder) =>
        Exists(folder, KimiLayout.MainWire) ? KimiLayout.MainWire
        : Exists(folder, KimiLayout.Wire) ? KimiLayout.Wire
        : Exists(folder, KimiLayout.Context) ? KimiLayout.Context
        : null;

    private static bool Exists(string folder, string inside) =>
        File.Exists(Path.Combine(folder, inside.Replace('/', Path.DirectorySeparatorChar)));
}

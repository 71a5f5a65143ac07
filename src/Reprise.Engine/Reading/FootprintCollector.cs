using Reprise.Masking;
using Reprise.Protocol;

namespace Reprise.Reading;

/// <summary>Gives the files of a home to the sessions they belong to.</summary>
/// <param name="agent">Whose sessions they are.</param>
/// <param name="root">The home.</param>
/// <param name="shapeOf">Says how a file of some name is to be understood.</param>
/// <param name="report">Told what is passed over, and why.</param>
internal sealed class FootprintCollector(
    AgentId agent,
    string root,
    Func<string, TextShape> shapeOf,
    Action<string, string> report
)
{
    private const int MaxDepth = 32;

    private readonly Dictionary<string, List<SourceFile>> _sessions = new(StringComparer.Ordinal);

    /// <summary>The number of sessions.</summary>
    public int Count => _sessions.Count;

    /// <summary>Lists a folder in the order of the names.</summary>
    public List<FolderItem> List(string path) => FolderListing.Of(path, report);

    /// <summary>Whether a session has files.</summary>
    public bool Contains(string session) => _sessions.ContainsKey(session);

    /// <summary>The session that a file was given to; null when none.</summary>
    /// <param name="relative">The file's path below the home.</param>
    public string? OwnerOf(string relative) =>
        _sessions.FirstOrDefault(pair => pair.Value.Exists(file => file.RelativePath == relative)).Key;

    /// <summary>Whether something lies where it seems to; a link is reported, because what is behind it belongs elsewhere.</summary>
    public bool IsOwn(FolderItem item, string path)
    {
        if (item.IsLink)
            report(path, item.IsFolder ? "a link to a folder is not followed" : "a link to a file is not followed");
        return !item.IsLink;
    }

    /// <summary>Describes a file.</summary>
    /// <param name="item">What the listing says.</param>
    /// <param name="path">Its path.</param>
    /// <param name="relativeFolder">Its folder's path below the home.</param>
    /// <param name="role">What it is.</param>
    public SourceFile File(FolderItem item, string path, string relativeFolder, FileRole role) =>
        new()
        {
            Path = path,
            RelativePath = relativeFolder.Length == 0 ? item.Name : $"{relativeFolder}/{item.Name}",
            Role = role,
            Shape = shapeOf(item.Name),
            Length = item.Length,
            LastWriteUtc = item.LastWriteUtc,
        };

    /// <summary>Gives a file to a session.</summary>
    public void Add(string session, SourceFile file)
    {
        if (!_sessions.TryGetValue(session, out List<SourceFile>? files))
            _sessions.Add(session, files = []);
        files.Add(file);
    }

    /// <summary>Gives a file to all sessions there are: it says something of each.</summary>
    public void AddToAll(SourceFile file)
    {
        foreach (List<SourceFile> files in _sessions.Values)
            files.Add(file);
    }

    /// <summary>Gives a folder's files to a session, those of the folders in it as well.</summary>
    /// <param name="session">The session.</param>
    /// <param name="path">The folder.</param>
    /// <param name="relative">Its path below the home.</param>
    /// <param name="roleOf">Says what a file is by its path below the folder; null when it is left out.</param>
    public void AddFolder(string session, string path, string relative, Func<string, FileRole?> roleOf) =>
        AddFolder(session, path, relative, inside: "", roleOf, depth: 0);

    /// <summary>Gives the sessions, the files of each in the order in which they are read.</summary>
    /// <param name="titleOf">Says the title that the agent keeps elsewhere; null when there is none.</param>
    public IEnumerable<SessionFootprint> Complete(Func<string, SourceText?>? titleOf = null)
    {
        foreach ((string id, List<SourceFile> files) in _sessions)
        {
            // The roles are declared in that order.
            files.Sort(
                static (a, b) =>
                    a.Role != b.Role ? a.Role.CompareTo(b.Role) : string.CompareOrdinal(a.RelativePath, b.RelativePath)
            );
            yield return new SessionFootprint
            {
                Key = new SessionKey(agent, id),
                Root = root,
                Files = files,
                Title = titleOf?.Invoke(id),
            };
        }
    }

    private void AddFolder(string session, string path, string relative, string inside, Func<string, FileRole?> roleOf, int depth)
    {
        if (depth > MaxDepth)
        {
            report(path, "the folders are nested too deep");
            return;
        }
        foreach (FolderItem item in List(path))
        {
            string inner = Path.Combine(path, item.Name);
            if (!IsOwn(item, inner))
                continue;
            string place = inside.Length == 0 ? item.Name : $"{inside}/{item.Name}";
            if (item.IsFolder)
                AddFolder(session, inner, $"{relative}/{item.Name}", place, roleOf, depth + 1);
            else if (roleOf(place) is { } role)
                Add(session, File(item, inner, relative, role));
        }
    }
}

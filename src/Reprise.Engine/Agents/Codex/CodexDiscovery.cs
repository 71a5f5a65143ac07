using System.Text;
using Reprise.Protocol;
using Reprise.Reading;

namespace Reprise.Agents.Codex;

/// <summary>One search of a home.</summary>
internal sealed class CodexDiscovery(string home, DiscoveryContext context)
{
    private const int MaxDepth = 32;

    private readonly Dictionary<string, List<SourceFile>> _sessions = new(StringComparer.Ordinal);
    private readonly HashSet<string> _active = new(StringComparer.Ordinal);

    /// <summary>Searches the home.</summary>
    public IEnumerable<SessionFootprint> Run()
    {
        foreach ((string name, bool isArchive) in CodexLayout.Folders)
            FindIn(Path.Combine(home, name), name, isArchive, depth: 0);
        return _sessions.Count == 0 ? [] : Footprints();
    }

    private void FindIn(string folder, string relative, bool isArchive, int depth)
    {
        if (depth > MaxDepth)
        {
            context.Report(folder, "the folders are nested too deep");
            return;
        }
        List<FolderItem> items = FolderListing.Of(folder, context.Report);
        foreach (FolderItem item in items)
        {
            string path = Path.Combine(folder, item.Name);
            bool isSession = CodexLayout.IsSession(item.Name);
            bool isCompressed = CodexLayout.IsCompressed(item.Name);
            if (item.IsLink && (item.IsFolder || isSession || isCompressed))
                context.Report(path, item.IsFolder ? "a link to a folder is not followed" : "a link to a file is not followed");
            else if (item.IsFolder)
                FindIn(path, $"{relative}/{item.Name}", isArchive, depth + 1);
            else if (!item.IsLink && (isSession || (isCompressed && !HasPlain(items, item.Name))))
                Add(item, path, relative, isArchive);
        }
    }

    private static bool HasPlain(List<FolderItem> items, string compressed)
    {
        string plain = CodexLayout.Stem(compressed) + CodexLayout.Lines;
        return items.Exists(item => !item.IsFolder && string.Equals(item.Name, plain, StringComparison.Ordinal));
    }

    private void Add(FolderItem item, string path, string relative, bool isArchive)
    {
        bool isCompressed = CodexLayout.IsCompressed(item.Name);
        string stem = CodexLayout.Stem(item.Name);
        if ((CodexLayout.IdOf(stem) ?? (isCompressed ? null : IdInside(path, item))) is not { } id)
        {
            context.Report(path, "it is compressed, and its name does not say which session it is");
            return;
        }
        if (!_sessions.TryGetValue(id, out List<SourceFile>? files))
            _sessions.Add(id, files = []);
        if (!isArchive)
            _active.Add(id);
        // The text lies where the plain file lay: a session that Codex compressed has not changed.
        string name = isCompressed ? stem + CodexLayout.Lines : item.Name;
        var file = new SourceFile
        {
            Path = path,
            RelativePath = $"{relative}/{name}",
            Role = FileRole.Transcript,
            Shape = CodexLayout.ShapeOf(name),
            Length = item.Length,
            LastWriteUtc = item.LastWriteUtc,
            IsCompressed = isCompressed,
        };
        files.Add(isCompressed ? file with { ChangeMark = item.LastWriteUtc.Ticks + item.Length } : file);
    }

    /// <summary>The first releases did not put a whole id into the name.</summary>
    private string IdInside(string path, FolderItem item)
    {
        string stem = CodexLayout.Stem(item.Name);
        SessionKey own = new(CodexAgent.AgentName, stem);
        if (context.KnownOwner(path) is { } known && known.Agent == own.Agent && known != own)
            return known.NativeId;
        byte[] head = FileHead.Read(path, item.Length, context.Report);
        return CodexHead.TryRead(head, out byte[]? id) && id is not null ? Encoding.UTF8.GetString(id) : stem;
    }

    private IEnumerable<SessionFootprint> Footprints()
    {
        Dictionary<string, string> names = CodexSessionIndex.Read(Path.Combine(home, CodexLayout.IndexFile), context);
        IReadOnlyDictionary<string, CodexThreadTitle> titles = CodexThreads.Read(home, context);
        foreach ((string id, List<SourceFile> files) in _sessions)
        {
            titles.TryGetValue(id, out CodexThreadTitle thread);
            string? title = thread.Name ?? names.GetValueOrDefault(id) ?? thread.Title;
            yield return new SessionFootprint
            {
                Key = new SessionKey(CodexAgent.AgentName, id),
                Root = home,
                Files = files,
                Title = title is null ? null : new SourceText(title),
                IsArchivedByAgent = !_active.Contains(id),
            };
        }
    }
}

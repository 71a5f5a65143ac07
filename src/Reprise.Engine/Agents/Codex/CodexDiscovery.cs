using System.Text;
using Reprise.Protocol;
using Reprise.Reading;

namespace Reprise.Agents.Codex;

/// <summary>One search of a home.</summary>
internal sealed class CodexDiscovery(string home, DiscoveryContext context)
{
    private const int MaxDepth = 32;
    private const int MaxHeadBytes = 64 * 1024;

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
            else if (isSession && !item.IsLink)
                Add(item, path, relative, isArchive);
            else if (isCompressed && !item.IsLink && !HasPlain(items, item.Name))
                AddCompressed(item, path, relative, isArchive);
        }
    }

    private static bool HasPlain(List<FolderItem> items, string compressed)
    {
        string plain = CodexLayout.Stem(compressed) + ".jsonl";
        return items.Exists(item => !item.IsFolder && string.Equals(item.Name, plain, StringComparison.Ordinal));
    }

    private void Add(FolderItem item, string path, string relative, bool isArchive)
    {
        string id = CodexLayout.IdOf(CodexLayout.Stem(item.Name)) ?? IdInside(path, item);
        if (!_sessions.TryGetValue(id, out List<SourceFile>? files))
            _sessions.Add(id, files = []);
        if (!isArchive)
            _active.Add(id);
        files.Add(
            new SourceFile
            {
                Path = path,
                RelativePath = $"{relative}/{item.Name}",
                Role = FileRole.Transcript,
                Shape = CodexLayout.ShapeOf(item.Name),
                Length = item.Length,
                LastWriteUtc = item.LastWriteUtc,
            }
        );
    }

    // The text lies where the plain file lay: a session that Codex compressed has not changed.
    private void AddCompressed(FolderItem item, string path, string relative, bool isArchive)
    {
        string plain = CodexLayout.Stem(item.Name) + ".jsonl";
        if (CodexLayout.IdOf(CodexLayout.Stem(item.Name)) is not { } id)
        {
            context.Report(path, "it is compressed, and its name does not say which session it is");
            return;
        }
        if (!_sessions.TryGetValue(id, out List<SourceFile>? files))
            _sessions.Add(id, files = []);
        if (!isArchive)
            _active.Add(id);
        files.Add(
            new SourceFile
            {
                Path = path,
                RelativePath = $"{relative}/{plain}",
                Role = FileRole.Transcript,
                Shape = CodexLayout.ShapeOf(plain),
                Length = item.Length,
                LastWriteUtc = item.LastWriteUtc,
                IsCompressed = true,
                ChangeMark = item.LastWriteUtc.Ticks + item.Length,
            }
        );
    }

    /// <summary>The first releases did not put a whole id into the name.</summary>
    private string IdInside(string path, FolderItem item)
    {
        string stem = CodexLayout.Stem(item.Name);
        SessionKey own = new(CodexAgent.AgentName, stem);
        if (context.KnownOwner(path) is { } known && known.Agent == own.Agent && known != own)
            return known.NativeId;
        if (item.Length == 0)
            return stem;
        try
        {
            using var handle = RegularFile.Open(path);
            byte[] head = new byte[Math.Min(MaxHeadBytes, item.Length)];
            int read = RandomAccess.Read(handle, head, 0);
            return CodexHead.TryRead(head.AsSpan(0, read), out byte[]? id) && id is not null ? Encoding.UTF8.GetString(id) : stem;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            context.Report(path, "the file could not be opened to see which session it is");
            return stem;
        }
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

using Reprise.Agents;
using Reprise.Reading;

namespace Reprise.Discovery;

/// <summary>One search of a file or folder of any layout: homes are taken as such, other files recognised by their content.</summary>
/// <param name="agents">The agents to look for.</param>
/// <param name="context">Where problems are reported.</param>
/// <param name="headOf">Gives the first bytes of a file whose content lies elsewhere; null when files hold it themselves.</param>
internal sealed class PathSearch(
    IReadOnlyList<IAgent> agents,
    DiscoveryContext context,
    Func<string, ReadOnlyMemory<byte>>? headOf = null
)
{
    private const int MaxDepth = 32;

    /// <summary>The most that is read of a file to recognise it.</summary>
    public const int HeadBytes = 64 * 1024;

    /// <summary>Databases lie up to two folders below their agent's home.</summary>
    private const int MaxFoldersAbove = 3;

    private readonly HashSet<string> _claimed = new(StringComparer.Ordinal);
    private readonly Dictionary<IAgent, List<SessionFootprint>> _recognised = [];
    private readonly List<DiscoveredRoot> _roots = [];
    private readonly byte[] _head = new byte[HeadBytes];

    /// <summary>Searches a path.</summary>
    public IReadOnlyList<DiscoveredRoot> Find(string path)
    {
        if (Directory.Exists(path))
            FindInFolder(path, path, depth: 0);
        else if (File.Exists(path) && !FindAround(path))
            Recognise(path, Path.GetDirectoryName(path) ?? path);
        else if (!File.Exists(path))
            context.Report(path, "there is no such file or folder");
        string root = Directory.Exists(path) ? path : Path.GetDirectoryName(path) ?? path;
        foreach ((IAgent agent, List<SessionFootprint> sessions) in _recognised)
            _roots.Add(new DiscoveredRoot(agent, root, IsHome: false, Exists: true, sessions));
        return _roots;
    }

    // A database does not say whose it is, so the folders above it are asked whether they are the home that it belongs to.
    private bool FindAround(string path)
    {
        if (!IsDatabase(path))
            return false;
        string? folder = Path.GetDirectoryName(path);
        for (int level = 0; level < MaxFoldersAbove && folder is not null; level++, folder = Path.GetDirectoryName(folder))
        {
            foreach (IAgent agent in agents)
            {
                SessionFootprint[] sessions =
                [
                    .. agent.Discover(folder, context).Where(session => session.Files.Any(file => file.Rows?.Database == path)),
                ];
                if (sessions.Length == 0)
                    continue;
                _roots.Add(new DiscoveredRoot(agent, folder, IsHome: false, Exists: true, sessions));
                return true;
            }
        }
        return false;
    }

    private bool IsDatabase(string path)
    {
        try
        {
            return new FileInfo(path).Length > 0 && ReadHead(path).StartsWith("SQLite format 3\0"u8);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private void FindInFolder(string folder, string root, int depth)
    {
        if (depth > MaxDepth)
        {
            context.Report(folder, "the folders are nested too deep");
            return;
        }
        foreach (IAgent agent in agents)
        {
            // A folder in a home may look like a home itself.
            SessionFootprint[] sessions =
            [
                .. agent.Discover(folder, context).Where(session => !session.Files.SelectMany(Paths).Any(_claimed.Contains)),
            ];
            if (sessions.Length == 0)
                continue;
            _roots.Add(new DiscoveredRoot(agent, folder, IsHome: false, Exists: true, sessions));
            _claimed.UnionWith(sessions.SelectMany(session => session.Files).SelectMany(Paths));
        }
        foreach (FolderItem item in FolderListing.Of(folder, context.Report))
        {
            string path = Path.Combine(folder, item.Name);
            if (item.IsLink || _claimed.Contains(path))
                continue;
            if (!item.IsFolder)
                Recognise(path, root);
            else if (item.Name is not (".git" or "node_modules"))
                FindInFolder(path, root, depth + 1);
        }
    }

    private static IEnumerable<string> Paths(SourceFile file) =>
        file.Rows is { } rows ? [rows.Database]
        : file.Bundle is { } bundle ? bundle.Files.Select(one => one.Path)
        : [file.Path];

    private void Recognise(string path, string root)
    {
        try
        {
            // A pipe or a device has no length, and opening it could wait for ever.
            if (new FileInfo(path).Length == 0)
                return;
            ReadOnlySpan<byte> head = ReadHead(path);
            // JSON, Markdown, or Markdown that begins with a remark.
            if (head.TrimStart("\uFEFF \t\r\n\0"u8) is not [(byte)'{' or (byte)'[' or (byte)'<' or (byte)'#', ..])
                return;
            foreach (IAgent agent in agents)
            {
                if (agent.Recognize(path, head, root) is not { } session)
                    continue;
                if (!_recognised.TryGetValue(agent, out List<SessionFootprint>? sessions))
                    _recognised.Add(agent, sessions = []);
                sessions.Add(session);
                return;
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            context.Report(path, "the file could not be opened");
        }
    }

    private ReadOnlySpan<byte> ReadHead(string path)
    {
        if (headOf is not null)
            return headOf(path).Span;
        using var handle = RegularFile.Open(path);
        int read = RandomAccess.Read(handle, _head, 0);
        return _head.AsSpan(0, read);
    }
}

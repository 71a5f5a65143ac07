using Reprise.Agents;
using Reprise.Discovery;
using Reprise.Importing.Chats;
using Reprise.Importing.Sessionkeep;
using Reprise.Reading;

namespace Reprise.Importing;

/// <summary>Finds what other programs have kept in files: it is told by names and first bytes what each of them is.</summary>
/// <param name="agents">The agents to look for.</param>
/// <param name="discovery">Knows the homes of the agents.</param>
internal sealed class PlainImport(IReadOnlyList<IAgent> agents, SessionDiscovery discovery)
{
    private const int MaxDepth = 32;

    private readonly IAgent[] _native = [.. agents.Where(AgentCatalog.All.Contains)];
    private readonly IAgent[] _exports = [.. agents.Where(AgentCatalog.Exports.Contains)];

    /// <summary>Finds the sessions, part by part.</summary>
    /// <param name="path">A file or folder, absolute.</param>
    /// <param name="cancellation">Ends the search.</param>
    public IEnumerable<ImportBatch> Find(string path, CancellationToken cancellation)
    {
        var context = new DiscoveryContext(_ => null);
        var files = new ForeignFiles();
        bool isFolder = Directory.Exists(path);
        if (isFolder)
            Collect(path, files, context, 0);
        else
            files.AddNamed(path);
        foreach (string export in files.Chats)
        {
            foreach (ImportBatch batch in new ChatExport(_exports).Read(export, cancellation))
                yield return batch;
        }
        var roots = new List<DiscoveredRoot>();
        string folder = isFolder ? path : Path.GetDirectoryName(path) ?? path;
        var search = new HeldSearch(_native, discovery.Homes(_native), context);
        if (files.Compressed.Count > 0)
        {
            List<HeldFile> held = SessionkeepArchive.Read(files.Compressed, folder, context, cancellation);
            roots.AddRange(search.Find(held, Path.GetPathRoot(path) ?? folder, isMaskedCopy: true));
        }
        foreach (string packed in files.Packed)
        {
            List<HeldFile> held = PackedSession.Read(packed, context);
            roots.AddRange(
                new HeldSearch(_exports, [], context).Find(held, Path.GetDirectoryName(packed) ?? folder, isMaskedCopy: false)
            );
        }
        if (files.Chats.Count == 0 && files.Compressed.Count == 0 && files.Packed.Count == 0)
            roots.AddRange(FindOthers(path, context));
        else if (isFolder)
            roots.AddRange(Imported(new PathSearch(_exports, context).Find(path)));
        yield return new ImportBatch(roots, context.Problems);
    }

    // What is none of these may still be an agent's own: a folder that was copied from another machine.
    private IEnumerable<DiscoveredRoot> FindOthers(string path, DiscoveryContext context)
    {
        IReadOnlyList<DiscoveredRoot> exports = Imported(new PathSearch(_exports, context).Find(path));
        return exports.Count > 0 ? exports : discovery.FindIn([path], _native, context);
    }

    private static IReadOnlyList<DiscoveredRoot> Imported(IReadOnlyList<DiscoveredRoot> roots) =>
        [
            .. roots.Select(root =>
                root with
                {
                    Sessions = [.. root.Sessions.Select(session => session with { IsImported = true })],
                }
            ),
        ];

    private static void Collect(string folder, ForeignFiles files, DiscoveryContext context, int depth)
    {
        if (depth > MaxDepth)
        {
            context.Report(folder, "the folders are nested too deep");
            return;
        }
        foreach (FolderItem item in FolderListing.Of(folder, context.Report))
        {
            string path = Path.Combine(folder, item.Name);
            if (item.IsLink)
                continue;
            if (!item.IsFolder)
                files.Add(path);
            else if (item.Name is not (".git" or "node_modules"))
                Collect(path, files, context, depth + 1);
        }
    }

    /// <summary>Files by what their names say of them.</summary>
    private sealed class ForeignFiles
    {
        private const string Zip = ".zip";

        public List<string> Chats { get; } = [];
        public List<string> Compressed { get; } = [];
        public List<string> Packed { get; } = [];

        /// <summary>Adds a file that a person named: it may have any name.</summary>
        public void AddNamed(string path)
        {
            string name = Path.GetFileName(path);
            if (PackedSession.MayBeOne(name))
                Packed.Add(path);
            else if (name.EndsWith(Zip, StringComparison.OrdinalIgnoreCase) || ChatExport.IsList(path))
                Chats.Add(path);
            else
                Add(path);
        }

        /// <summary>Adds a file of a folder, where others may lie that have nothing to do with it.</summary>
        public void Add(string path)
        {
            string name = Path.GetFileName(path);
            if (name.EndsWith(SessionkeepEntry.Ending, StringComparison.Ordinal))
                Compressed.Add(path);
            else if (PackedSession.IsOne(name))
                Packed.Add(path);
            else if (ChatExport.IsConversations(name))
                Chats.Add(path);
            else if (name.EndsWith(Zip, StringComparison.OrdinalIgnoreCase) && ChatExport.HasConversations(path))
                Chats.Add(path);
        }
    }
}

using Reprise.Protocol;
using Reprise.Reading;

namespace Reprise.Agents.OpenCode;

/// <summary>One search of a home: the databases first, then the tree for the sessions that no database has.</summary>
internal sealed class OpenCodeDiscovery(AgentId agent, string agentFolder, string home, DiscoveryContext context)
{
    /// <summary>Searches the home.</summary>
    public IEnumerable<SessionFootprint> Run()
    {
        var found = new Dictionary<string, FoundSession>(StringComparer.Ordinal);
        List<string> databases = [];
        foreach (FolderItem item in Items())
        {
            if (item.IsFolder || !OpenCodeLayout.IsDatabase(item.Name, agentFolder))
                continue;
            string path = Path.Combine(home, item.Name);
            if (item.IsLink)
            {
                context.Report(path, "a link to a file is not followed");
                continue;
            }
            databases.Add(path);
            foreach (FoundSession session in new OpenCodeDatabase(path, item, context).Sessions())
            {
                // The same session in the databases of two channels: the one that went on.
                if (!found.TryGetValue(session.Id, out FoundSession? other) || other.LastWriteUtc < session.LastWriteUtc)
                    found[session.Id] = session;
            }
        }
        foreach (FoundSession session in new OpenCodeTree(home, context).Sessions())
        {
            // A database that cannot be read now has it all the same.
            bool isKnownFromDatabase = databases.Exists(path =>
                context.KnownOwner(Path.Combine(path, OpenCodeLayout.Transcript(RowNames.Of(session.Id)))) is not null
            );
            if (!isKnownFromDatabase)
                found.TryAdd(session.Id, session);
        }
        return found.Values.Select(session => new SessionFootprint
        {
            Key = new SessionKey(agent, session.Id),
            Root = home,
            Files = session.Files,
            IsArchivedByAgent = session.IsArchived,
        });
    }

    private List<FolderItem> Items()
    {
        // Folders of every kind are asked whether they are a home.
        bool isHome =
            Directory.Exists(Path.Combine(home, OpenCodeLayout.Tree, OpenCodeLayout.Messages))
            || Directory.Exists(home) && Directory.EnumerateFiles(home, agentFolder + "*.db").Any();
        return isHome ? FolderListing.Of(home, context.Report) : [];
    }
}

/// <summary>A session as it was found.</summary>
/// <param name="Id">Its native id.</param>
/// <param name="LastWriteUtc">When it was written to last.</param>
/// <param name="Files">What it is read from.</param>
/// <param name="IsArchived">Whether the agent put it into its archive.</param>
internal sealed record FoundSession(string Id, DateTime LastWriteUtc, IReadOnlyList<SourceFile> Files, bool IsArchived);

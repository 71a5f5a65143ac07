using Reprise.Protocol;
using Reprise.Reading;

namespace Reprise.Agents.Cursor;

/// <summary>One search of a home, the editor's or that of the command line: a conversation in several stores counts once.</summary>
internal sealed class CursorDiscovery(string home, DiscoveryContext context)
{
    /// <summary>Searches the home.</summary>
    public IEnumerable<SessionFootprint> Run()
    {
        var found = new Dictionary<string, CursorSession>(StringComparer.Ordinal);
        if (Directory.Exists(Path.Combine(home, "User")))
        {
            var workspaces = new CursorWorkspaces(home, context);
            Add(new CursorDatabase(home, workspaces, context).Sessions(), found);
            Add(workspaces.Sessions(), found);
        }
        Add(new CursorChats(home, context).Sessions(), found);
        Add(new CursorTranscripts(home, context).Sessions(), found);
        return found.Values.Select(session => new SessionFootprint
        {
            Key = new SessionKey(CursorAgent.AgentName, session.Id),
            Root = home,
            Files = session.Files,
            IsArchivedByAgent = session.IsArchived,
        });
    }

    private void Add(IEnumerable<CursorSession> sessions, Dictionary<string, CursorSession> found)
    {
        foreach (CursorSession session in sessions)
        {
            if (found.TryGetValue(session.Id, out CursorSession? better))
                found[session.Id] = Replacing(better, session);
            else if (context.Claim(new SessionKey(CursorAgent.AgentName, session.Id)))
                found.Add(session.Id, session);
        }
    }

    // What was captured from the lesser store before the better one had it gives way.
    private static CursorSession Replacing(CursorSession better, CursorSession lesser) =>
        better with
        {
            Files =
            [
                better.Files[0] with
                {
                    FormerPath = better.Files[0].FormerPath ?? lesser.Files[0].RelativePath,
                },
                .. better.Files.Skip(1),
            ],
        };
}

/// <summary>A conversation as it was found.</summary>
/// <param name="Id">Its native id.</param>
/// <param name="Files">What it is read from, the messages first.</param>
/// <param name="IsArchived">Whether the person put it into the archive.</param>
internal sealed record CursorSession(string Id, IReadOnlyList<SourceFile> Files, bool IsArchived = false);

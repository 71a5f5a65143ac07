using Reprise.Reading;

namespace Reprise.Agents.Gemini;

/// <summary>One search of a home: each project has its sessions, and what lies beside them is given to the sessions it names.</summary>
internal sealed class GeminiDiscovery(string home, DiscoveryContext context)
{
    /// <summary>Searches the home.</summary>
    public IEnumerable<SessionFootprint> Run()
    {
        string projects = Path.Combine(home, GeminiLayout.Projects);
        List<SessionFootprint> found = [];
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (FolderItem item in FolderListing.Of(projects, context.Report))
        {
            if (!item.IsFolder)
                continue;
            var project = new GeminiProject(projects, item, home, context);
            foreach (SessionFootprint session in project.Run())
            {
                // One session in two folders: a project's folder was copied when it got its new name.
                if (places.TryAdd(session.Key.NativeId, found.Count))
                    found.Add(session);
                else
                    found[places[session.Key.NativeId]] = Joined(found[places[session.Key.NativeId]], session);
            }
        }
        return found;
    }

    private static SessionFootprint Joined(SessionFootprint first, SessionFootprint second)
    {
        bool isSecondNewer = Newest(second) > Newest(first);
        (SessionFootprint newer, SessionFootprint older) = isSecondNewer ? (second, first) : (first, second);
        // The older copy is kept but not read: it would be told a second time.
        return newer with { Files = [.. newer.Files, .. older.Files.Select(file => file with { Role = FileRole.Other })] };
    }

    private static DateTime Newest(SessionFootprint session) => session.Files.Max(file => file.LastWriteUtc);
}

using Reprise.Masking;
using Reprise.Reading;

namespace Reprise.Agents.Continue;

/// <summary>One search of a home.</summary>
internal sealed class ContinueDiscovery(string home, DiscoveryContext context)
{
    /// <summary>What the home is called.</summary>
    public const string HomeName = ".continue";

    private const string Sessions = "sessions";
    private const string Ending = ".json";

    /// <summary>The list of all sessions, which is written with each answer and says nothing that the sessions do not.</summary>
    private const string List = "sessions.json";

    private readonly FootprintCollector _sessions = new(
        ContinueAgent.AgentName,
        home,
        static _ => TextShape.Json,
        context.Report
    );

    /// <summary>Searches the home.</summary>
    public IEnumerable<SessionFootprint> Run()
    {
        string folder = Path.Combine(home, Sessions);
        List<FolderItem> items = _sessions.List(folder);
        // Others have a folder of sessions, too.
        bool isOwn = Path.GetFileName(home) == HomeName || items.Exists(item => !item.IsFolder && item.Name == List);
        foreach (FolderItem item in items)
        {
            string path = Path.Combine(folder, item.Name);
            bool isDocument = !item.IsFolder && item.Name != List && item.Name.EndsWith(Ending, StringComparison.Ordinal);
            if (!isDocument || !(isOwn || IsKnown(path) || HasOwnHead(item, path)) || !_sessions.IsOwn(item, path))
                continue;
            _sessions.Add(item.Name[..^Ending.Length], _sessions.File(item, path, Sessions, FileRole.Transcript));
        }
        return _sessions.Complete();
    }

    private bool IsKnown(string path) => context.KnownOwner(path) is { } owner && owner.Agent == ContinueAgent.AgentName;

    // What cannot be opened does not say that it is one of Continue's.
    private static bool HasOwnHead(FolderItem item, string path) =>
        !item.IsLink && ContinueHead.IsOwn(FileHead.Read(path, item.Length, report: null));
}

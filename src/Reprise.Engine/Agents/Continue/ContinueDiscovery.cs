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

    private const int MaxHeadBytes = 64 * 1024;

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

    private static bool HasOwnHead(FolderItem item, string path)
    {
        if (item.Length == 0 || item.IsLink)
            return false;
        try
        {
            using var handle = RegularFile.Open(path);
            byte[] head = new byte[Math.Min(MaxHeadBytes, item.Length)];
            return ContinueHead.IsOwn(head.AsSpan(0, RandomAccess.Read(handle, head, 0)));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Nothing says that it is one of Continue's.
            return false;
        }
    }
}

using Reprise.Masking;
using Reprise.Reading;

namespace Reprise.Agents.Amp;

/// <summary>One search of a home.</summary>
internal sealed class AmpDiscovery(string home, DiscoveryContext context)
{
    private const string Threads = "threads";
    private const string Document = ".json";

    private readonly FootprintCollector _sessions = new(AmpAgent.AgentName, home, _ => TextShape.Json, context.Report);

    /// <summary>Searches the home.</summary>
    public IEnumerable<SessionFootprint> Run()
    {
        string threads = Path.Combine(home, Threads);
        foreach (FolderItem item in _sessions.List(threads))
        {
            string path = Path.Combine(threads, item.Name);
            if (item.IsFolder || !item.Name.EndsWith(Document, StringComparison.Ordinal) || !_sessions.IsOwn(item, path))
                continue;
            SourceFile file = _sessions.File(item, path, Threads, FileRole.Transcript);
            if (item.Name.StartsWith("T-", StringComparison.Ordinal) || AmpHead.IsOwn(file, context))
                _sessions.Add(Path.GetFileNameWithoutExtension(item.Name), file);
        }
        return _sessions.Complete();
    }
}

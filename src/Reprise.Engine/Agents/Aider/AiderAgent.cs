using Reprise.Masking;
using Reprise.Protocol;
using Reprise.Reading;

namespace Reprise.Agents.Aider;

/// <summary>Aider: one growing Markdown file in the folder of each project, with all of its runs.</summary>
internal sealed class AiderAgent : IAgent
{
    /// <summary>The name that people type.</summary>
    public static readonly AgentId AgentName = new("aider");

    public AgentId Id => AgentName;

    public string Name => "Aider";

    public bool SharesHomes => true;

    public IReadOnlyList<string> Homes(AgentEnvironment environment) => AiderProjects.Homes(environment);

    public IEnumerable<SessionFootprint> Discover(string home, DiscoveryContext context) =>
        new AiderDiscovery(home, context).Run();

    public SessionFootprint? Recognize(string path, ReadOnlySpan<byte> head, string root)
    {
        var file = new FileInfo(path);
        string project = Path.GetFileName(file.DirectoryName) ?? "";
        if (!file.Exists || !AiderHead.TryRead(head, out string started))
            return null;
        return SessionFootprint.OfFile(
            new SessionKey(AgentName, $"{project}-{started}"),
            file,
            root,
            FileRole.Transcript,
            TextShape.Text
        );
    }

    public SessionReader? CreateReader(FileRole role, string relativePath, string sessionId, ReadOnlySpan<byte> state) =>
        role == FileRole.Transcript ? new AiderReader() : null;

    // The file lies in the folder that was worked in.
    public string? FolderOf(string root, string relativePath) =>
        Path.GetDirectoryName(Path.Combine(root, relativePath.Replace('/', Path.DirectorySeparatorChar)));
}

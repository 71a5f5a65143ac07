using Reprise.Protocol;
using Reprise.Reading;

namespace Reprise.Agents.Kimi;

/// <summary>Moonshot's Kimi Code, and Kimi CLI, which it followed: a folder per session, with a log of each of its agents.</summary>
internal sealed class KimiAgent : IAgent
{
    /// <summary>The name that people type.</summary>
    public static readonly AgentId AgentName = new("kimi");

    public AgentId Id => AgentName;

    public string Name => "Kimi Code";

    // Sessions of Kimi CLI stay where they were when Kimi Code takes copies of them.
    public IReadOnlyList<string> Homes(AgentEnvironment environment) =>
        [
            environment.Folder("KIMI_CODE_HOME") ?? Path.Combine(environment.UserHome, ".kimi-code"),
            environment.Folder("KIMI_SHARE_DIR") ?? Path.Combine(environment.UserHome, ".kimi"),
        ];

    public IEnumerable<SessionFootprint> Discover(string home, DiscoveryContext context) =>
        new KimiDiscovery(home, context).Run();

    public SessionFootprint? Recognize(string path, ReadOnlySpan<byte> head, string root)
    {
        if (!KimiHead.IsOwn(head))
            return null;
        (string id, FileRole role) = KimiLayout.PlaceOf(path.Replace('\\', '/'));
        return SessionFootprint.OfFile(
            new SessionKey(AgentName, id),
            path,
            root,
            role,
            KimiLayout.ShapeOf(Path.GetFileName(path))
        );
    }

    public SessionReader? CreateReader(FileRole role, string relativePath, string sessionId, ReadOnlySpan<byte> state) =>
        role switch
        {
            FileRole.Transcript => new KimiReader(subagent: "", state),
            FileRole.Subagent => new KimiReader(KimiLayout.AgentOf(relativePath), state),
            FileRole.Metadata when relativePath.EndsWith(KimiLayout.Context, StringComparison.Ordinal) => new KimiFolderReader(),
            FileRole.Metadata => new KimiStateReader(),
            _ => null,
        };
}

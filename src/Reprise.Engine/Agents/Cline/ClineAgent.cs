using Reprise.Protocol;
using Reprise.Reading;

namespace Reprise.Agents.Cline;

/// <summary>Cline and the extensions that were made of it: a folder of documents for each task.</summary>
/// <param name="id">The name that people type.</param>
/// <param name="name">The name that people read.</param>
/// <param name="extension">The extension's folder in an editor's storage.</param>
internal sealed class ClineAgent(string id, string name, string extension) : IAgent
{
    private const string Cline = "cline";

    /// <summary>One line per agent of the family.</summary>
    public static IReadOnlyList<IAgent> Family { get; } =
    [
        new ClineAgent(Cline, "Cline", "saoudrizwan.claude-dev"),
        new ClineAgent("roo-code", "Roo Code", "rooveterinaryinc.roo-cline"),
        new ClineAgent("kilo-vscode", "Kilo Code for VS Code", "kilocode.kilo-code"),
    ];

    public AgentId Id { get; } = new(id);

    public string Name { get; } = name;

    /// <summary>The extension's folder in an editor's storage.</summary>
    public string Extension { get; } = extension;

    public IReadOnlyList<string> Homes(AgentEnvironment environment) =>
        ClineHomes.List(environment, Extension, hasOwnFolder: Id.Value == Cline);

    public IEnumerable<SessionFootprint> Discover(string home, DiscoveryContext context) =>
        ClineOwner.Of(home, context.Report) == Extension ? new ClineDiscovery(Id, home, context).Run() : [];

    public SessionFootprint? Recognize(string path, ReadOnlySpan<byte> head, string root)
    {
        var file = new FileInfo(path);
        if (!file.Exists || !ClineHead.TryRead(head, out ClineHead found))
            return null;
        bool isTask = found.SessionId.Length == 0;
        string session = isTask ? Path.GetFileName(Path.GetDirectoryName(file.FullName)) ?? "" : found.RootSession;
        if (session.Length == 0 || (ClineOwner.NamedIn(file.FullName) ?? ClineOwner.Of(found)) != Extension)
            return null;
        return SessionFootprint.OfFile(
            new SessionKey(Id, session),
            file,
            root,
            found.IsSubagent ? FileRole.Subagent : FileRole.Transcript,
            ClineLayout.ShapeOf(file.Name)
        );
    }

    public SessionReader? CreateReader(FileRole role, string relativePath, string sessionId, ReadOnlySpan<byte> state)
    {
        string file = relativePath[(relativePath.LastIndexOf('/') + 1)..];
        return role switch
        {
            FileRole.Transcript or FileRole.Metadata when ClineLayout.IsScreen(file) => new ClineScreenReader(),
            FileRole.Transcript => new ClineReader(subagent: ""),
            FileRole.Subagent => new ClineReader(ClineLayout.SubagentId(file)),
            FileRole.Metadata => new ClineFactsReader(),
            _ => null,
        };
    }
}

using Reprise.Protocol;
using Reprise.Reading;

namespace Reprise.Agents.Pi;

/// <summary>Pi and what was made of it: one file of lines per session, whose entries form a tree.</summary>
/// <param name="id">The name that people type.</param>
/// <param name="name">The name that people read.</param>
/// <param name="folder">The home, below the user's.</param>
/// <param name="variable">The variable that names the folder which the home holds beside nothing else.</param>
internal sealed class PiAgent(string id, string name, string folder, string variable) : IAgent
{
    /// <summary>Pi itself.</summary>
    public static readonly PiAgent Pi = new("pi", "Pi", ".pi", "PI_CODING_AGENT_DIR");

    /// <summary>One line per agent of the family.</summary>
    public static IReadOnlyList<IAgent> Family { get; } = [Pi, new PiAgent("omp", "Oh My Pi", ".omp", "OMP_CODING_AGENT_DIR")];

    public AgentId Id { get; } = new(id);

    public string Name { get; } = name;

    public IReadOnlyList<string> Homes(AgentEnvironment environment) =>
        [environment.Folder(variable) ?? Path.Combine(environment.UserHome, folder)];

    public IEnumerable<SessionFootprint> Discover(string home, DiscoveryContext context) =>
        IsOfAnother(home) ? [] : new PiDiscovery(Id, home, context).Run();

    // The files do not say which of the family wrote them: a single one is Pi's.
    public SessionFootprint? Recognize(string path, ReadOnlySpan<byte> head, string root)
    {
        if (this != Pi || !PiHead.TryRead(head, out string? named))
            return null;
        string stem = Path.GetFileNameWithoutExtension(path);
        string session = PiLayout.IdOf(stem) ?? named ?? stem;
        return SessionFootprint.OfFile(
            new SessionKey(Id, session),
            path,
            root,
            FileRole.Transcript,
            PiLayout.ShapeOf(Path.GetFileName(path))
        );
    }

    public SessionReader? CreateReader(FileRole role, string relativePath, string sessionId, ReadOnlySpan<byte> state) =>
        role == FileRole.Transcript ? new PiReader(state) : null;

    // Their homes are laid out the same way.
    private bool IsOfAnother(string home)
    {
        foreach (IAgent other in Family)
        {
            if (
                other != this
                && other is PiAgent { Folder: var its }
                && home.Split('/', '\\').Contains(its, StringComparer.Ordinal)
            )
                return true;
        }
        return false;
    }

    private string Folder => folder;
}

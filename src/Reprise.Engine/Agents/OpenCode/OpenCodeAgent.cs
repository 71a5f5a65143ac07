using Reprise.Protocol;
using Reprise.Reading;

namespace Reprise.Agents.OpenCode;

/// <summary>OpenCode and the agents that were made of it: sessions are rows of a database, before 2026 a tree of small files.</summary>
/// <param name="id">The name that people type.</param>
/// <param name="name">The name that people read.</param>
/// <param name="folder">The folder in the user's data folder, which the database is named after too.</param>
internal sealed class OpenCodeAgent(string id, string name, string folder) : IAgent
{
    /// <summary>One line per agent of the family.</summary>
    public static IReadOnlyList<IAgent> Family { get; } =
    [
        new OpenCodeAgent("opencode", "OpenCode", "opencode"),
        new OpenCodeAgent("kilo", "Kilo Code", "kilo"),
        new OpenCodeAgent("mimo-code", "MiMo Code", "mimocode"),
        new OpenCodeAgent("icodemate", "ICodeMate", "icodemate"),
    ];

    public AgentId Id { get; } = new(id);

    public string Name { get; } = name;

    public IReadOnlyList<string> Homes(AgentEnvironment environment)
    {
        // The same on Windows, where nobody sets the variable.
        string data =
            environment.Variable("XDG_DATA_HOME") is { } configured && !string.IsNullOrWhiteSpace(configured)
                ? configured
                : Path.Combine(environment.UserHome, ".local", "share");
        return [Path.Combine(data, folder)];
    }

    public IEnumerable<SessionFootprint> Discover(string home, DiscoveryContext context) =>
        new OpenCodeDiscovery(Id, folder, home, context).Run();

    // A single file of the tree is a part of a message, and what a database holds is found by its folder.
    public SessionFootprint? Recognize(string path, ReadOnlySpan<byte> head, string root) => null;

    public SessionReader? CreateReader(FileRole role, string relativePath, string sessionId, ReadOnlySpan<byte> state) =>
        role is FileRole.Transcript or FileRole.Metadata ? new OpenCodeReader(state) : null;
}

using System.Text;
using Reprise.Protocol;
using Reprise.Reading;

namespace Reprise.Agents.Codex;

/// <summary>OpenAI's Codex: one file per session in folders by date, names in an index file and a database.</summary>
internal sealed class CodexAgent : IAgent
{
    /// <summary>The name that people type.</summary>
    public static readonly AgentId AgentName = new("codex");

    public AgentId Id => AgentName;

    public string Name => "Codex";

    public IReadOnlyList<string> Homes(AgentEnvironment environment) =>
        environment.Variable("CODEX_HOME") is { } configured && !string.IsNullOrWhiteSpace(configured)
            ? configured.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            : [Path.Combine(environment.UserHome, ".codex")];

    public IEnumerable<SessionFootprint> Discover(string home, DiscoveryContext context) =>
        new CodexDiscovery(home, context).Run();

    public SessionFootprint? Recognize(string path, ReadOnlySpan<byte> head, string root)
    {
        var file = new FileInfo(path);
        if (!file.Exists || !CodexHead.TryRead(head, out byte[]? headerId))
            return null;
        string stem = CodexLayout.Stem(file.Name);
        return SessionFootprint.OfFile(
            new SessionKey(AgentName, CodexLayout.IdOf(stem) ?? (headerId is null ? stem : Encoding.UTF8.GetString(headerId))),
            file,
            root,
            FileRole.Transcript,
            CodexLayout.ShapeOf(file.Name)
        );
    }

    public SessionReader? CreateReader(FileRole role, string relativePath, string sessionId, ReadOnlySpan<byte> state) =>
        role == FileRole.Transcript ? new CodexReader(sessionId, state) : null;
}

/// <summary>What the database says a session is called.</summary>
/// <param name="Name">The name that a person gave (column <c>name</c>).</param>
/// <param name="Title">The title that Codex made (column <c>title</c>).</param>
internal readonly record struct CodexThreadTitle(string? Name, string? Title);

using System.Text;
using Reprise.Protocol;
using Reprise.Reading;

namespace Reprise.Agents.Codex;

/// <summary>OpenAI's Codex: one file per session in folders by date, names in an index file and a database.</summary>
internal sealed class CodexAgent : IAgent
{
    /// <summary>The name that people type.</summary>
    public static readonly AgentId AgentName = new("codex");

    private readonly CodexThreadTitles _threads;

    /// <summary>Makes an agent that does not look into Codex's database.</summary>
    public CodexAgent()
        : this(static (_, _) => new Dictionary<string, CodexThreadTitle>(StringComparer.Ordinal)) { }

    /// <param name="threads">Reads the titles in the database of a home.</param>
    public CodexAgent(CodexThreadTitles threads) => _threads = threads;

    public AgentId Id => AgentName;

    public string Name => "Codex";

    public IReadOnlyList<string> Homes(AgentEnvironment environment) =>
        environment.Variable("CODEX_HOME") is { } configured && !string.IsNullOrWhiteSpace(configured)
            ? configured.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            : [Path.Combine(environment.UserHome, ".codex")];

    public IEnumerable<SessionFootprint> Discover(string home, DiscoveryContext context) =>
        new CodexDiscovery(home, context, _threads).Run();

    public SessionFootprint? Recognize(string path, ReadOnlySpan<byte> head, string root)
    {
        var file = new FileInfo(path);
        if (!file.Exists || !CodexHead.TryRead(head, out byte[]? headerId))
            return null;
        string stem = CodexLayout.Stem(file.Name);
        return new SessionFootprint
        {
            Key = new SessionKey(
                AgentName,
                CodexLayout.IdOf(stem) ?? (headerId is null ? stem : Encoding.UTF8.GetString(headerId))
            ),
            Root = root,
            Files =
            [
                new SourceFile
                {
                    Path = file.FullName,
                    RelativePath = Path.GetRelativePath(root, path).Replace('\\', '/'),
                    Role = FileRole.Transcript,
                    Shape = CodexLayout.ShapeOf(file.Name),
                    Length = file.Length,
                    LastWriteUtc = file.LastWriteTimeUtc,
                },
            ],
        };
    }

    public SessionReader? CreateReader(FileRole role, string relativePath, string sessionId, ReadOnlySpan<byte> state) =>
        role == FileRole.Transcript ? new CodexReader(sessionId, state) : null;
}

/// <summary>Reads the titles of all sessions from the database of a home; empty when there is none that can be read.</summary>
/// <param name="home">Codex's home.</param>
/// <param name="context">Where a database that cannot be read is reported.</param>
internal delegate IReadOnlyDictionary<string, CodexThreadTitle> CodexThreadTitles(string home, DiscoveryContext context);

/// <summary>What the database says a session is called.</summary>
/// <param name="Name">The name that a person gave (column <c>name</c>).</param>
/// <param name="Title">The title that Codex made (column <c>title</c>).</param>
internal readonly record struct CodexThreadTitle(string? Name, string? Title);

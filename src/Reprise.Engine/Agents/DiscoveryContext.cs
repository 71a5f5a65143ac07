using Reprise.Databases;
using Reprise.Protocol;

namespace Reprise.Agents;

/// <summary>What discovery knows from earlier captures, and where it reports what it could not look at.</summary>
public sealed class DiscoveryContext(Func<string, SessionKey?> knownOwner)
{
    private readonly List<DiscoveryProblem> _problems = [];
    private readonly HashSet<SessionKey> _claimed = [];

    /// <summary>What could not be looked at, with the reason.</summary>
    public IReadOnlyList<DiscoveryProblem> Problems => _problems;

    /// <summary>
    /// Returns the session that a file belonged to in an earlier capture, so that a file that does not tell it in its
    /// name need not be opened again; null when the file is new.
    /// </summary>
    /// <param name="path">The absolute path.</param>
    public SessionKey? KnownOwner(string path) => knownOwner(path);

    /// <summary>Says that a session was found, for agents that keep one session in several homes.</summary>
    /// <returns>False when it was found before, in a home that comes first.</returns>
    public bool Claim(SessionKey session) => _claimed.Add(session);

    /// <summary>Reports a file or folder that could not be looked at.</summary>
    public void Report(string path, string reason) => _problems.Add(new DiscoveryProblem(path, reason));

    /// <summary>Reports a database that could not be read.</summary>
    public void Report(string path, SqliteException error) => Report(path, $"the database {error.Explanation}");
}

/// <summary>A file or folder that could not be looked at.</summary>
/// <param name="Path">The path.</param>
/// <param name="Reason">A sentence part in plain words, without content of the file.</param>
public sealed record DiscoveryProblem(string Path, string Reason);

using Reprise.Protocol;
using Reprise.Reading;

namespace Reprise.Agents;

/// <summary>One AI coding agent: where it keeps its sessions and how its files are read.</summary>
public interface IAgent
{
    /// <summary>The name that people type.</summary>
    AgentId Id { get; }

    /// <summary>The name that people read.</summary>
    string Name { get; }

    /// <summary>
    /// Whether its homes are folders of other things as well, such as projects: what a person names in one of them is then searched as
    /// any other folder is.
    /// </summary>
    bool SharesHomes => false;

    /// <summary>Lists the homes that this agent uses on this machine, whether they exist or not.</summary>
    IReadOnlyList<string> Homes(AgentEnvironment environment);

    /// <summary>Finds all sessions in a home laid out as the agent lays it out.</summary>
    /// <param name="home">The folder to search; never written to.</param>
    /// <param name="context">What earlier captures know, and where problems are reported.</param>
    /// <returns>One footprint per session; empty when the folder is no home of this agent.</returns>
    IEnumerable<SessionFootprint> Discover(string home, DiscoveryContext context);

    /// <summary>Recognises a single file by its content.</summary>
    /// <param name="path">The file.</param>
    /// <param name="head">Its first bytes, up to 64 KB.</param>
    /// <param name="root">The folder that relative paths start from.</param>
    /// <returns>The session it belongs to with this one file, or null when it is not this agent's.</returns>
    SessionFootprint? Recognize(string path, ReadOnlySpan<byte> head, string root);

    /// <summary>Makes a reader for a file of a footprint.</summary>
    /// <param name="role">What the file is.</param>
    /// <param name="relativePath">Its path below the home.</param>
    /// <param name="sessionId">The native id of the session the file belongs to.</param>
    /// <param name="state">What an earlier reader of this file saved; empty to start at the first record.</param>
    /// <returns>Null when the file says nothing that is listed or searched.</returns>
    SessionReader? CreateReader(FileRole role, string relativePath, string sessionId, ReadOnlySpan<byte> state);

    /// <summary>
    /// Returns the working folder of a session whose records do not name it, because it is where they lie; null when they do.
    /// </summary>
    /// <param name="root">The folder that the session's relative paths start from.</param>
    /// <param name="relativePath">The path of its transcript.</param>
    string? FolderOf(string root, string relativePath) => null;
}

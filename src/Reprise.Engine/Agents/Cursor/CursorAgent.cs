using Reprise.Protocol;
using Reprise.Reading;

namespace Reprise.Agents.Cursor;

/// <summary>Cursor: the editor keeps conversations in one database, its command line one database for each, and transcripts beside.</summary>
internal sealed class CursorAgent : IAgent
{
    /// <summary>The name that people type.</summary>
    public static readonly AgentId AgentName = new("cursor");

    public AgentId Id => AgentName;

    public string Name => "Cursor";

    // The editor's first: what is in its database too is not read from the transcripts.
    public IReadOnlyList<string> Homes(AgentEnvironment environment) =>
        [.. EditorHomes(environment), Path.Combine(environment.UserHome, ".cursor")];

    public IEnumerable<SessionFootprint> Discover(string home, DiscoveryContext context) =>
        new CursorDiscovery(home, context).Run();

    public SessionFootprint? Recognize(string path, ReadOnlySpan<byte> head, string root) =>
        CursorTranscripts.Recognize(path, head, root);

    public SessionReader? CreateReader(FileRole role, string relativePath, string sessionId, ReadOnlySpan<byte> state)
    {
        if (role is not (FileRole.Transcript or FileRole.Subagent or FileRole.Metadata))
            return null;
        string name = relativePath[(relativePath.LastIndexOf('/') + 1)..];
        if (name is CursorLayout.WorkspaceFile or CursorLayout.ChatFile)
            return new CursorFactsReader();
        if (relativePath.Contains($"/{CursorLayout.ChatDatabase}/", StringComparison.Ordinal))
            return new CursorStoreReader();
        if (relativePath.Contains($"/{CursorLayout.Database}/", StringComparison.Ordinal))
            return new CursorReader(state);
        string subagent = role == FileRole.Subagent ? Path.GetFileNameWithoutExtension(name) : "";
        return new CursorTranscriptReader(subagent, state);
    }

    private static IEnumerable<string> EditorHomes(AgentEnvironment environment)
    {
        const string Folder = "Cursor";
        if (environment.Variable("APPDATA") is { Length: > 0 } roaming)
            yield return Path.Combine(roaming, Folder);
        else if (OperatingSystem.IsMacOS())
            yield return Path.Combine(environment.UserHome, "Library", "Application Support", Folder);
        else if (environment.Variable("XDG_CONFIG_HOME") is { Length: > 0 } configuration)
            yield return Path.Combine(configuration, Folder);
        else
            yield return Path.Combine(environment.UserHome, ".config", Folder);
        if (environment.Variable("WSL_DISTRO_NAME") is { Length: > 0 })
        {
            foreach (string home in CursorLayout.WindowsHomes(Folder))
                yield return home;
        }
    }
}

using Reprise.Agents;
using Reprise.Archiving;
using Reprise.Files;

namespace Reprise.Restoring;

/// <summary>Where below one folder the sessions of several homes are restored: two homes have files of the same names.</summary>
public sealed class RestorePlaces
{
    private readonly Dictionary<string, string> _folders = new(StringComparer.Ordinal);

    private RestorePlaces() { }

    /// <summary>Gives each home a folder of its own, named after its agent; sessions of one home alone need none.</summary>
    /// <param name="folder">The folder that was asked for.</param>
    /// <param name="archive">The archive.</param>
    /// <param name="entries">The sessions to restore. One that cannot be read has no place: restoring it says why.</param>
    public static RestorePlaces Below(string folder, SessionArchive archive, IReadOnlyList<string> entries)
    {
        var places = new RestorePlaces();
        List<(string Entry, string Agent, string Root)> homes = [];
        foreach (string entry in entries)
        {
            try
            {
                ArchiveManifest manifest = archive.Open(entry).Manifest;
                // A manifest may say anything; only the name of a known agent becomes part of a path.
                homes.Add((entry, AgentCatalog.Find(manifest.Key.Agent)?.Id.Value ?? "other", manifest.Root));
            }
            catch (RepriseException)
            {
                places._folders.Add(entry, folder);
            }
        }
        var byRoot = homes.GroupBy(home => (home.Agent, home.Root)).OrderBy(group => group.Key).ToArray();
        var used = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var group in byRoot)
        {
            int number = used[group.Key.Agent] = used.GetValueOrDefault(group.Key.Agent) + 1;
            string name = number == 1 ? group.Key.Agent : $"{group.Key.Agent}-{number}";
            foreach ((string entry, _, _) in group)
                places._folders.Add(entry, byRoot.Length == 1 ? folder : Path.Combine(folder, name));
        }
        return places;
    }

    /// <summary>Returns the folder that takes the place of a session's home.</summary>
    public string Of(string entry) => _folders[entry];
}

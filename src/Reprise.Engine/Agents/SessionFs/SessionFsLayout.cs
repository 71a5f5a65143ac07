using Reprise.Masking;
using Reprise.Reading;

namespace Reprise.Agents.SessionFs;

/// <summary>Where the sessions of SessionFS lie and what their files are: a folder for each, named <c>ID.sfs</c>.</summary>
internal static class SessionFsLayout
{
    private const string Ending = ".sfs";
    private const string Manifest = "manifest.json";
    private const string Messages = "messages.jsonl";
    private const string Workspace = "workspace.json";

    /// <summary>Finds the sessions in a folder, or the one that the folder is.</summary>
    public static IEnumerable<SessionFootprint> Find(string folder, DiscoveryContext context)
    {
        if (IsSession(folder) && Path.GetDirectoryName(folder) is { } parent)
            return Of(parent, [(Path.GetFileName(folder), folder)], context);
        List<(string, string)> found = [];
        foreach (FolderItem item in FolderListing.Of(folder, context.Report))
        {
            string path = Path.Combine(folder, item.Name);
            if (item.IsFolder && !item.IsLink && IsSession(path))
                found.Add((item.Name, path));
        }
        return Of(folder, found, context);
    }

    private static IEnumerable<SessionFootprint> Of(
        string root,
        IReadOnlyList<(string Name, string Path)> folders,
        DiscoveryContext context
    )
    {
        var sessions = new FootprintCollector(SessionFsAgent.AgentName, root, ShapeOf, context.Report);
        foreach ((string name, string path) in folders)
            sessions.AddFolder(name[..^Ending.Length], path, name, RoleOf);
        return sessions.Complete();
    }

    // Many programs call a file of theirs manifest.json.
    private static bool IsSession(string folder) =>
        folder.EndsWith(Ending, StringComparison.Ordinal)
        && Path.GetFileName(folder).Length > Ending.Length
        && File.Exists(Path.Combine(folder, Manifest))
        && File.Exists(Path.Combine(folder, Messages));

    // Checkpoints have files of the same names in folders of their own.
    private static FileRole? RoleOf(string inside) =>
        inside switch
        {
            Messages => FileRole.Transcript,
            Manifest or Workspace => FileRole.Metadata,
            _ => FileRole.Other,
        };

    private static TextShape ShapeOf(string name) =>
        Path.GetExtension(name) switch
        {
            ".jsonl" => TextShape.JsonLines,
            ".json" => TextShape.Json,
            _ => TextShape.Text,
        };
}

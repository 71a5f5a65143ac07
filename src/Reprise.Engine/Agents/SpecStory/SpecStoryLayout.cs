using Reprise.Masking;
using Reprise.Protocol;
using Reprise.Reading;

namespace Reprise.Agents.SpecStory;

/// <summary>Where SpecStory writes: <c>.specstory/history</c> in the project, a file for each session.</summary>
internal static class SpecStoryLayout
{
    /// <summary>The folder below the project.</summary>
    public const string History = ".specstory/history/";

    private const string Ending = ".md";
    private const int HeadBytes = 4096;

    /// <summary>Finds the sessions of a project.</summary>
    public static IEnumerable<SessionFootprint> Find(string project, DiscoveryContext context)
    {
        string folder = Path.Combine(project, ".specstory", "history");
        foreach (FolderItem item in FolderListing.Of(folder, context.Report))
        {
            string path = Path.Combine(folder, item.Name);
            if (item.IsFolder || item.IsLink || !item.Name.EndsWith(Ending, StringComparison.Ordinal) || item.Length == 0)
                continue;
            if (IdOf(path, context, out string? id))
                yield return Of(id ?? Path.GetFileNameWithoutExtension(item.Name), path, project);
        }
    }

    /// <summary>Describes a session.</summary>
    public static SessionFootprint Of(string id, string path, string root)
    {
        var file = new FileInfo(path);
        string relative = Path.GetRelativePath(root, path).Replace('\\', '/');
        // Whatever folder of a project was named, its sessions are the same.
        if (
            Path.GetDirectoryName(path)?.Replace('\\', '/') is { } folder
            && $"{folder}/".EndsWith($"/{History}", StringComparison.Ordinal)
        )
        {
            root = path[..^(History.Length + file.Name.Length + 1)];
            relative = History + file.Name;
        }
        return new SessionFootprint
        {
            Key = new SessionKey(SpecStoryAgent.AgentName, id),
            Root = root,
            Files =
            [
                new SourceFile
                {
                    Path = path,
                    RelativePath = relative,
                    Role = FileRole.Transcript,
                    Shape = TextShape.Text,
                    Length = file.Exists ? file.Length : 0,
                    LastWriteUtc = file.Exists ? file.LastWriteTimeUtc : default,
                },
            ],
        };
    }

    private static bool IdOf(string path, DiscoveryContext context, out string? id)
    {
        id = null;
        try
        {
            using var handle = RegularFile.Open(path);
            Span<byte> head = stackalloc byte[HeadBytes];
            return SpecStoryHead.TryRead(head[..RandomAccess.Read(handle, head, 0)], out id);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            context.Report(path, "the file could not be opened");
            return false;
        }
    }
}

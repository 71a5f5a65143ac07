using Reprise.Masking;
using Reprise.Reading;

namespace Reprise.Agents.OpenCode;

/// <summary>Finds the sessions of the tree of small files that releases before 2026 kept.</summary>
internal sealed class OpenCodeTree(string home, DiscoveryContext context)
{
    private readonly string _tree = Path.Combine(home, OpenCodeLayout.Tree);

    /// <summary>The place of a session's messages and parts in the archive: no file can be there.</summary>
    public static string TranscriptOf(string name) =>
        $"{OpenCodeLayout.Tree}/{OpenCodeLayout.Messages}/{OpenCodeLayout.Transcript(name)}";

    /// <summary>The place of what else there is of a session.</summary>
    public static string FactsOf(string name) => $"{OpenCodeLayout.Tree}/{OpenCodeLayout.Messages}/{OpenCodeLayout.Facts(name)}";

    /// <summary>Lists the sessions.</summary>
    public IEnumerable<FoundSession> Sessions()
    {
        Dictionary<string, List<BundledFile>> beside = Beside();
        string sessions = Path.Combine(_tree, OpenCodeLayout.Sessions);
        foreach (FolderItem project in FolderListing.Of(sessions, context.Report))
        {
            string folder = Path.Combine(sessions, project.Name);
            if (!project.IsFolder || !IsOwn(project, folder))
                continue;
            string relative = $"{OpenCodeLayout.Tree}/{OpenCodeLayout.Sessions}/{project.Name}";
            foreach ((string id, BundledFile file) in Files(folder, relative))
            {
                List<BundledFile> about = [file, .. beside.GetValueOrDefault(id) ?? []];
                yield return Found(id, Transcript(id), about);
            }
        }
    }

    private static FoundSession Found(string id, List<BundledFile> transcript, List<BundledFile> about)
    {
        string name = RowNames.Of(id);
        SourceFile[] files =
        [
            Source(TranscriptOf(name), FileRole.Transcript, transcript),
            Source(FactsOf(name), FileRole.Metadata, about),
        ];
        return new FoundSession(id, files.Max(file => file.LastWriteUtc), files, IsArchived: false);

        SourceFile Source(string relative, FileRole role, List<BundledFile> bundled) =>
            new()
            {
                Path = Path.Combine(PathOf(about), relative),
                RelativePath = relative,
                Role = role,
                Shape = TextShape.JsonLines,
                Length = bundled.Sum(file => file.Length),
                LastWriteUtc = bundled.Concat(about).Max(file => file.LastWriteUtc),
                ChangeMark = MarkOf(bundled),
                Bundle = new SourceBundle { Files = bundled },
            };
    }

    private static string PathOf(List<BundledFile> files) => files[0].Path[..^files[0].RelativePath.Length];

    private static long MarkOf(List<BundledFile> files)
    {
        var mark = new ChangeMark();
        foreach (BundledFile file in files)
        {
            mark.Add(file.RelativePath);
            mark.Add(file.Length);
            mark.Add(file.LastWriteUtc.Ticks);
        }
        return mark.Value;
    }

    // Ids begin with the time, so their order is that of the conversation.
    private List<BundledFile> Transcript(string session)
    {
        List<BundledFile> files = [];
        string messages = Path.Combine(_tree, OpenCodeLayout.Messages, session);
        foreach (
            (string message, BundledFile file) in Files(messages, $"{OpenCodeLayout.Tree}/{OpenCodeLayout.Messages}/{session}")
        )
        {
            files.Add(file);
            string parts = Path.Combine(_tree, OpenCodeLayout.Parts, message);
            files.AddRange(Files(parts, $"{OpenCodeLayout.Tree}/{OpenCodeLayout.Parts}/{message}").Select(part => part.File));
        }
        return files;
    }

    private Dictionary<string, List<BundledFile>> Beside()
    {
        var beside = new Dictionary<string, List<BundledFile>>(StringComparer.Ordinal);
        foreach (string name in OpenCodeLayout.Beside)
        {
            foreach ((string id, BundledFile file) in Files(Path.Combine(_tree, name), $"{OpenCodeLayout.Tree}/{name}"))
            {
                if (!beside.TryGetValue(id, out List<BundledFile>? files))
                    beside.Add(id, files = []);
                files.Add(file);
            }
        }
        return beside;
    }

    private IEnumerable<(string Id, BundledFile File)> Files(string folder, string relative)
    {
        foreach (FolderItem item in FolderListing.Of(folder, context.Report))
        {
            string path = Path.Combine(folder, item.Name);
            if (!item.IsFolder && OpenCodeLayout.IdOf(item.Name) is { } id && IsOwn(item, path))
                yield return (id, new BundledFile(path, $"{relative}/{item.Name}", item.Length, item.LastWriteUtc));
        }
    }

    private bool IsOwn(FolderItem item, string path)
    {
        if (item.IsLink)
            context.Report(path, item.IsFolder ? "a link to a folder is not followed" : "a link to a file is not followed");
        return !item.IsLink;
    }
}

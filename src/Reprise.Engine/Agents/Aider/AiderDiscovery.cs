using Reprise.Masking;
using Reprise.Protocol;
using Reprise.Reading;

namespace Reprise.Agents.Aider;

/// <summary>One search of a project's folder, or of a folder of projects.</summary>
internal sealed class AiderDiscovery(string home, DiscoveryContext context)
{
    private const int MaxHeadBytes = 4096;

    // What a person typed, and what was sent to the model, where that is logged.
    private static readonly string[] _beside = [".aider.input.history", ".aider.llm.history"];

    /// <summary>Searches the folder and the folders in it.</summary>
    public IEnumerable<SessionFootprint> Run()
    {
        if (Project(home) is { } own)
            yield return own;
        foreach (FolderItem item in FolderListing.Of(home, static (_, _) => { }))
        {
            // A link leads to what is found in its place.
            if (item.IsFolder && !item.IsLink && Project(Path.Combine(home, item.Name)) is { } found)
                yield return found;
        }
    }

    private SessionFootprint? Project(string folder)
    {
        var chat = new FileInfo(Path.Combine(folder, AiderProjects.FileName));
        if (!chat.Exists)
            return null;
        if (chat.LinkTarget is not null)
        {
            context.Report(chat.FullName, "a link to a file is not followed");
            return null;
        }
        List<SourceFile> files = [Source(chat, FileRole.Transcript)];
        foreach (string name in _beside)
        {
            if (new FileInfo(Path.Combine(folder, name)) is { Exists: true, LinkTarget: null } beside)
                files.Add(Source(beside, FileRole.Other));
        }
        return new SessionFootprint
        {
            Key = new SessionKey(AiderAgent.AgentName, IdOf(chat, Path.GetFileName(folder))),
            // The same from wherever the project was found.
            Root = folder,
            Files = files,
        };
    }

    private static SourceFile Source(FileInfo file, FileRole role) =>
        new()
        {
            Path = file.FullName,
            RelativePath = file.Name,
            Role = role,
            Shape = TextShape.Text,
            Length = file.Length,
            LastWriteUtc = file.LastWriteTimeUtc,
        };

    // Nothing names a session: the project and the time of its first run do.
    private string IdOf(FileInfo chat, string project)
    {
        SessionKey own = new(AiderAgent.AgentName, project);
        // A file that was empty when it was seen first is known by its folder until it says more.
        if (context.KnownOwner(chat.FullName) is { } known && known.Agent == own.Agent && known != own)
            return known.NativeId;
        if (chat.Length == 0)
            return project;
        try
        {
            using var handle = RegularFile.Open(chat.FullName);
            byte[] head = new byte[Math.Min(MaxHeadBytes, chat.Length)];
            int read = RandomAccess.Read(handle, head, 0);
            return AiderHead.TryRead(head.AsSpan(0, read), out string started) ? $"{project}-{started}" : project;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            context.Report(chat.FullName, "the file could not be opened to see which session it is");
            return project;
        }
    }
}

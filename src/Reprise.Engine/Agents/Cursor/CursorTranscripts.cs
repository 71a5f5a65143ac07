using Reprise.Masking;
using Reprise.Normalizing;
using Reprise.Protocol;
using Reprise.Reading;

namespace Reprise.Agents.Cursor;

/// <summary>Finds the transcripts that Cursor writes beside its databases: all that there is of a conversation whose database is elsewhere.</summary>
internal sealed class CursorTranscripts(string home, DiscoveryContext context)
{
    private readonly Dictionary<string, List<SourceFile>> _found = new(StringComparer.Ordinal);

    /// <summary>Lists the conversations.</summary>
    public IEnumerable<CursorSession> Sessions()
    {
        string projects = Path.Combine(home, CursorLayout.Projects);
        foreach (FolderItem project in FolderListing.Of(projects, context.Report))
        {
            string folder = Path.Combine(projects, project.Name, CursorLayout.Transcripts);
            if (project.IsFolder && !project.IsLink)
                FindIn(folder, $"{CursorLayout.Projects}/{project.Name}/{CursorLayout.Transcripts}");
        }
        return _found.Select(session => new CursorSession(session.Key, session.Value));
    }

    /// <summary>Recognises a transcript by its content.</summary>
    public static SessionFootprint? Recognize(string path, ReadOnlySpan<byte> head, string root)
    {
        var file = new FileInfo(path);
        if (!CursorLayout.IsTranscript(file.Name) || !IsTranscript(head))
            return null;
        return SessionFootprint.OfFile(
            new SessionKey(CursorAgent.AgentName, Path.GetFileNameWithoutExtension(file.Name)),
            file,
            root,
            FileRole.Transcript,
            TextShape.JsonLines
        );
    }

    // {"role":"user","message":{"content":[…]}} and nothing that other agents write around a message.
    private static bool IsTranscript(ReadOnlySpan<byte> head)
    {
        int end = head.IndexOf((byte)'\n');
        if (!new JsonTape().TryParse(end < 0 ? head : head[..end], out JsonValue line) || !line.IsObject)
            return false;
        bool isKnown = true;
        foreach (JsonMember member in line.Members)
            isKnown &=
                member.Name.SequenceEqual("role"u8)
                || member.Name.SequenceEqual("message"u8)
                || member.Name.SequenceEqual("cwd"u8)
                || member.Name.StartsWith("timestamp"u8);
        return isKnown && line["role"u8].IsString && line["message"u8]["content"u8].IsArray;
    }

    private void FindIn(string folder, string relative)
    {
        foreach (FolderItem item in FolderListing.Of(folder, context.Report))
        {
            string path = Path.Combine(folder, item.Name);
            if (item.IsLink)
                context.Report(path, item.IsFolder ? "a link to a folder is not followed" : "a link to a file is not followed");
            else if (item.IsFolder)
                FindOf(item.Name, path, $"{relative}/{item.Name}");
            else if (CursorLayout.IsTranscript(item.Name))
                Add(Path.GetFileNameWithoutExtension(item.Name), item, path, relative, FileRole.Transcript);
        }
    }

    private void FindOf(string id, string folder, string relative)
    {
        foreach (FolderItem item in FolderListing.Of(folder, context.Report))
        {
            string path = Path.Combine(folder, item.Name);
            if (item.IsLink)
                continue;
            if (!item.IsFolder && CursorLayout.IsTranscript(item.Name))
                Add(id, item, path, relative, FileRole.Transcript);
            else if (item.IsFolder && item.Name == CursorLayout.Subagents)
                FindSubagents(id, path, $"{relative}/{item.Name}");
        }
    }

    private void FindSubagents(string id, string folder, string relative)
    {
        foreach (FolderItem item in FolderListing.Of(folder, context.Report))
        {
            if (!item.IsFolder && !item.IsLink && CursorLayout.IsTranscript(item.Name))
                Add(id, item, Path.Combine(folder, item.Name), relative, FileRole.Subagent);
        }
    }

    private void Add(string id, FolderItem item, string path, string relative, FileRole role)
    {
        if (!_found.TryGetValue(id, out List<SourceFile>? files))
            _found.Add(id, files = []);
        SourceFile file = CursorFiles.Of(item, path, relative, role, TextShape.JsonLines);
        if (role == FileRole.Transcript)
            files.Insert(0, file);
        else
            files.Add(file);
    }
}

using Reprise.Masking;
using Reprise.Reading;

namespace Reprise.Agents.Cursor;

/// <summary>Finds the conversations of the command line: a folder with a database for each.</summary>
internal sealed class CursorChats(string home, DiscoveryContext context)
{
    private const string Blobs = "blobs";
    private const string Meta = "meta";

    /// <summary>Lists the conversations.</summary>
    public IEnumerable<CursorSession> Sessions()
    {
        foreach (string name in CursorLayout.Chats)
        {
            string folder = Path.Combine(home, name);
            foreach (FolderItem item in Folders(folder))
            {
                string path = Path.Combine(folder, item.Name);
                // With a folder for each project, or without.
                if (Guid.TryParseExact(item.Name, "D", out _))
                {
                    if (Found(item.Name, path, $"{name}/{item.Name}") is { } session)
                        yield return session;
                    continue;
                }
                foreach (FolderItem chat in Folders(path))
                {
                    if (Found(chat.Name, Path.Combine(path, chat.Name), $"{name}/{item.Name}/{chat.Name}") is { } session)
                        yield return session;
                }
            }
        }
    }

    private IEnumerable<FolderItem> Folders(string path) =>
        FolderListing.Of(path, context.Report).Where(item => item.IsFolder && !item.IsLink);

    private CursorSession? Found(string id, string folder, string relative)
    {
        SourceFile? messages = null;
        SourceFile? about = null;
        var mark = new ChangeMark();
        foreach (FolderItem item in FolderListing.Of(folder, context.Report))
        {
            string path = Path.Combine(folder, item.Name);
            if (item.IsFolder || item.IsLink)
                continue;
            if (item.Name == CursorLayout.ChatFile)
                about = CursorFiles.Of(item, path, relative, FileRole.Metadata, TextShape.Json);
            else if (item.Name == CursorLayout.ChatDatabase)
                messages = Messages(id, item, path, relative);
            // Its log is a part of it.
            if (
                item.Name.StartsWith(CursorLayout.ChatDatabase, StringComparison.Ordinal)
                && !item.Name.EndsWith("-shm", StringComparison.Ordinal)
            )
            {
                mark.Add(item.Name);
                mark.Add(item.Length);
                mark.Add(item.LastWriteUtc.Ticks);
            }
        }
        if (messages is null)
            return null;
        // One conversation is all that is in it, so the files themselves show what changed.
        messages = messages with
        {
            ChangeMark = mark.Value,
        };
        return new CursorSession(id, about is null ? [messages] : [messages, about]);
    }

    private static SourceFile Messages(string id, FolderItem item, string path, string relative)
    {
        string name = CursorLayout.Messages(RowNames.Of(id));
        return new SourceFile
        {
            Path = Path.Combine(path, name),
            RelativePath = $"{relative}/{item.Name}/{name}",
            Role = FileRole.Transcript,
            Shape = TextShape.JsonLines,
            Length = item.Length,
            LastWriteUtc = item.LastWriteUtc,
            Rows = new SourceRows
            {
                Database = path,
                RelativePath = $"{relative}/{item.Name}",
                Queries = [new RowQuery(Blobs, ["id"], "1", "t.rowid"), new RowQuery(Meta, ["key"], "1", "t.key")],
            },
        };
    }
}

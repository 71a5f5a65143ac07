using Reprise.Reading;

namespace Reprise.Agents.CopilotVscode;

/// <summary>One search of a home.</summary>
internal sealed class CopilotVscodeDiscovery(string home, DiscoveryContext context)
{
    private readonly List<SessionFootprint> _found = [];

    /// <summary>Searches the home.</summary>
    public IEnumerable<SessionFootprint> Run()
    {
        string workspaces = Path.Combine([home, .. CopilotVscodeLayout.Workspaces.Split('/')]);
        foreach (FolderItem item in FolderListing.Of(workspaces, context.Report))
        {
            string path = Path.Combine(workspaces, item.Name);
            if (!item.IsFolder)
                continue;
            if (item.IsLink)
                context.Report(path, "a link to a folder is not followed");
            else
                FindIn(path, $"{CopilotVscodeLayout.Workspaces}/{item.Name}");
        }
        FootprintCollector windowless = Collector();
        string folder = Path.Combine([home, .. CopilotVscodeLayout.Windowless.Split('/')]);
        FindChats(windowless, folder, CopilotVscodeLayout.Windowless);
        _found.AddRange(windowless.Complete());
        // A session that was moved to another folder's storage is there twice.
        return FootprintCopies.Join(_found);
    }

    private void FindIn(string workspace, string relative)
    {
        FootprintCollector sessions = Collector();
        FindChats(sessions, Path.Combine(workspace, CopilotVscodeLayout.Chats), $"{relative}/{CopilotVscodeLayout.Chats}");
        List<FolderItem> items = sessions.List(workspace);
        foreach (string name in CopilotVscodeLayout.Extension)
        {
            if (items.Exists(item => item.IsFolder && !item.IsLink && item.Name == name))
                FindLogs(sessions, Path.Combine(workspace, name), $"{relative}/{name}");
        }
        FindPerSession(
            sessions,
            Path.Combine(workspace, CopilotVscodeLayout.Edits),
            $"{relative}/{CopilotVscodeLayout.Edits}",
            FileRole.FileHistory
        );
        FolderItem marker = items.Find(item => !item.IsFolder && item.Name == CopilotVscodeLayout.Workspace);
        string path = Path.Combine(workspace, CopilotVscodeLayout.Workspace);
        if (marker.Name is not null && sessions.Count > 0 && sessions.IsOwn(marker, path))
            sessions.AddToAll(sessions.File(marker, path, relative, FileRole.Metadata));
        _found.AddRange(sessions.Complete());
    }

    private static void FindChats(FootprintCollector sessions, string folder, string relative)
    {
        List<FolderItem> items = sessions.List(folder);
        foreach (FolderItem item in items)
        {
            string path = Path.Combine(folder, item.Name);
            if (item.IsFolder || !CopilotVscodeLayout.IsChat(item.Name) || !sessions.IsOwn(item, path))
                continue;
            // A session that goes on in lines leaves the document it began as.
            bool isLeft = items.Exists(other => !other.IsFolder && other.Name == item.Name + "l");
            FileRole role = isLeft ? FileRole.Other : FileRole.Transcript;
            sessions.Add(Path.GetFileNameWithoutExtension(item.Name), sessions.File(item, path, relative, role));
        }
    }

    private static void FindLogs(FootprintCollector sessions, string extension, string relative)
    {
        string logs = Path.Combine(extension, CopilotVscodeLayout.Logs);
        foreach (FolderItem item in sessions.List(logs))
        {
            string path = Path.Combine(logs, item.Name);
            if (item.IsFolder || !CopilotVscodeLayout.IsLog(item.Name) || !sessions.IsOwn(item, path))
                continue;
            // The extension logs what the editor keeps, too; it is read where the editor has nothing.
            string id = Path.GetFileNameWithoutExtension(item.Name);
            FileRole role = sessions.Contains(id) ? FileRole.Other : FileRole.Transcript;
            sessions.Add(id, sessions.File(item, path, $"{relative}/{CopilotVscodeLayout.Logs}", role));
        }
        FindPerSession(
            sessions,
            Path.Combine(extension, CopilotVscodeLayout.Outputs),
            $"{relative}/{CopilotVscodeLayout.Outputs}",
            FileRole.ToolResult
        );
    }

    private static void FindPerSession(FootprintCollector sessions, string folder, string relative, FileRole role)
    {
        foreach (FolderItem item in sessions.List(folder))
        {
            string path = Path.Combine(folder, item.Name);
            if (item.IsFolder && sessions.Contains(item.Name) && sessions.IsOwn(item, path))
                sessions.AddFolder(item.Name, path, $"{relative}/{item.Name}", _ => role);
        }
    }

    private FootprintCollector Collector() =>
        new(CopilotVscodeAgent.AgentName, home, CopilotVscodeLayout.ShapeOf, context.Report);
}

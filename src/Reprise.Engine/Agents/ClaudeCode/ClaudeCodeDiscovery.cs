using Reprise.Protocol;
using Reprise.Reading;

namespace Reprise.Agents.ClaudeCode;

/// <summary>One search of a home: every folder is listed once, and files are given to the sessions they belong to.</summary>
internal sealed class ClaudeCodeDiscovery(string home, DiscoveryContext context)
{
    private const int MaxDepth = 32;

    private readonly Dictionary<string, List<SourceFile>> _sessions = new(StringComparer.Ordinal);
    private readonly List<SourceFile> _looseSubagents = [];

    /// <summary>Searches the home.</summary>
    /// <returns>The sessions in the order of their ids.</returns>
    public IEnumerable<SessionFootprint> Run()
    {
        string projects = Path.Combine(home, ClaudeCodeLayout.Projects);
        foreach (FolderItem item in FolderListing.Of(projects, context.Report))
        {
            string path = Path.Combine(projects, item.Name);
            if (item.IsFolder && IsOwn(item, path))
                FindInProject(path, $"{ClaudeCodeLayout.Projects}/{item.Name}");
        }
        foreach (SourceFile file in _looseSubagents)
            FilesOf(ClaudeCodeHead.OwnerOf(file, context)).Add(file);
        if (_sessions.Count > 0)
            FindBeside();
        return Footprints();
    }

    private void FindInProject(string project, string relative)
    {
        List<FolderItem> items = FolderListing.Of(project, context.Report);
        foreach (FolderItem item in items)
        {
            if (item.IsFolder || !ClaudeCodeLayout.IsTranscript(item.Name))
                continue;
            string path = Path.Combine(project, item.Name);
            if (!IsOwn(item, path))
                continue;
            bool isSubagent = ClaudeCodeLayout.IsSubagent(item.Name);
            SourceFile file = NewFile(item, path, relative, isSubagent ? FileRole.Subagent : FileRole.Transcript);
            if (isSubagent)
                _looseSubagents.Add(file);
            else
                FilesOf(Path.GetFileNameWithoutExtension(item.Name)).Add(file);
        }
        foreach (FolderItem item in items)
        {
            string path = Path.Combine(project, item.Name);
            if (!item.IsFolder || !IsOfSession(item.Name) || !IsOwn(item, path))
                continue;
            List<SourceFile> files = [];
            AddFolder(files, path, $"{relative}/{item.Name}", inside: "", role: null, depth: 0);
            if (files.Count > 0)
                FilesOf(item.Name).AddRange(files);
        }
    }

    /// <summary>A project also holds folders that are no session's, such as its memory.</summary>
    private bool IsOfSession(string folder) => _sessions.ContainsKey(folder) || Guid.TryParseExact(folder, "D", out _);

    private void FindBeside()
    {
        foreach ((string name, FileRole role) in ClaudeCodeLayout.SessionFolders)
        {
            string folder = Path.Combine(home, name);
            foreach (FolderItem item in FolderListing.Of(folder, context.Report))
            {
                if (!item.IsFolder || !_sessions.TryGetValue(item.Name, out List<SourceFile>? files))
                    continue;
                string path = Path.Combine(folder, item.Name);
                if (IsOwn(item, path))
                    AddFolder(files, path, $"{name}/{item.Name}", inside: "", role, depth: 0);
            }
        }
        foreach (string name in ClaudeCodeLayout.SessionFileFolders)
        {
            string folder = Path.Combine(home, name);
            foreach (FolderItem item in FolderListing.Of(folder, context.Report))
            {
                string path = Path.Combine(folder, item.Name);
                if (item.IsFolder || !_sessions.TryGetValue(ClaudeCodeLayout.SessionIdOf(item.Name), out List<SourceFile>? files))
                    continue;
                if (IsOwn(item, path))
                    files.Add(NewFile(item, path, name, FileRole.Other));
            }
        }
    }

    private void AddFolder(List<SourceFile> files, string folder, string relative, string inside, FileRole? role, int depth)
    {
        if (depth > MaxDepth)
        {
            context.Report(folder, "the folders are nested too deep");
            return;
        }
        foreach (FolderItem item in FolderListing.Of(folder, context.Report))
        {
            string path = Path.Combine(folder, item.Name);
            if (!IsOwn(item, path))
                continue;
            string place = inside.Length == 0 ? item.Name : $"{inside}/{item.Name}";
            if (item.IsFolder)
                AddFolder(files, path, $"{relative}/{item.Name}", place, role, depth + 1);
            else
                files.Add(NewFile(item, path, relative, role ?? ClaudeCodeLayout.RoleBeside(place)));
        }
    }

    private bool IsOwn(FolderItem item, string path)
    {
        if (item.IsLink)
            context.Report(path, item.IsFolder ? "a link to a folder is not followed" : "a link to a file is not followed");
        return !item.IsLink;
    }

    private List<SourceFile> FilesOf(string sessionId)
    {
        if (!_sessions.TryGetValue(sessionId, out List<SourceFile>? files))
            _sessions.Add(sessionId, files = []);
        return files;
    }

    private IEnumerable<SessionFootprint> Footprints()
    {
        foreach ((string id, List<SourceFile> files) in _sessions)
        {
            // The roles are declared in the order in which a session's files are read.
            files.Sort(
                static (a, b) =>
                    a.Role != b.Role ? a.Role.CompareTo(b.Role) : string.CompareOrdinal(a.RelativePath, b.RelativePath)
            );
            yield return new SessionFootprint
            {
                Key = new SessionKey(ClaudeCodeAgent.AgentName, id),
                Root = home,
                Files = files,
            };
        }
    }

    private static SourceFile NewFile(FolderItem item, string path, string relativeFolder, FileRole role) =>
        new()
        {
            Path = path,
            RelativePath = $"{relativeFolder}/{item.Name}",
            Role = role,
            Shape = ClaudeCodeLayout.ShapeOf(item.Name),
            Length = item.Length,
            LastWriteUtc = item.LastWriteUtc,
        };
}

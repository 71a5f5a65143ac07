using System.Buffers;

namespace Reprise.Importing.Git;

/// <summary>
/// Reads which commits a repository names: in branches, tags, stashes, and in the logs of what branches were before. They are read
/// as files, because git would read the repository's configuration first, and that is not ours to trust.
/// </summary>
internal static class GitReferences
{
    private const int MaxDepth = 32;
    private const int MaxReferenceLength = 4096;
    private const long MaxLogLength = 256 * 1024 * 1024;
    private const int ShortName = 40;
    private const int LongName = 64;

    private static readonly SearchValues<char> _digits = SearchValues.Create("0123456789abcdef");

    /// <summary>Lists the names of objects, each once.</summary>
    /// <param name="folder">The repository.</param>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read.</exception>
    public static HashSet<string> Of(string folder)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        string packed = Path.Combine(folder, "packed-refs");
        foreach (string line in Lines(packed, MaxLogLength))
            Add(names, line.TrimStart('^').Split(' ')[0]);
        AddFile(names, Path.Combine(folder, "HEAD"));
        AddFolder(names, Path.Combine(folder, "refs"), AddFile, 0);
        AddFolder(names, Path.Combine(folder, "logs"), AddLog, 0);
        AddFolder(names, Path.Combine(folder, "worktrees"), AddWorkTreeFile, 0);
        return names;
    }

    /// <summary>Lists the references whose names start with a folder, with the objects they name.</summary>
    /// <param name="folder">The repository.</param>
    /// <param name="start">The folder, such as <c>refs/heads/</c>.</param>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read.</exception>
    public static Dictionary<string, string> Under(string folder, string start)
    {
        var objects = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string line in Lines(Path.Combine(folder, "packed-refs"), MaxLogLength))
        {
            if (line.Split(' ', 2) is [var name, var reference] && reference.StartsWith(start, StringComparison.Ordinal))
                Put(reference.Trim(), name);
        }
        // A file of its own is newer than what was packed.
        var names = new HashSet<string>(StringComparer.Ordinal);
        AddFolder(
            names,
            Path.Combine(folder, start),
            (_, path) => Put(Path.GetRelativePath(folder, path).Replace('\\', '/'), ReadFirstLine(path)),
            0
        );
        return objects;

        void Put(string reference, string name)
        {
            if (IsName(name))
                objects[reference] = name;
        }
    }

    /// <summary>Reads the first line of a file as small as a reference; empty when there is none.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static string ReadFirstLine(string path) => Lines(path, MaxReferenceLength).FirstOrDefault("").Trim();

    private static void AddFolder(HashSet<string> names, string folder, Action<HashSet<string>, string> add, int depth)
    {
        var here = new DirectoryInfo(folder);
        if (depth > MaxDepth || !here.Exists || here.LinkTarget is not null)
            return;
        foreach (FileInfo file in here.EnumerateFiles())
            add(names, file.FullName);
        foreach (DirectoryInfo inner in here.EnumerateDirectories())
            AddFolder(names, inner.FullName, add, depth + 1);
    }

    private static void AddFile(HashSet<string> names, string path)
    {
        foreach (string line in Lines(path, MaxReferenceLength))
            Add(names, line.Trim());
    }

    private static void AddWorkTreeFile(HashSet<string> names, string path)
    {
        if (Path.GetFileName(path) is "HEAD" or "ORIG_HEAD")
            AddFile(names, path);
        else if (path.Contains("logs", StringComparison.Ordinal))
            AddLog(names, path);
    }

    private static void AddLog(HashSet<string> names, string path)
    {
        foreach (string line in Lines(path, MaxLogLength))
        {
            string[] words = line.Split(' ', 3);
            Add(names, words[0]);
            if (words.Length > 1)
                Add(names, words[1]);
        }
    }

    // What has no length is a pipe or a device, which could be read for ever.
    private static IEnumerable<string> Lines(string path, long maxLength)
    {
        var file = new FileInfo(path);
        return file.Exists && file.LinkTarget is null && file.Length > 0 && file.Length <= maxLength ? File.ReadLines(path) : [];
    }

    private static void Add(HashSet<string> names, string name)
    {
        if (IsName(name))
            names.Add(name);
    }

    private static bool IsName(string name) =>
        name.Length is ShortName or LongName && !name.AsSpan().ContainsAnyExcept(_digits) && name.AsSpan().ContainsAnyExcept('0');
}

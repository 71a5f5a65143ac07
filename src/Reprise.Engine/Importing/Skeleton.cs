namespace Reprise.Importing;

/// <summary>
/// A temporary folder with the names of held files and none of their content: agents find sessions in it as they do in a home,
/// without a byte of a transcript being written anywhere.
/// </summary>
internal sealed class Skeleton : IDisposable
{
    private const int MaxPathLength = 1024;
    private const int MaxPartLength = 255;
    private const int MaxDepth = 32;

    private readonly Dictionary<string, HeldFile> _files = new(StringComparer.Ordinal);

    /// <param name="files">The files.</param>
    /// <param name="report">Told of paths that cannot be used, and why.</param>
    public Skeleton(IEnumerable<HeldFile> files, Action<string, string> report)
    {
        Folder = Directory.CreateTempSubdirectory("reprise-import-").FullName;
        foreach (HeldFile file in files)
        {
            if (!IsUsable(file.Path))
                report(file.Path, "its path is not one that a file can have here");
            else if (!Add(file))
                report(file.Path, "a file and a folder had the same name at different times");
        }
    }

    /// <summary>Where it lies.</summary>
    public string Folder { get; }

    /// <summary>Returns the file that stands at a path of the skeleton; null when none does.</summary>
    public HeldFile? Find(string path) => _files.GetValueOrDefault(path);

    // The paths were written by others: none may lead out of the folder.
    private static bool IsUsable(string path)
    {
        string[] parts = path.Split('/');
        return path.Length is > 0 and <= MaxPathLength
            && parts.Length <= MaxDepth
            && Array.TrueForAll(parts, IsPlain)
            && !path.Contains('\uFFFD', StringComparison.Ordinal);
    }

    private static bool IsPlain(string part) =>
        part is not ("" or "." or "..")
        && part.Length <= MaxPartLength
        && !part.AsSpan().ContainsAny('\0', '/')
        && (!OperatingSystem.IsWindows() || part.IndexOfAny(Path.GetInvalidFileNameChars()) < 0);

    private bool Add(HeldFile file)
    {
        string path = Path.Combine(Folder, file.Path.Replace('/', Path.DirectorySeparatorChar));
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path) ?? Folder);
            using FileStream stream = new(path, FileMode.CreateNew, FileAccess.Write);
            // What is empty is passed over, so that its head is not asked for.
            if (file.Latest.Content.Length > 0)
                stream.SetLength(1);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
        _files.Add(path, file);
        return true;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}

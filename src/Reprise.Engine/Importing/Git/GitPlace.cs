using Reprise.Files;

namespace Reprise.Importing.Git;

/// <summary>Where a repository keeps what, found without running anything.</summary>
/// <param name="Folder">The folder with its references: <c>.git</c>, or a bare repository.</param>
/// <param name="WorkTree">The folder that its paths start from; for a bare repository one that need not exist.</param>
/// <param name="Below">The folder in it that was asked for, with <c>/</c> at its end; empty for all of it.</param>
internal sealed record GitPlace(string Folder, string WorkTree, string Below)
{
    private const string Bare = ".git";
    private const string HeadName = "HEAD";
    private const string PointerStart = "gitdir:";
    private const int MaxPointerLength = 4096;

    /// <summary>The file that says what is checked out: a further work tree has its own.</summary>
    public string Head { get; init; } = Path.Combine(Folder, HeadName);

    /// <summary>The folder of its objects.</summary>
    public string Objects => Path.Combine(Folder, "objects");

    /// <summary>Finds the repository that a folder is, or lies in.</summary>
    /// <param name="path">The folder, absolute.</param>
    /// <exception cref="RepriseException">There is none.</exception>
    public static GitPlace Find(string path)
    {
        path = Path.TrimEndingDirectorySeparator(path);
        if (IsRepository(path))
            return Path.GetFileName(path) == Bare && Path.GetDirectoryName(path) is { } parent
                ? new GitPlace(path, parent, "")
                : new GitPlace(path, NameOfBare(path), "");
        for (string? folder = path; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (RepositoryOf(Path.Combine(folder, Bare), out string own) is not { } found)
                continue;
            string below = Path.GetRelativePath(folder, path).Replace('\\', '/');
            return new GitPlace(found, folder, below == "." ? "" : below + "/") { Head = Path.Combine(own, HeadName) };
        }
        throw new RepriseException(
            "path",
            "There is no git repository at that place.",
            "Name a folder that git keeps, a bare repository, or a folder in one; without --git, files are imported as they are."
        );
    }

    private static string NameOfBare(string path) =>
        path.EndsWith(Bare, StringComparison.Ordinal) ? path[..^Bare.Length] : path + "-files";

    private static bool IsRepository(string folder) =>
        Directory.Exists(Path.Combine(folder, "objects"))
        && File.Exists(Path.Combine(folder, HeadName))
        && (Directory.Exists(Path.Combine(folder, "refs")) || File.Exists(Path.Combine(folder, "packed-refs")));

    private static string? RepositoryOf(string path, out string own)
    {
        own = path;
        if (IsRepository(path))
            return path;
        if (ReadPointer(path) is not { } pointer || !pointer.StartsWith(PointerStart, StringComparison.Ordinal))
            return null;
        string folder = Path.GetFullPath(pointer[PointerStart.Length..].Trim(), Path.GetDirectoryName(path) ?? path);
        own = folder;
        // A further work tree shares what the first one has.
        if (ReadPointer(Path.Combine(folder, "commondir")) is { } common)
            folder = Path.GetFullPath(common.Trim(), folder);
        return IsRepository(folder) ? folder : null;
    }

    private static string? ReadPointer(string path)
    {
        var file = new FileInfo(path);
        return file.Exists && file.Length is > 0 and <= MaxPointerLength ? File.ReadAllText(path) : null;
    }
}

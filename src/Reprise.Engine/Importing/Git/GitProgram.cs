using Reprise.Files;

namespace Reprise.Importing.Git;

/// <summary>Finds the <c>git</c> program.</summary>
internal static class GitProgram
{
    /// <summary>Searches the folders of a search path; one that is relative is passed over, since anybody may have put a file there.</summary>
    /// <param name="searchPath">The value of <c>PATH</c>; null when it is not set.</param>
    /// <exception cref="RepriseException">There is none.</exception>
    public static string Find(string? searchPath)
    {
        string name = OperatingSystem.IsWindows() ? "git.exe" : "git";
        foreach (string folder in (searchPath ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
        {
            string path = Path.Combine(folder, name);
            if (Path.IsPathFullyQualified(folder) && File.Exists(path))
                return path;
        }
        throw new RepriseException(
            "git",
            "The program git was not found, and only git can read its repositories.",
            "Install git, or put its folder into PATH."
        );
    }
}

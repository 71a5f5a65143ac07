using System.Buffers;
using Reprise.Files;

namespace Reprise.Restoring;

/// <summary>Turns a path from the archive into a place below a folder, and refuses whatever would lead out of it.</summary>
/// <remarks>Archives can come from other people and machines: a path in one is no more to be trusted than a transcript.</remarks>
internal static class RestoreTarget
{
    private static readonly SearchValues<char> _refusedOnWindows = SearchValues.Create("\\:*?\"<>|");
    private static readonly HashSet<string> _reservedOnWindows = new(
        ["CON", "PRN", "AUX", "NUL", .. Enumerable.Range(0, 10).SelectMany(i => (string[])[$"COM{i}", $"LPT{i}"])],
        StringComparer.OrdinalIgnoreCase
    );

    /// <summary>Returns the absolute place of a file.</summary>
    /// <param name="folder">The folder to stay below; it may itself be a link.</param>
    /// <param name="path">The archived path, with <c>/</c> between its parts.</param>
    /// <param name="windows">Whether the rules of Windows for names hold.</param>
    /// <exception cref="RepriseException">The path is no plain path below a folder.</exception>
    public static string Resolve(string folder, string path, bool windows)
    {
        string[] parts = path.Split('/');
        if (!Array.TrueForAll(parts, part => IsPlain(part, windows)))
            throw new RepriseException(
                "path",
                "A path in the archive leads out of the folder to restore into, or is no valid name here.",
                "The session may have been made to do harm. Look at it with 'reprise cat'."
            );
        return Path.Combine([Path.GetFullPath(folder), .. parts]);
    }

    /// <summary>Finds the first link among the folders between a folder and a file below it.</summary>
    /// <returns>The link; null when there is none.</returns>
    public static string? FindLink(string folder, string target)
    {
        string root = Path.GetFullPath(folder);
        for (
            string? at = Path.GetDirectoryName(target);
            at is not null && at.Length > root.Length;
            at = Path.GetDirectoryName(at)
        )
        {
            if (new DirectoryInfo(at) is { LinkTarget: not null } || (File.Exists(at) && !Directory.Exists(at)))
                return at;
        }
        return null;
    }

    private static bool IsPlain(string part, bool windows)
    {
        if (part is "" or "." or ".." || part.Contains('\0', StringComparison.Ordinal))
            return false;
        if (!windows)
            return true;
        string stem = part.Split('.')[0].TrimEnd(' ');
        return part.AsSpan().IndexOfAny(_refusedOnWindows) < 0
            && !part.Any(char.IsControl)
            && part[^1] is not ('.' or ' ')
            && !_reservedOnWindows.Contains(stem);
    }
}

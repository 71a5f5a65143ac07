namespace Reprise.Reading;

/// <summary>Tells whether two paths lead to one place.</summary>
internal static class RealPath
{
    /// <summary>Follows all links in an absolute path, and takes away a separator at its end.</summary>
    /// <returns>The path as it was given when it leads nowhere, or may not be looked at.</returns>
    public static string Of(string path)
    {
        try
        {
            string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
            if (Path.GetDirectoryName(full) is not { } parent)
                return full;
            string real = Path.Combine(Of(parent), Path.GetFileName(full));
            return new DirectoryInfo(real).ResolveLinkTarget(returnFinalTarget: true) is { } target ? Of(target.FullName) : real;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return path;
        }
    }
}

namespace Reprise.Reading;

/// <summary>Reads the first bytes of a native file, for agents whose files say only there which session they are.</summary>
internal static class FileHead
{
    /// <summary>As many as a file is recognised by.</summary>
    public const int MaxBytes = 64 * 1024;

    /// <summary>Reads up to <see cref="MaxBytes"/>.</summary>
    /// <param name="file">The file.</param>
    /// <param name="report">Told when it cannot be opened.</param>
    /// <returns>Empty when the file is, or cannot be opened.</returns>
    public static byte[] Read(SourceFile file, Action<string, string> report)
    {
        if (file.Length == 0)
            return [];
        try
        {
            using var handle = RegularFile.Open(file.Path);
            byte[] head = new byte[Math.Min(MaxBytes, file.Length)];
            int read = RandomAccess.Read(handle, head, 0);
            return head[..read];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            report(file.Path, "the file could not be opened to see which session it is");
            return [];
        }
    }
}

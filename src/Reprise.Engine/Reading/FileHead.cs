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
    public static byte[] Read(SourceFile file, Action<string, string> report) => Read(file.Path, file.Length, report);

    /// <summary>Reads up to <see cref="MaxBytes"/>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="length">Its length when it was seen.</param>
    /// <param name="report">Told when it cannot be opened; null where nothing follows from that.</param>
    /// <returns>Empty when the file is, or cannot be opened.</returns>
    public static byte[] Read(string path, long length, Action<string, string>? report)
    {
        if (length == 0)
            return [];
        try
        {
            using var handle = RegularFile.Open(path);
            byte[] head = new byte[Math.Min(MaxBytes, length)];
            int read = RandomAccess.Read(handle, head, 0);
            return head[..read];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            report?.Invoke(path, "the file could not be opened to see which session it is");
            return [];
        }
    }

    /// <summary>Returns the first line that is not blank, or what there is of it.</summary>
    public static ReadOnlySpan<byte> FirstLine(ReadOnlySpan<byte> head)
    {
        ReadOnlySpan<byte> line = head.TrimStart("\uFEFF \r\n\t\0"u8);
        int end = line.IndexOf((byte)'\n');
        return end < 0 ? line : line[..end];
    }
}

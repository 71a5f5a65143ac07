namespace Reprise.Files;

/// <summary>Adds lines to a file whose earlier lines never change.</summary>
public static class AppendOnlyFile
{
    /// <summary>Appends whole lines and waits until they are on disk. For one writer at a time.</summary>
    /// <param name="path">The file, mode 0600; made when it does not exist.</param>
    /// <param name="lines">One or more lines, each with its line end.</param>
    /// <exception cref="IOException">The disk is full or broken; a part of the lines may be there then.</exception>
    public static void Append(string path, ReadOnlySpan<byte> lines)
    {
        bool isNew = !File.Exists(path);
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.ReadWrite,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = PrivateFolder.FileMode;
        using (var stream = new FileStream(path, options))
        {
            // A kill may have left half a line: it stays, and what follows must not become a part of it.
            byte[] all = IsTorn(stream) ? [(byte)'\n', .. lines] : lines.ToArray();
            stream.Seek(0, SeekOrigin.End);
            stream.Write(all);
            stream.Flush(flushToDisk: true);
        }
        if (isNew)
            PrivateFolder.Flush(Path.GetDirectoryName(path) ?? path);
    }

    private static bool IsTorn(FileStream stream)
    {
        if (stream.Length == 0)
            return false;
        stream.Seek(-1, SeekOrigin.End);
        return stream.ReadByte() != '\n';
    }
}

namespace Reprise.Files;

/// <summary>Writes whole files so that a kill or a power cut leaves either the old content or the new one.</summary>
public static class AtomicFile
{
    /// <summary>The ending of files that are not finished; whoever finds one may delete it.</summary>
    public const string UnfinishedEnding = ".tmp";

    /// <summary>Writes a file, mode 0600, replacing what was there.</summary>
    /// <param name="path">The file; its folder exists.</param>
    /// <param name="content">All of its bytes.</param>
    /// <param name="durable">Whether to wait until the bytes are on disk.</param>
    public static void Write(string path, ReadOnlySpan<byte> content, bool durable = true)
    {
        string unfinished = $"{path}.{Environment.ProcessId}{UnfinishedEnding}";
        File.Delete(unfinished);
        try
        {
            using (FileStream stream = PrivateFolder.CreateFile(unfinished))
            {
                stream.Write(content);
                stream.Flush(flushToDisk: durable);
            }
            File.Move(unfinished, path, overwrite: true);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
        if (durable)
            PrivateFolder.Flush(Path.GetDirectoryName(path)!);
    }
}

namespace Reprise.Tests.Agents;

/// <summary>A folder that is deleted with everything in it.</summary>
internal sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("reprise-agents-").FullName;

    /// <summary>Writes a file, with the folders above it.</summary>
    public string Add(string relative, string content = "")
    {
        string path = System.IO.Path.Combine(Path, relative);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}

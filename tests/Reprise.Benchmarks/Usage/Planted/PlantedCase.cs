namespace Reprise.Benchmarks.Usage.Planted;

/// <summary>A made-up session at which the programs part.</summary>
/// <param name="Name">What its records tell.</param>
/// <param name="Right">The tokens that were spent; null when nobody knows.</param>
/// <param name="Files">Paths in a home, and lines.</param>
internal sealed record PlantedCase(string Name, long? Right, params IReadOnlyList<(string Path, string[] Lines)> Files)
{
    /// <summary>Writes the files.</summary>
    public void Write(string home)
    {
        foreach ((string path, string[] lines) in Files)
        {
            string target = Path.Combine(home, path);
            Directory.CreateDirectory(Path.GetDirectoryName(target) ?? home);
            File.WriteAllLines(target, lines);
        }
    }
}

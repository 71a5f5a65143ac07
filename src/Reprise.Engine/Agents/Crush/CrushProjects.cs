using System.Text.Json;

namespace Reprise.Agents.Crush;

/// <summary>Reads the file that names the projects that Crush was used in.</summary>
internal static class CrushProjects
{
    public const string FileName = "projects.json";

    private const int MaxBytes = 16 * 1024 * 1024;

    /// <summary>Lists the homes: the project's folder, or the folder of its data where that is elsewhere.</summary>
    /// <returns>None when the file is not there or is no such file.</returns>
    public static IEnumerable<string> Homes(string path)
    {
        List<string> homes = [];
        try
        {
            var file = new FileInfo(path);
            if (!file.Exists || file.Length > MaxBytes)
                return [];
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
            foreach (JsonElement project in document.RootElement.GetProperty("projects"u8).EnumerateArray())
            {
                if (project.GetProperty("path"u8).GetString() is not { Length: > 0 } folder || !Path.IsPathRooted(folder))
                    continue;
                string? data = project.TryGetProperty("data_dir"u8, out JsonElement named) ? named.GetString() : null;
                string usual = Path.Combine(folder, CrushDiscovery.Folder);
                string place = string.IsNullOrEmpty(data) ? usual : Path.GetFullPath(Path.Combine(folder, data));
                homes.Add(place == usual ? folder : place);
            }
        }
        catch (Exception error)
            when (error
                    is JsonException
                        or InvalidOperationException
                        or KeyNotFoundException
                        or ArgumentException
                        or IOException
                        or UnauthorizedAccessException
            )
        {
            // A file that names no projects; those it named are homes all the same.
        }
        return homes;
    }
}

using Reprise.Benchmarks.Data;

namespace Reprise.Benchmarks.Usage;

/// <summary>Lays the real sessions of some agents out as one person's home.</summary>
internal static class UsageHome
{
    // Where each agent keeps what lies in its cases.
    private static readonly (string Agent, string Folder)[] _places =
    [
        ("claude-code", ".claude"),
        ("codex", ".codex"),
        ("gemini", ".gemini"),
        ("opencode", ".local/share/opencode"),
        ("pi", ".pi"),
        ("amp", ".local/share/amp"),
        ("droid", ".factory"),
        ("qwen", ".qwen"),
        ("copilot-cli", ".copilot"),
    ];

    /// <summary>Copies them into a folder that is deleted with the workplace.</summary>
    public static string OfCorpus(Workplace workplace)
    {
        string home = workplace.NewFolder();
        foreach ((string agent, string folder) in _places)
        foreach (string file in Directory.EnumerateFiles(workplace.Shared($"corpus/{agent}"), "*", SearchOption.AllDirectories))
        {
            string[] parts = Path.GetRelativePath(workplace.Shared($"corpus/{agent}"), file).Split(Path.DirectorySeparatorChar);
            // Cases of several people have projects of one name.
            if (parts is [string name, "projects", string slug, ..])
                parts[2] = $"{slug}-{name}";
            string target = Path.Combine([home, folder, .. parts.Skip(1)]);
            Directory.CreateDirectory(Path.GetDirectoryName(target) ?? home);
            File.Copy(file, target);
            File.SetLastWriteTimeUtc(target, File.GetLastWriteTimeUtc(file));
        }
        return home;
    }
}

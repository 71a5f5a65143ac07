using Reprise.Masking;

namespace Reprise.Agents.Pi;

/// <summary>What the names of Pi's files and folders mean.</summary>
internal static class PiLayout
{
    /// <summary>The folder with all of Pi's own, below the home.</summary>
    public const string Agent = "agent";

    /// <summary>The folder of all sessions, with a folder for each project.</summary>
    public const string Sessions = "sessions";

    private const string Lines = ".jsonl";
    private const string TimeForm = "0000-00-00T00-00-00-000Z_";

    /// <summary>Whether a folder holds the sessions of a project: its name is the project's path with signs around it.</summary>
    public static bool IsProject(string name) =>
        name.StartsWith("--", StringComparison.Ordinal) && name.EndsWith("--", StringComparison.Ordinal);

    /// <summary>Whether a file holds a session.</summary>
    public static bool IsSession(string name) => name.EndsWith(Lines, StringComparison.Ordinal) && name.Length > Lines.Length;

    /// <summary>Returns the id in the name of a file, which follows the time when the session was started.</summary>
    /// <param name="stem">The name without its extension.</param>
    /// <returns>Null when the name is none that Pi gives.</returns>
    public static string? IdOf(string stem)
    {
        if (stem.Length <= TimeForm.Length)
            return null;
        for (int i = 0; i < TimeForm.Length; i++)
        {
            if (TimeForm[i] == '0' ? !char.IsAsciiDigit(stem[i]) : stem[i] != TimeForm[i])
                return null;
        }
        return stem[TimeForm.Length..];
    }

    /// <summary>Returns the id of the session in a file, by its path on any system.</summary>
    public static string IdOfPath(string path)
    {
        string name = path[(path.LastIndexOfAny(['/', '\\']) + 1)..];
        string stem = IsSession(name) ? name[..^Lines.Length] : name;
        return IdOf(stem) ?? stem;
    }

    /// <summary>How a file's bytes are to be understood.</summary>
    public static TextShape ShapeOf(string name) => IsSession(name) ? TextShape.JsonLines : TextShape.Text;
}

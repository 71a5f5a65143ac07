using Reprise.Reading;

namespace Reprise.Agents.Cline;

/// <summary>Finds out whose tasks lie in a folder: all of the family lay them out the same way.</summary>
internal static class ClineOwner
{
    private const string Cline = "saoudrizwan.claude-dev";
    private const string Roo = "rooveterinaryinc.roo-cline";
    private const string Kilo = "kilocode.kilo-code";
    private const string OwnFolder = ".cline";

    /// <summary>How many tasks are looked at before a folder counts as nobody's.</summary>
    private const int MaxTasks = 8;

    /// <summary>Finds the extension whose home a folder is.</summary>
    /// <param name="home">The folder.</param>
    /// <param name="report">Told what could not be looked at.</param>
    /// <returns>The extension's folder name; null when it is no home of the family.</returns>
    public static string? Of(string home, Action<string, string> report)
    {
        bool hasTasks = Directory.Exists(Path.Combine(home, ClineLayout.Tasks));
        bool hasSessions = Directory.Exists(Path.Combine(home, ClineLayout.Sessions));
        if (!hasTasks && !hasSessions)
            return null;
        return NamedIn(home)
            ?? (hasTasks ? OfTasks(Path.Combine(home, ClineLayout.Tasks), report) : null)
            ?? (hasSessions && HasSessions(Path.Combine(home, ClineLayout.Sessions), report) ? Cline : null);
    }

    /// <summary>Finds the extension that a path names.</summary>
    /// <returns>Null when it names none.</returns>
    public static string? NamedIn(string path)
    {
        foreach (string part in path.Split('/', '\\').Reverse())
        {
            if (part is Cline or Roo or Kilo)
                return part;
            if (part == OwnFolder)
                return Cline;
        }
        return null;
    }

    /// <summary>Finds the extension that wrote a file.</summary>
    public static string Of(ClineHead head) => head.HasTime && !head.HasModes ? Roo : Cline;

    private static string? OfTasks(string tasks, Action<string, string> report)
    {
        int looked = 0;
        foreach (FolderItem item in FolderListing.Of(tasks, report))
        {
            if (!item.IsFolder || item.IsLink)
                continue;
            if (looked++ == MaxTasks)
                break;
            string task = Path.Combine(tasks, item.Name);
            if (OfFacts(Path.Combine(task, ClineLayout.TaskMetadata)) is { } named)
                return named;
            if (ClineHead.TryRead(Head(Path.Combine(task, ClineLayout.History)), out ClineHead head))
                return Of(head);
        }
        return null;
    }

    // The list of files that a task knows has the extension's name in its members.
    private static string? OfFacts(string path)
    {
        ReadOnlySpan<byte> facts = Head(path);
        return facts.IndexOf("\"roo_read_date\""u8) >= 0 ? Roo
            : facts.IndexOf("\"cline_read_date\""u8) >= 0 ? Cline
            : null;
    }

    private static bool HasSessions(string sessions, Action<string, string> report) =>
        FolderListing
            .Of(sessions, report)
            .Where(item => item.IsFolder && !item.IsLink)
            .Take(MaxTasks)
            .Any(item =>
                ClineHead.TryRead(Head(Path.Combine(sessions, item.Name, $"{item.Name}.messages.json")), out ClineHead head)
                && head.SessionId.Length > 0
            );

    // What cannot be opened is reported by whoever captures it.
    private static ReadOnlySpan<byte> Head(string path) =>
        new FileInfo(path) is { Exists: true } file ? FileHead.Read(path, file.Length, report: null) : default;
}

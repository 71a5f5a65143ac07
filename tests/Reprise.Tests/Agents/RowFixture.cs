using System.Text;
using Reprise.Agents;
using Reprise.Databases;
using Reprise.Protocol;
using Reprise.Tests.Capturing;

namespace Reprise.Tests.Agents;

/// <summary>
/// The small made-up home of an agent whose sessions are rows: in <c>Fixtures/&lt;agent&gt;/home</c> a file with the ending
/// <c>.sql</c> makes the database of that name. Lines <c>-- step</c> part what the agent writes at different times. Files of
/// <c>Fixtures/&lt;agent&gt;/user</c> lie in the user's folder and tell where the agent's home is.
/// </summary>
internal sealed class RowFixture
{
    private const string Ending = ".sql";
    private readonly string _folder;

    /// <param name="agent">The agent's name.</param>
    public RowFixture(string agent)
    {
        Agent = AgentCatalog.Find(new AgentId(agent))!;
        // Agents of one family share a fixture but for the name of the database.
        string[] shared = SharedBy(agent);
        _folder = FolderOf(shared[0]);
        string home = Path.Combine(_folder, "home");
        foreach (string path in Directory.GetFiles(home, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            string relative = Path.GetRelativePath(home, path);
            if (!relative.EndsWith(Ending, StringComparison.Ordinal))
                Files.Add(relative, File.ReadAllText(path));
            else if (shared.Length > 1 && relative == shared[1] + Ending)
                Databases.Add(shared[2], File.ReadAllText(path).Split("-- step\n"));
            else
                Databases.Add(relative[..^Ending.Length], File.ReadAllText(path).Split("-- step\n"));
        }
    }

    public IAgent Agent { get; }

    /// <summary>Where the fixture lies.</summary>
    public string Folder => _folder;

    /// <summary>What it imitates.</summary>
    public string About => File.ReadAllText(Path.Combine(_folder, "ABOUT.md"));

    /// <summary>The databases by their paths below the home: the statements of each step.</summary>
    public SortedDictionary<string, string[]> Databases { get; } = new(StringComparer.Ordinal);

    /// <summary>The other files.</summary>
    public SortedDictionary<string, string> Files { get; } = new(StringComparer.Ordinal);

    /// <summary>Statements that put a record, a column and a table there that nobody knows.</summary>
    public string Unknown => File.ReadAllText(Path.Combine(_folder, "unknown.sql"));

    /// <summary>Whether the format cannot give something, for example <c>tokens</c>.</summary>
    public bool Lacks(string what)
    {
        string path = Path.Combine(_folder, "lacks.txt");
        return File.Exists(path) && File.ReadAllText(path).Split(['\n', ' ']).Contains(what, StringComparer.Ordinal);
    }

    /// <summary>The number of steps.</summary>
    public int Steps => Databases.Values.Max(steps => steps.Length);

    /// <summary>The agents that have such a fixture.</summary>
    public static IEnumerable<string> Agents => AgentCatalog.All.Select(agent => agent.Id.Value).Where(Is);

    /// <summary>Those of them that share their fixture with no other.</summary>
    public static IEnumerable<string> Distinct => Agents.Where(agent => SharedBy(agent).Length == 1);

    /// <summary>Whether an agent's sessions are rows.</summary>
    public static bool Is(string agent)
    {
        string home = Path.Combine(FolderOf(SharedBy(agent)[0]), "home");
        return Directory.Exists(home) && Directory.EnumerateFiles(home, "*" + Ending, SearchOption.AllDirectories).Any();
    }

    /// <summary>The folder that the agent uses in a user's home.</summary>
    public string HomeIn(CaptureHome home)
    {
        string folder = Path.Combine(_folder, "user");
        if (Directory.Exists(folder))
        {
            foreach (string path in Directory.GetFiles(folder, "*", SearchOption.AllDirectories))
                WriteFor(home, Path.GetRelativePath(folder, path), File.ReadAllText(path));
        }
        return Agent.Homes(new AgentEnvironment(home.User, name => home.Variables.GetValueOrDefault(name)))[0];
    }

    /// <summary>The place of a database.</summary>
    public string PathOf(CaptureHome home, string database) => Path.Combine(HomeIn(home), database);

    /// <summary>Writes all of it, so that nobody has a database open afterwards.</summary>
    public void Write(CaptureHome home)
    {
        WriteStep(home, 0);
        WriteRest(home);
    }

    /// <summary>Writes all but the tables, which the first step makes.</summary>
    public void WriteRest(CaptureHome home)
    {
        for (int step = 1; step < Steps; step++)
            WriteStep(home, step);
    }

    /// <summary>Writes what comes at one time.</summary>
    public void WriteStep(CaptureHome home, int step)
    {
        foreach ((string name, string content) in Files)
            WriteFile(home, name, content);
        foreach ((string name, string[] steps) in Databases)
        {
            if (step < steps.Length)
                Run(home, name, steps[step]);
        }
    }

    /// <summary>Runs statements in a database.</summary>
    public void Run(CaptureHome home, string database, string sql)
    {
        string path = PathOf(home, database);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using SqliteDatabase opened = SqliteDatabase.Open(path);
        // What refers to what is not what is tested.
        opened.Execute("PRAGMA foreign_keys = OFF");
        opened.Execute(sql);
    }

    /// <summary>Runs statements in the database that holds the session.</summary>
    public void Run(CaptureHome home, string sql) => Run(home, Databases.Keys.First(), sql);

    private void WriteFile(CaptureHome home, string name, string content)
    {
        string path = Path.Combine(HomeIn(home), name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content, new UTF8Encoding(false));
        home.Age(path);
    }

    private static void WriteFor(CaptureHome home, string name, string content)
    {
        string path = Path.Combine(home.User, name);
        if (File.Exists(path))
            return;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content.Replace("{USER}", home.User, StringComparison.Ordinal));
        home.Age(path);
    }

    private static string[] SharedBy(string agent)
    {
        string path = Path.Combine(FolderOf(agent), "same-as.txt");
        return File.Exists(path) ? File.ReadAllText(path).Trim().Split(' ') : [agent];
    }

    private static string FolderOf(string agent) =>
        Path.Combine(Repository.Root, "tests", "Reprise.Tests", "Agents", "Fixtures", agent);
}

using System.Text;
using Reprise.Agents;
using Reprise.Protocol;
using Reprise.Tests.Capturing;
using Shouldly;

namespace Reprise.Tests.Agents;

/// <summary>
/// The small made-up home of an agent in <c>Fixtures/&lt;agent&gt;/home</c>. Beside it <c>ABOUT.md</c> says what it imitates, and
/// <c>fixture.json</c> what the format cannot give and where a record that nobody knows goes.
/// </summary>
internal sealed class AgentFixture
{
    /// <summary>The session's id in every fixture, in names and in content; where a format has none, what its id is made of begins so.</summary>
    public const string Id = "f1c70000-0000-4000-8000-000000000001";

    /// <summary>Whether a session is the one of the fixture.</summary>
    public static bool IsOwn(SessionKey session) => session.NativeId.StartsWith(Id, StringComparison.Ordinal);

    private readonly string _folder;

    /// <param name="agent">The agent's name.</param>
    public AgentFixture(string agent)
    {
        Agent = AgentCatalog.Find(new AgentId(agent))!;
        _folder = Path.Combine(Repository.Root, "tests", "Reprise.Tests", "Agents", "Fixtures", agent);
        Directory.Exists(_folder).ShouldBeTrue($"{_folder} is missing: every agent has a fixture");
        string home = Path.Combine(_folder, "home");
        Files = Directory
            .GetFiles(home, "*", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .ToDictionary(path => Path.GetRelativePath(home, path), File.ReadAllBytes, StringComparer.Ordinal);
        Facts = FixtureFacts.Load(Path.Combine(_folder, "fixture.json"));
    }

    public IAgent Agent { get; }

    /// <summary>Where the fixture lies.</summary>
    public string Folder => _folder;

    /// <summary>What is said of the fixture and its format.</summary>
    public FixtureFacts Facts { get; }

    /// <summary>What it imitates.</summary>
    public string About => File.ReadAllText(Path.Combine(_folder, "ABOUT.md"));

    /// <summary>The files by their paths below the agent's home.</summary>
    public IReadOnlyDictionary<string, byte[]> Files { get; }

    /// <summary>The folder that the agent uses in a user's home.</summary>
    public string HomeIn(CaptureHome home) => Agent.Homes(new AgentEnvironment(home.User, _ => null))[0];

    /// <summary>Writes the files for a user.</summary>
    /// <param name="home">The user.</param>
    /// <param name="change">Changes the content of a file; null leaves it as it is.</param>
    public void Write(CaptureHome home, Func<string, byte[], byte[]>? change = null)
    {
        foreach ((string relative, byte[] content) in Files)
            WriteFile(home, relative, change is null ? content : change(relative, content));
    }

    /// <summary>Writes one file, three hours old.</summary>
    public void WriteFile(CaptureHome home, string relative, ReadOnlySpan<byte> content)
    {
        string path = Path.Combine(HomeIn(home), relative);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        home.Age(path);
    }

    /// <summary>The content of a file with a record that nobody knows put into it.</summary>
    public byte[] WithUnknownRecord(string relative, byte[] content)
    {
        if (relative.Replace('\\', '/') != Facts.Unknown.File)
            return content;
        byte[] record = Encoding.UTF8.GetBytes(Facts.Unknown.Record);
        if (Facts.Unknown.Before is not { } anchor)
            return [.. content, .. record, (byte)'\n'];
        int at = content.AsSpan().IndexOf(Encoding.UTF8.GetBytes(anchor));
        at.ShouldBeGreaterThan(0, $"{relative} does not hold {anchor}");
        return [.. content[..at], .. record, .. content[at..]];
    }

    /// <summary>The bytes that must be there for a file to be known as a part of its session.</summary>
    /// <remarks>A file of lines says it in its first one, a document in the one where the session's id stands.</remarks>
    public static int Least(string relative, byte[] content)
    {
        int at = IsLines(relative) ? 0 : content.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Id));
        if (at < 0)
            return 0;
        int end = content.AsSpan(at).IndexOf((byte)'\n');
        return end < 0 ? content.Length : at + end + 1;
    }

    /// <summary>Whether a file is JSON, in lines or as one document.</summary>
    public static bool IsJson(string relative) => IsLines(relative) || relative.EndsWith(".json", StringComparison.Ordinal);

    /// <summary>Whether a file has one JSON value a line.</summary>
    public static bool IsLines(string relative) => relative.EndsWith(".jsonl", StringComparison.Ordinal);
}

using Reprise.Agents;
using Reprise.Databases;
using Reprise.Protocol;
using Reprise.Reading;

namespace Reprise.Fuzz.Targets;

/// <summary>The reader of an agent whose sessions are rows; its seeds are the lines of the made-up database of the tests.</summary>
/// <param name="name">The agent's name.</param>
/// <param name="database">Where its database lies below its home.</param>
internal sealed class RowTarget(string name, string database) : ReaderTarget
{
    private readonly Lazy<List<(string Name, byte[] Lines)>> _files = new(() => FilesOf(name, database));

    public override string Name => name;

    protected override IAgent Agent { get; } =
        AgentCatalog.Find(new AgentId(name)) ?? throw new FuzzFailure($"There is no agent {name}.");

    protected override string FileName => _files.Value[0].Name;

    protected override string SessionId => "f1c70000-0000-4000-8000-000000000001";

    public override IReadOnlyList<byte[]> Tokens { get; } =
    [
        .. FuzzTokens.Json,
        .. FuzzTokens.Of(
            "{\"blob\":\"x\"}",
            "{\"blobs\":[\"AAAA\",\"x\",\"/w==\"]}",
            "{\"texts\":[\"\",\"x\"]}",
            "{\"hex\":\"{}\"}",
            "{\"zstd\":\"{}\"}",
            "{\"real\":\"1e300\"}",
            "\"table\":\"",
            "\"row\":{",
            "\\\"type\\\":\\\"text\\\"",
            "\\\"text\\\":\\\"x\\\"",
            "\\\"role\\\":\\\"assistant\\\""
        ),
    ];

    public override IReadOnlyList<byte[]> Seeds => field ??= [.. _files.Value.Select(file => file.Lines)];

    // Databases do not say whose they are by their first bytes.
    protected override void LookAtHead(ReadOnlySpan<byte> head) => Agent.Recognize("x", head, "/");

    private static List<(string Name, byte[] Lines)> FilesOf(string name, string database)
    {
        using Stream sql =
            typeof(RowTarget).Assembly.GetManifestResourceStream($"{name}.sql")
            ?? throw new FuzzFailure("The database is not there.");
        using var text = new StreamReader(sql);
        string home = Directory.CreateTempSubdirectory("reprise-fuzz-").FullName;
        try
        {
            string path = Path.Combine(home, database);
            Directory.CreateDirectory(Path.GetDirectoryName(path) ?? home);
            using (SqliteDatabase opened = SqliteDatabase.Open(path))
                opened.Execute(text.ReadToEnd());
            IAgent agent = AgentCatalog.All.Single(agent => agent.Id.Value == name);
            return
            [
                .. agent
                    .Discover(home, new DiscoveryContext(static _ => null))
                    .SelectMany(session => session.Files)
                    .Where(file => file.Role is FileRole.Transcript or FileRole.Metadata && file.Rows is not null)
                    .OrderBy(file => file.Role != FileRole.Transcript)
                    .Select(file => (file.RelativePath, RowDump.Read(file.Rows ?? throw new FuzzFailure("There are no rows.")))),
            ];
        }
        finally
        {
            Directory.Delete(home, recursive: true);
        }
    }
}

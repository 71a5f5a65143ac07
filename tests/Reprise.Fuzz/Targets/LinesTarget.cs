using Reprise.Agents;
using Reprise.Protocol;

namespace Reprise.Fuzz.Targets;

/// <summary>The reader of lines that an agent keeps beside its database.</summary>
/// <param name="name">The name to type.</param>
/// <param name="agent">The agent's name.</param>
/// <param name="fileName">A file that such lines are in.</param>
/// <param name="seed">Lines that are understood.</param>
internal sealed class LinesTarget(string name, string agent, string fileName, string seed) : ReaderTarget
{
    private readonly Lazy<string> _file = new(() => Make(fileName));

    public override string Name => name;

    protected override IAgent Agent { get; } =
        AgentCatalog.Find(new AgentId(agent)) ?? throw new FuzzFailure($"There is no agent {agent}.");

    protected override string FileName => fileName;

    protected override string SessionId => "f1c70000-0000-4000-8000-000000000001";

    public override IReadOnlyList<byte[]> Seeds { get; } = FuzzTokens.Of(seed);

    // What is recognised is asked for its length: the same empty file stands for all.
    protected override void LookAtHead(ReadOnlySpan<byte> head) => Agent.Recognize(_file.Value, head, "/");

    private static string Make(string fileName)
    {
        string path = Path.Combine(Path.GetTempPath(), "reprise-fuzz", fileName);
        Directory.CreateDirectory(Path.GetDirectoryName(path) ?? path);
        if (!File.Exists(path))
            File.WriteAllBytes(path, []);
        return path;
    }
}

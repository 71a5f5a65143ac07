using Reprise.Indexing;
using Reprise.Reporting;
using Reprise.Tests.Capturing;
using Reprise.Tests.Indexing;
using Reprise.Usage;

namespace Reprise.Tests.Reporting;

/// <summary>Sessions of Claude Code that were captured, and questions about what they used.</summary>
internal sealed class UsageHome : IDisposable
{
    public CaptureHome Captures { get; } = new();

    public static string IdOf(int number) => $"00000000-0000-4000-8000-{number:D12}";

    /// <summary>Writes a session's file and captures it.</summary>
    public void Add(string id, params string[] lines)
    {
        Write(id, lines);
        Captures.Capture();
    }

    /// <summary>Writes a session's file.</summary>
    public void Write(string id, params string[] lines)
    {
        Directory.CreateDirectory(Captures.ClaudeProject);
        File.WriteAllText(Captures.PathOf(id), string.Concat(lines.Select(line => line.Trim() + "\n")));
        Captures.Age(Captures.PathOf(id));
    }

    public UsageReport Read(UsageQuery query)
    {
        using SessionIndex index = SessionIndex.OpenRead(Captures.Home);
        return new UsageReader(index, IndexedHome.Readers, Pricer()).Read(query);
    }

    public UsageRow Total() => Read(new UsageQuery()).Total;

    public IReadOnlyList<UsageBlock> Blocks(int hours = BlockReader.UsualHours)
    {
        using SessionIndex index = SessionIndex.OpenRead(Captures.Home);
        return new BlockReader(index, Pricer()).Read(new UsageQuery(), hours);
    }

    public static SlicePricer Pricer() => new(new PriceHistory(PriceList.BuiltIn), CostMode.Auto);

    public void Dispose() => Captures.Dispose();
}

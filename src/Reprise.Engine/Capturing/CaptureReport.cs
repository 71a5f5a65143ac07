using Reprise.Agents;
using Reprise.Protocol;

namespace Reprise.Capturing;

/// <summary>What a capture did. Counts are sessions unless they say otherwise.</summary>
public sealed record CaptureReport
{
    /// <summary>Sessions that were new.</summary>
    public int Captured { get; init; }

    /// <summary>Sessions that had grown or changed.</summary>
    public int Updated { get; init; }

    /// <summary>Sessions of which there was nothing new.</summary>
    public int Unchanged { get; init; }

    /// <summary>Sessions that wait for a later capture because they changed a moment ago.</summary>
    public int Deferred { get; init; }

    /// <summary>Sessions that are gone from their agent's home and were there before.</summary>
    public int Deleted { get; init; }

    /// <summary>Sessions that had been gone and are there again.</summary>
    public int Revived { get; init; }

    /// <summary>Sessions of which more was masked than when they were captured.</summary>
    public int Remasked { get; init; }

    /// <summary>Sessions that were masked with older rules and still are.</summary>
    public int Outdated { get; init; }

    /// <summary>The secrets masked in what was new, by kind.</summary>
    public IReadOnlyDictionary<string, long> Findings { get; init; } = new Dictionary<string, long>(StringComparer.Ordinal);

    /// <summary>The native bytes that were read and kept.</summary>
    public long BytesRead { get; init; }

    /// <summary>The bytes that the archive grew by.</summary>
    public long BytesArchived { get; init; }

    /// <summary>The new and changed sessions of each agent.</summary>
    public IReadOnlyDictionary<AgentId, int> ByAgent { get; init; } = new Dictionary<AgentId, int>();

    /// <summary>What was left out, with the reason.</summary>
    public IReadOnlyList<DiscoveryProblem> Skipped { get; init; } = [];

    /// <summary>Sentences that the user should read, such as that a folder is gone.</summary>
    public IReadOnlyList<string> Notices { get; init; } = [];

    /// <summary>How long it took.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>The homes that were searched.</summary>
    public IReadOnlyList<SearchedHome> Homes { get; init; } = [];

    /// <summary>Adds what another capture did after this one.</summary>
    public CaptureReport With(CaptureReport later) =>
        new()
        {
            Captured = Captured + later.Captured,
            Updated = Updated + later.Updated,
            Unchanged = Unchanged + later.Unchanged,
            Deferred = Deferred + later.Deferred,
            Deleted = Deleted + later.Deleted,
            Revived = Revived + later.Revived,
            Remasked = Remasked + later.Remasked,
            Outdated = later.Outdated,
            Findings = Sum(Findings, later.Findings),
            BytesRead = BytesRead + later.BytesRead,
            BytesArchived = BytesArchived + later.BytesArchived,
            ByAgent = Sum(ByAgent, later.ByAgent),
            Skipped = [.. Skipped, .. later.Skipped],
            Notices = [.. Notices.Union(later.Notices, StringComparer.Ordinal)],
            Elapsed = Elapsed + later.Elapsed,
            Homes = [.. Homes, .. later.Homes],
        };

    private static Dictionary<TKey, TCount> Sum<TKey, TCount>(
        IReadOnlyDictionary<TKey, TCount> first,
        IReadOnlyDictionary<TKey, TCount> second
    )
        where TKey : notnull
        where TCount : struct, System.Numerics.INumber<TCount>
    {
        var sum = new Dictionary<TKey, TCount>(first);
        foreach ((TKey key, TCount count) in second)
            sum[key] = sum.GetValueOrDefault(key) + count;
        return sum;
    }
}

/// <summary>A home that was searched.</summary>
/// <param name="Agent">The agent.</param>
/// <param name="Path">The folder.</param>
/// <param name="Exists">Whether it is there.</param>
/// <param name="Sessions">The number of sessions found in it.</param>
public sealed record SearchedHome(AgentId Agent, string Path, bool Exists, int Sessions);

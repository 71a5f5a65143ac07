using Reprise.Capturing;

namespace Reprise.Cli.Json;

/// <summary>What <c>capture</c> prints.</summary>
internal sealed record CaptureShape
{
    public required int Captured { get; init; }
    public required int Updated { get; init; }
    public required int Unchanged { get; init; }
    public required int Deferred { get; init; }
    public required int Deleted { get; init; }
    public required int Revived { get; init; }
    public required int Remasked { get; init; }

    /// <summary>Sessions that were masked with older rules and still are.</summary>
    public required int OutdatedRules { get; init; }
    public required FindingsShape Findings { get; init; }
    public required long BytesRead { get; init; }
    public required long BytesArchived { get; init; }
    public required Dictionary<string, int> ByAgent { get; init; }
    public required SkippedShape[] Skipped { get; init; }

    /// <summary>Sentences that the user should read.</summary>
    public required string[] Notices { get; init; }
    public required long ElapsedMs { get; init; }

    public static CaptureShape Of(CaptureReport report) =>
        new()
        {
            Captured = report.Captured,
            Updated = report.Updated,
            Unchanged = report.Unchanged,
            Deferred = report.Deferred,
            Deleted = report.Deleted,
            Revived = report.Revived,
            Remasked = report.Remasked,
            OutdatedRules = report.Outdated,
            Findings = FindingsShape.Of(report.Findings),
            BytesRead = report.BytesRead,
            BytesArchived = report.BytesArchived,
            ByAgent = report.ByAgent.ToDictionary(pair => pair.Key.Value, pair => pair.Value, StringComparer.Ordinal),
            Skipped = [.. report.Skipped.Select(problem => new SkippedShape(problem.Path, problem.Reason))],
            Notices = [.. report.Notices],
            ElapsedMs = (long)report.Elapsed.TotalMilliseconds,
        };
}

/// <summary>How many secrets were masked.</summary>
internal sealed record FindingsShape(long Total, Dictionary<string, long> ByKind)
{
    public static FindingsShape Of(IReadOnlyDictionary<string, long> byKind) =>
        new(byKind.Values.Sum(), byKind.OrderBy(pair => pair.Key, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal));
}

/// <summary>A file that was left out.</summary>
internal sealed record SkippedShape(string Path, string Reason);

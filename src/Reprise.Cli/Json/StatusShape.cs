namespace Reprise.Cli.Json;

/// <summary>What <c>status</c> prints.</summary>
internal sealed record StatusShape
{
    public required string Home { get; init; }

    /// <summary>Whether anything was ever captured.</summary>
    public required bool Exists { get; init; }
    public required KeptShape[] Agents { get; init; }
    public required int Sessions { get; init; }
    public required int Deleted { get; init; }
    public required long SourceBytes { get; init; }
    public required long ArchivedBytes { get; init; }
    public required long Findings { get; init; }
    public required AtRiskShape AtRisk { get; init; }

    /// <summary>Sessions that were masked with older rules.</summary>
    public required int OutdatedRules { get; init; }

    /// <summary>The keys; null when the vault is off.</summary>
    public required KeysShape? Vault { get; init; }

    /// <summary>Entries that are missing, or whose manifest is damaged; <c>doctor</c> looks at everything.</summary>
    public required DamagedEntryShape[] Damaged { get; init; }

    /// <summary>Whether the last capture was cancelled or killed.</summary>
    public required bool Interrupted { get; init; }
    public required string[] Notices { get; init; }
    public required SkippedShape[] Skipped { get; init; }
}

/// <summary>What is kept of an agent.</summary>
internal sealed record KeptShape
{
    public required string Agent { get; init; }
    public required int Sessions { get; init; }

    /// <summary>Sessions that are gone from the agent's folder.</summary>
    public required int Deleted { get; init; }
    public required long SourceBytes { get; init; }
    public required long ArchivedBytes { get; init; }
    public required long Findings { get; init; }
    public required DateTime? LastActiveAt { get; init; }
}

/// <summary>What agents have and no capture has taken yet.</summary>
internal sealed record AtRiskShape(int New, int Changed, long Bytes);

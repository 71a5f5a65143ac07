namespace Reprise.Cli.Commands.Report;

/// <summary>What stands above a report. All texts may be shown as they are.</summary>
internal sealed record ReportHead
{
    public required string Title { get; init; }

    /// <summary>When it was made; null when that is not to be said.</summary>
    public required DateTimeOffset? MadeAt { get; init; }

    /// <summary>Who made it, on which machine, and with what.</summary>
    public required string MadeBy { get; init; }

    /// <summary>The zone of the times in texts for people.</summary>
    public required TimeZoneInfo Zone { get; init; }

    /// <summary>The first instant; null for no bound.</summary>
    public required DateTimeOffset? Since { get; init; }

    /// <summary>The first instant that is too late; null for no bound.</summary>
    public required DateTimeOffset? Until { get; init; }

    /// <summary>What was asked for, beside the period.</summary>
    public required IReadOnlyList<string> Filters { get; init; }

    /// <summary>Whether what agents did follows each prompt.</summary>
    public bool HasActions { get; init; }
}

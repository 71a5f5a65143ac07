using Reprise.Protocol;

namespace Reprise.Cli.Commands.Options;

/// <summary>Which sessions are meant, in what order and how many: the filter options as values.</summary>
internal sealed record SessionFilter
{
    /// <summary>The agents; empty for all.</summary>
    public IReadOnlyList<AgentId> Agents { get; init; } = [];

    /// <summary>A project: an absolute path when it was typed as a path, else a name; null for all.</summary>
    public string? Project { get; init; }

    /// <summary>The first instant, UTC; null for no bound.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>The first instant that is too late, UTC; null for no bound.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>The tags, all of which a session has; empty for any.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>A model's name or the beginning of it; null for any.</summary>
    public string? Model { get; init; }

    /// <summary>The name of the machine that a session is from; null for any.</summary>
    public string? Host { get; init; }

    /// <summary>How many at most; null for all.</summary>
    public int? Limit { get; init; }

    /// <summary>One of the command's sort keys; null for its usual order.</summary>
    public string? Sort { get; init; }

    public DeletedSessions Deleted { get; init; }
}

/// <summary>What to do with sessions that their agent has deleted.</summary>
internal enum DeletedSessions
{
    /// <summary>The command's own way.</summary>
    Default,
    Only,
    Included,
}

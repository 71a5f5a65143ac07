using Reprise.Searching;
using Reprise.Usage;

namespace Reprise.Reporting;

/// <summary>What is asked about usage.</summary>
public sealed record UsageQuery
{
    /// <summary>What a row stands for.</summary>
    public UsageBy By { get; init; }

    /// <summary>Whose usage; its times and model mean whole sessions. Default: all sessions, deleted ones too.</summary>
    public SessionFilter Sessions { get; init; } = All;

    /// <summary>Responses that came at this time or later; null means always.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Responses that came before this time; null means always.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>A part of the name of a model, in any case; null means any.</summary>
    public string? Model { get; init; }

    /// <summary>The part of sessions that is meant; null means all of it.</summary>
    public UsageThread? Thread { get; init; }

    /// <summary>The time zone of hours, days, weeks and months.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>The day on which a week begins.</summary>
    public DayOfWeek WeekStart { get; init; } = DayOfWeek.Monday;

    /// <summary>The user's rules for <see cref="UsageBy.Type"/>.</summary>
    public IReadOnlyList<SessionTypeRule> TypeRules { get; init; } = [];

    /// <summary>Whether each row is told by model as well.</summary>
    public bool HasModels { get; init; }

    /// <summary>All sessions, deleted ones too.</summary>
    public static SessionFilter All { get; } = new() { Deleted = DeletedSessions.Include, IncludeEmpty = true };
}

/// <summary>What a row of usage stands for.</summary>
public enum UsageBy : byte
{
    Day,
    Hour,
    Week,
    Month,
    Project,
    Model,
    Provider,
    Agent,
    Session,

    /// <summary>The kinds of tokens: they differ in price.</summary>
    Component,

    /// <summary>Main thread, subagents and what agents ask for themselves.</summary>
    Thread,
    Host,

    /// <summary>The kind of work, as <see cref="SessionTypes"/> has it.</summary>
    Type,

    /// <summary>What people tagged sessions with.</summary>
    Tag,
}

using System.CommandLine;
using Reprise.Cli.Commands.Options;
using Reprise.Reporting;
using Reprise.Usage;

namespace Reprise.Cli.Commands.Usage;

/// <summary>What is asked about usage: the filters of all commands, and how rows are made.</summary>
internal sealed class UsageOptions
{
    private static readonly string[] _groups =
    [
        "day",
        "hour",
        "week",
        "month",
        "project",
        "model",
        "provider",
        "agent",
        "session",
        "component",
        "thread",
        "host",
        "type",
        "tag",
    ];

    private static readonly string[] _weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

    private readonly FilterOptions _filters = new(0);
    private readonly TimeZoneOption _zone = new();
    private readonly CostModeOption _mode = new();
    private readonly Option<string> _by = new("--by")
    {
        HelpName = "KEY",
        Description = $"What a row stands for: {string.Join(", ", _groups)} (default day)",
    };
    private readonly Option<string> _weekStart = new("--start-of-week")
    {
        HelpName = "DAY",
        Description = "The day on which a week begins (default monday)",
    };
    private readonly Option<string> _thread = new("--thread")
    {
        HelpName = "T",
        Description = "Only main, subagents, or side: what agents ask for themselves",
    };

    public UsageOptions()
    {
        _by.AcceptOnlyFromAmong(_groups);
        _thread.AcceptOnlyFromAmong("main", "subagents", "side");
        _weekStart.AcceptOnlyFromAmong(_weekdays);
    }

    public void AddTo(Command command)
    {
        command.Add(_by);
        _filters.AddTo(command);
        foreach (Option option in new Option[] { _thread, _zone, _weekStart, _mode })
            command.Add(option);
    }

    /// <exception cref="Files.RepriseException">A value makes no sense.</exception>
    public UsageQuery Read(CliContext context, ParseResult parsed)
    {
        TimeZoneInfo zone = _zone.Read(context, parsed);
        SessionFilter filter = _filters.Read(context, parsed, zone);
        return new UsageQuery
        {
            By = Enum.Parse<UsageBy>(parsed.GetValue(_by) ?? "day", ignoreCase: true),
            Sessions = SessionsOf(filter),
            Since = filter.Since,
            Until = filter.Until,
            Model = filter.Model,
            TypeRules = context.Settings.SessionTypes,
            Thread = parsed.GetValue(_thread) switch
            {
                "main" => UsageThread.Main,
                "subagents" => UsageThread.Subagent,
                "side" => UsageThread.Side,
                _ => null,
            },
            Zone = zone,
            WeekStart = parsed.GetValue(_weekStart) is { } day ? Enum.Parse<DayOfWeek>(day, ignoreCase: true) : DayOfWeek.Monday,
        };
    }

    public SlicePricer ReadPricer(CliContext context, ParseResult parsed) => _mode.ReadPricer(context, parsed);

    /// <summary>Takes the last rows of times, and the first ones of all else.</summary>
    public IReadOnlyList<UsageRow> Limit(ParseResult parsed, UsageReport report) =>
        _filters.ReadLimit(parsed) is { } limit and > 0 && limit < report.Rows.Count
            ? UsageReader.IsTime(report.By)
                ? [.. report.Rows.Skip(report.Rows.Count - limit)]
                : [.. report.Rows.Take(limit)]
            : report.Rows;

    private static Searching.SessionFilter SessionsOf(SessionFilter filter)
    {
        bool isAll =
            filter is { Agents.Count: 0, Project: null, Host: null, Tags.Count: 0 } && filter.Deleted != DeletedSessions.Only;
        // Nobody has given a tag to a session yet.
        return isAll ? UsageQuery.All
            : filter.Tags.Count > 0 ? UsageQuery.All with { Words = ["\0"] }
            : EngineFilter.Of(filter, Searching.DeletedSessions.Include) with
            {
                IncludeEmpty = true,
                Limit = 0,
                Since = null,
                Until = null,
                Model = null,
            };
    }
}

using System.CommandLine;

namespace Reprise.Cli.Commands.Options;

/// <summary>The filters, the same in every command that picks sessions.</summary>
internal sealed class FilterOptions
{
    private readonly AgentOption _agent = new();
    private readonly Option<string> _project = new("--project")
    {
        HelpName = "P",
        Description = "Only sessions of this project: a path or a name",
    };
    private readonly Option<string> _since = new("--since")
    {
        HelpName = "T",
        Description = "Not before: 7d, 24h, 2026-06-01 or a full time",
    };
    private readonly Option<string> _until = new("--until")
    {
        HelpName = "T",
        Description = "Not after; a date includes that day",
    };
    private readonly Option<string[]> _tag = new("--tag")
    {
        HelpName = "T",
        Description = "Only sessions with this tag (repeatable: all of them)",
    };
    private readonly Option<string> _model = new("--model")
    {
        HelpName = "M",
        Description = "Only sessions that used this model; the beginning of its name will do",
    };
    private readonly Option<string> _host = new("--host")
    {
        HelpName = "NAME",
        Description = "Only sessions from this machine, as capture.roots or WSL names it",
    };
    private readonly NumberOption _limit;
    private readonly Option<string>? _sort;
    private readonly Switch _deleted = new("--deleted") { Description = "Only sessions that their agent has deleted" };
    private readonly Switch _all = new("--all") { Description = "Deleted sessions too" };
    private readonly int _defaultLimit;

    /// <param name="defaultLimit">How many without <c>--limit</c>; 0 for all.</param>
    /// <param name="sortKeys">What <c>--sort</c> takes, the usual one first; empty when the command has no such option.</param>
    public FilterOptions(int defaultLimit, params string[] sortKeys)
    {
        _defaultLimit = defaultLimit;
        string ending = defaultLimit == 0 ? "" : $" (default {defaultLimit})";
        _limit = new NumberOption("--limit", "-n")
        {
            Description = $"At most so many; 0 for all{ending}",
            Hint = "0 stands for all.",
        };
        if (sortKeys.Length == 0)
            return;
        _sort = new Option<string>("--sort") { HelpName = "KEY", Description = $"By {string.Join(", ", sortKeys)}" };
        _sort.AcceptOnlyFromAmong(sortKeys);
    }

    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _agent, _project, _since, _until, _tag, _model, _host, _limit })
            command.Add(option);
        if (_sort is not null)
            command.Add(_sort);
        command.Add(_deleted);
        command.Add(_all);
    }

    /// <exception cref="Files.RepriseException">A value makes no sense.</exception>
    public SessionFilter Read(CliContext context, ParseResult parsed) => Read(context, parsed, context.Zone);

    /// <param name="context">What the command may use.</param>
    /// <param name="parsed">What was typed.</param>
    /// <param name="zone">The zone of dates and times that name none.</param>
    /// <exception cref="Files.RepriseException">A value makes no sense.</exception>
    public SessionFilter Read(CliContext context, ParseResult parsed, TimeZoneInfo zone)
    {
        int limit = _limit.Read(parsed) ?? _defaultLimit;
        DateTimeOffset? since = Time(context, parsed, _since, zone, isEnd: false);
        DateTimeOffset? until = Time(context, parsed, _until, zone, isEnd: true);
        if (since >= until)
            throw UsageError.Of("--since lies after --until.");
        return new SessionFilter
        {
            Agents = _agent.Read(parsed),
            Project = ReadProject(context, parsed.GetValue(_project)),
            Since = since,
            Until = until,
            Tags = parsed.GetValue(_tag) ?? [],
            Model = parsed.GetValue(_model),
            Host = parsed.GetValue(_host),
            Limit = limit == 0 ? null : limit,
            Sort = _sort is null ? null : parsed.GetValue(_sort),
            Deleted = ReadDeleted(_deleted.IsSet(parsed), _all.IsSet(parsed)),
        };
    }

    private static DeletedSessions ReadDeleted(bool onlyDeleted, bool all) =>
        (onlyDeleted, all) switch
        {
            (true, true) => throw UsageError.Of("--deleted and --all exclude each other.", "--all shows deleted sessions too."),
            (true, false) => DeletedSessions.Only,
            (false, true) => DeletedSessions.Included,
            _ => DeletedSessions.Default,
        };

    /// <summary>Understands what <c>--project</c> was given: a path becomes absolute, a name stays.</summary>
    public static string? ReadProject(CliContext context, string? project)
    {
        if (project is null)
            return null;
        if (project is "~" || project.StartsWith("~/", StringComparison.Ordinal))
            return Path.GetFullPath(context.Environment.UserHome + project[1..]);
        bool isPath = project is "." or ".." || project.Contains('/') || project.Contains(Path.DirectorySeparatorChar);
        return isPath ? Path.TrimEndingDirectorySeparator(context.FullPath(project)) : project;
    }

    /// <summary>Understands a time.</summary>
    /// <exception cref="Files.RepriseException">It is none.</exception>
    public static DateTimeOffset? Time(CliContext context, ParseResult parsed, Option<string> option, bool isEnd) =>
        Time(context, parsed, option, context.Zone, isEnd);

    /// <summary>Returns the number of results that is wanted; null when nobody said.</summary>
    /// <exception cref="Files.RepriseException">It is no number.</exception>
    public int? ReadLimit(ParseResult parsed) => _limit.Read(parsed);

    private static DateTimeOffset? Time(
        CliContext context,
        ParseResult parsed,
        Option<string> option,
        TimeZoneInfo zone,
        bool isEnd
    )
    {
        if (parsed.GetValue(option) is not { } text)
            return null;
        return TimeArgument.Parse(text, context.Now, zone, isEnd)
            ?? throw UsageError.Of($"{option.Name} does not understand '{SafeWord.Of(text)}'.", TimeArgument.Forms);
    }
}

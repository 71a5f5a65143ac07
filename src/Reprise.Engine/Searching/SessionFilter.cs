namespace Reprise.Searching;

/// <summary>Which sessions are meant, and in which order.</summary>
public sealed record SessionFilter
{
    /// <summary>The agents, or how their names start; empty means all.</summary>
    public IReadOnlyList<string> Agents { get; init; } = [];

    /// <summary>
    /// The project: a path stands for that folder and those below it, a name for the last part of a working folder or of a
    /// git remote; null means all.
    /// </summary>
    public string? Project { get; init; }

    /// <summary>Sessions that were active at this time or later; null means always.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Sessions that were started before this time; null means always.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>A part of the name of a model that answered, in any case; null means any.</summary>
    public string? Model { get; init; }

    /// <summary>The name of the machine that the session is from, in any case; null means any.</summary>
    public string? Host { get; init; }

    /// <summary>Words that must all occur in the title, the project or a working folder, in any case.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>The numbers of the rows of the only sessions that are meant; null means all.</summary>
    public IReadOnlyCollection<long>? Rows { get; init; }

    /// <summary>What is done with sessions whose source is gone. Default: they are hidden.</summary>
    public DeletedSessions Deleted { get; init; }

    /// <summary>Whether sessions are included in which nothing was said. Default: false.</summary>
    public bool IncludeEmpty { get; init; }

    /// <summary>The number of sessions to give; 0 means all. Searches ignore it.</summary>
    public int Limit { get; init; }

    /// <summary>The order. Searches ignore it.</summary>
    public SessionSort Sort { get; init; } = SessionSort.LastUsed;
}

/// <summary>What is done with sessions whose source is gone.</summary>
public enum DeletedSessions : byte
{
    Hide,
    Include,
    Only,
}

/// <summary>The order of a list of sessions.</summary>
public enum SessionSort : byte
{
    /// <summary>The one that was active last first.</summary>
    LastUsed,

    /// <summary>The one that was started last first.</summary>
    Started,

    /// <summary>The one that was started first first.</summary>
    Oldest,

    /// <summary>The one that its agent will delete first first: not deleted yet, and idle for the longest time.</summary>
    Expiration,

    /// <summary>The one with the most messages first.</summary>
    Messages,

    /// <summary>The one with the most tokens first.</summary>
    Tokens,

    /// <summary>The one with the most native bytes first.</summary>
    Size,
}

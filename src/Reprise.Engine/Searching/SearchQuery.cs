using Reprise.Protocol;

namespace Reprise.Searching;

/// <summary>What is searched for, where, and how much of it is wanted.</summary>
public sealed record SearchQuery
{
    /// <summary>The most hits that can be asked for, so that the answer fits in memory.</summary>
    public const int MaxHits = 100_000;

    /// <summary>What was typed.</summary>
    public required string Text { get; init; }

    /// <summary>How it is understood. Default: words.</summary>
    public SearchMode Mode { get; init; }

    /// <summary>Whether upper and lower case differ in a literal or a regular expression; words never tell them apart.</summary>
    public LetterCase Case { get; init; }

    /// <summary>What is searched. Default: all.</summary>
    public SearchScope Scope { get; init; }

    /// <summary>Who speaks; null means anybody.</summary>
    public MessageRole? Role { get; init; }

    /// <summary>Which sessions are searched; the times hold for the messages too.</summary>
    public SessionFilter Sessions { get; init; } = new() { Deleted = DeletedSessions.Include };

    /// <summary>The number of hits, 1 to <see cref="MaxHits"/>. Default: 20.</summary>
    public int Max { get; init; } = 20;

    /// <summary>Lines before and after the match that a snippet shows; null makes a snippet of one line.</summary>
    public int? ContextLines { get; init; }
}

/// <summary>How the text of a query is understood.</summary>
public enum SearchMode : byte
{
    /// <summary>Words, phrases, word*, AND, OR, NOT and parentheses, answered from the index.</summary>
    Words,

    /// <summary>A text to be found as it stands, punctuation and parts of words too.</summary>
    Literal,

    /// <summary>A regular expression of .NET.</summary>
    Regex,
}

/// <summary>Whether upper and lower case differ.</summary>
public enum LetterCase : byte
{
    /// <summary>They differ when the query has an upper-case letter.</summary>
    Smart,
    Ignore,
    Exact,
}

/// <summary>The parts of a message that are searched.</summary>
public enum SearchScope : byte
{
    All,

    /// <summary>What people and the model wrote, thinking included.</summary>
    Text,

    /// <summary>Names, inputs and outputs of tools.</summary>
    Tools,
}

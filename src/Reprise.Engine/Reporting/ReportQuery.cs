using Reprise.Searching;

namespace Reprise.Reporting;

/// <summary>What a report is about.</summary>
public sealed record ReportQuery
{
    /// <summary>The longest text of an answer that is usually given, in characters.</summary>
    public const int UsualAnswerLength = 600;

    /// <summary>The sessions. Their times hold for each entry: that of a prompt, or of what a subagent was asked.</summary>
    public SessionFilter Sessions { get; init; } = new() { Deleted = DeletedSessions.Include };

    /// <summary>Whether what agents did follows each prompt. Default: prompts alone.</summary>
    public bool IncludeActions { get; init; }

    /// <summary>Whether what models thought is among what they did. Default: false.</summary>
    public bool IncludeReasoning { get; init; }

    /// <summary>The longest text of an answer, in characters; 0 leaves answers whole.</summary>
    public int AnswerLength { get; init; } = UsualAnswerLength;

    /// <summary>Whether only entries are meant in which something is redacted.</summary>
    public bool OnlyRedacted { get; init; }

    /// <summary>At most so many entries, the newest; 0 means all.</summary>
    public int Limit { get; init; }
}

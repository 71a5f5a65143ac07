using Reprise.Searching;

namespace Reprise.Reporting;

/// <summary>A prompt, or what a subagent was asked, with what followed it. All texts are masked, redacted and fit to be shown.</summary>
public sealed record ReportEntry
{
    /// <summary>The session's row in the index.</summary>
    public required long Session { get; init; }

    /// <summary>When it was asked, UTC; null when the agent does not say.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>The native id of the message; null when it has none.</summary>
    public string? MessageId { get; init; }

    /// <summary>The subagent that was asked; null when a person asked.</summary>
    public string? Subagent { get; init; }

    /// <summary>What was asked; null for what a session did before anybody asked, empty for a prompt without text.</summary>
    public string? Prompt { get; init; }

    /// <summary>What followed, in order.</summary>
    public IReadOnlyList<ReportAction> Actions { get; init; } = [];

    /// <summary>What was hidden in the texts that it is made of.</summary>
    public IReadOnlyList<HiddenParts> Hidden { get; init; } = [];

    /// <summary>Whether something in it is redacted.</summary>
    public bool IsRedacted => Hidden.Count > 0;
}

/// <summary>A thing that an agent did.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="At">When, UTC; null when the agent does not say.</param>
/// <param name="Name">The tool; the model of an answer; null when there is none.</param>
/// <param name="Text">The answer or its start; what a tool was given, on one line.</param>
/// <param name="Omitted">The characters that are left out at the end of the text.</param>
/// <param name="Failure">How a tool failed, on one line; empty when it did not say; null when it did not fail.</param>
public sealed record ReportAction(
    ReportActionKind Kind,
    DateTimeOffset? At,
    string? Name,
    string Text,
    int Omitted,
    string? Failure
);

/// <summary>What an agent did.</summary>
public enum ReportActionKind : byte
{
    /// <summary>The model said something.</summary>
    Answer,

    /// <summary>The model thought.</summary>
    Reasoning,

    /// <summary>The model called a tool.</summary>
    Tool,

    /// <summary>The model called a tool that writes files.</summary>
    Edit,

    /// <summary>The agent told of an error or an interrupt.</summary>
    Notice,

    /// <summary>The agent put a summary in the place of what was said.</summary>
    Compaction,
}

using Reprise.Indexing;
using Reprise.Redacting;
using Reprise.Searching;

namespace Reprise.Reporting;

/// <summary>What can be said of all entries of a report.</summary>
public sealed record ReportSummary
{
    /// <summary>The sessions that were looked through.</summary>
    public required int SessionsRead { get; init; }

    /// <summary>How many of them their agent has deleted.</summary>
    public required int Deleted { get; init; }

    /// <summary>The sessions that entries are of, as they may be shown, in the order of their first entry.</summary>
    public required IReadOnlyList<ReportSession> Sessions { get; init; }

    /// <summary>The number of entries.</summary>
    public required int Entries { get; init; }

    /// <summary>How many of them a person asked.</summary>
    public required int Prompts { get; init; }

    /// <summary>How many of them a subagent was asked.</summary>
    public required int SubagentTasks { get; init; }

    /// <summary>The calls of tools, edits included.</summary>
    public required long ToolCalls { get; init; }

    /// <summary>The calls of tools that write files.</summary>
    public required long Edits { get; init; }

    /// <summary>The calls of tools that failed.</summary>
    public required long Failures { get; init; }

    /// <summary>How many entries have something hidden.</summary>
    public required int Redacted { get; init; }

    /// <summary>When the first and the last entry were asked, UTC; null when no entry has a time.</summary>
    public required DateTimeOffset? First { get; init; }

    /// <inheritdoc cref="First"/>
    public required DateTimeOffset? Last { get; init; }

    /// <summary>The redactions that apply, in the order in which they are applied, those that hid nothing here too.</summary>
    public required IReadOnlyList<AppliedRedaction> Redactions { get; init; }

    /// <summary>The secrets that were masked, by kind, the most frequent first.</summary>
    public required IReadOnlyList<MaskedKind> Secrets { get; init; }

    /// <summary>Entries that are left out because another session has them in the same words at the same time: forks and copies.</summary>
    public required int Copies { get; init; }

    /// <summary>Entries that are left out because there are newer ones than the limit.</summary>
    public required int Older { get; init; }

    /// <summary>The sessions that could not be read to their end.</summary>
    public required IReadOnlyList<SearchProblem> Problems { get; init; }
}

/// <summary>A session that entries are of.</summary>
/// <param name="Session">The session, as it may be shown.</param>
/// <param name="Entries">How many are of it.</param>
public sealed record ReportSession(IndexedSession Session, int Entries);

/// <summary>A redaction and what it hides in a report.</summary>
/// <param name="Redaction">The redaction. Its texts are not to be shown.</param>
/// <param name="Parts">The parts of texts that it hides.</param>
/// <param name="Entries">The entries that they stand in.</param>
public sealed record AppliedRedaction(Redaction Redaction, long Parts, int Entries);

/// <summary>What was masked of a kind.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Secrets">How many different ones.</param>
/// <param name="Times">How often they stand in the entries.</param>
public sealed record MaskedKind(string Kind, int Secrets, long Times);

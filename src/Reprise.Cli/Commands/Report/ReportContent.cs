using Reprise.Indexing;
using Reprise.Redacting;
using Reprise.Reporting;
using Reprise.Searching;

namespace Reprise.Cli.Commands.Report;

/// <summary>What all formats of a report of entries say, and how they call things.</summary>
/// <param name="head">What stands above it.</param>
/// <param name="summary">What can be said of all entries.</param>
/// <param name="ids">Shortens ids of sessions.</param>
/// <param name="show">Makes a text that somebody wrote about a redaction fit to be shown.</param>
internal sealed class ReportContent(ReportHead head, ReportSummary summary, ShortIds ids, Func<string, string> show)
{
    private readonly Dictionary<long, ReportSession> _sessions = summary.Sessions.ToDictionary(session => session.Session.Id);
    private readonly Dictionary<string, RedactionRow> _redactions = summary.Redactions.ToDictionary(
        applied => applied.Redaction.Id,
        applied => RedactionRow.Of(applied, show),
        StringComparer.Ordinal
    );

    public ReportHead Head => head;

    public ReportSummary Summary => summary;

    /// <summary>The redactions that apply, in their order.</summary>
    public IEnumerable<RedactionRow> Redactions => summary.Redactions.Select(applied => _redactions[applied.Redaction.Id]);

    /// <summary>The session of an entry.</summary>
    public IndexedSession SessionOf(ReportEntry entry) => _sessions[entry.Session].Session;

    public string ShortIdOf(IndexedSession session) => ids.Of(session.Key.NativeId);

    /// <summary>The last part of a session's folder; empty when it has none.</summary>
    public static string ProjectOf(IndexedSession session)
    {
        string path = session.Project?.TrimEnd('/', '\\') ?? "";
        return path[(path.LastIndexOfAny(['/', '\\']) + 1)..];
    }

    /// <summary>The redactions that hid something in an entry.</summary>
    public IEnumerable<RedactionRow> RedactionsOf(ReportEntry entry) =>
        entry.Hidden.Select(hidden => _redactions.GetValueOrDefault(hidden.Redaction)).OfType<RedactionRow>();

    /// <summary>Who redacted an entry: <c>ana, ben</c>.</summary>
    public string RedactedBy(ReportEntry entry) => Joined(RedactionsOf(entry).Select(redaction => redaction.CreatedBy), ", ");

    /// <summary>Why an entry was redacted.</summary>
    public string ReasonsOf(ReportEntry entry) =>
        Joined(RedactionsOf(entry).Select(redaction => redaction.Reason).Where(reason => reason.Length > 0), "; ");

    /// <summary>How many parts of an entry are hidden.</summary>
    public static long PartsOf(ReportEntry entry) => entry.Hidden.Sum(hidden => (long)hidden.Parts);

    /// <summary>Everybody whose redactions hid something: <c>ana, ben</c>.</summary>
    public string AllRedactedBy() =>
        Joined(Redactions.Where(redaction => redaction.Parts > 0).Select(redaction => redaction.CreatedBy), ", ");

    private static string Joined(IEnumerable<string> words, string separator) =>
        string.Join(separator, words.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
}

/// <summary>A redaction as reports show it: never what it hides.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Placeholder">What stands in the place of what it hides.</param>
/// <param name="Kind">How it finds that.</param>
/// <param name="Place">Where it looks.</param>
/// <param name="Parts">The parts of texts that it hides in this report.</param>
/// <param name="Entries">The entries that they stand in.</param>
/// <param name="CreatedBy">Who made it.</param>
/// <param name="CreatedAt">When.</param>
/// <param name="ChangedBy">Who changed it since; null when nobody did.</param>
/// <param name="ChangedAt">When it was changed last.</param>
/// <param name="Reason">Why; empty when nothing was said.</param>
internal sealed record RedactionRow(
    string Id,
    string Placeholder,
    string Kind,
    string Place,
    long Parts,
    int Entries,
    string CreatedBy,
    DateTimeOffset CreatedAt,
    string? ChangedBy,
    DateTimeOffset ChangedAt,
    string Reason
)
{
    public static RedactionRow Of(AppliedRedaction applied, Func<string, string> show)
    {
        Redaction redaction = applied.Redaction;
        return new RedactionRow(
            redaction.Id,
            redaction.Placeholder,
            Redact.RedactWords.KindOf(redaction),
            Redact.RedactWords.PlaceOf(redaction),
            applied.Parts,
            applied.Entries,
            show(redaction.CreatedBy),
            redaction.CreatedAt,
            redaction.ChangedAt == redaction.CreatedAt ? null : show(redaction.ChangedBy),
            redaction.ChangedAt,
            redaction.Reason is null ? "" : show(redaction.Reason)
        );
    }
}

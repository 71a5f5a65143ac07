using System.Runtime.InteropServices;
using Reprise.Indexing;
using Reprise.Redacting;
using Reprise.Searching;

namespace Reprise.Reporting;

/// <summary>Counts what can be said of all entries of a report.</summary>
internal sealed class SummaryCounter(SessionIndex index, IndexedSession[] sessions, RecordReaders readers)
{
    private readonly Dictionary<long, IndexedSession> _byRow = sessions.ToDictionary(session => session.Id);
    private readonly Dictionary<long, int> _entriesOf = [];
    private readonly List<long> _order = [];
    private readonly Dictionary<string, (long Parts, int Entries)> _hidden = new(StringComparer.Ordinal);
    private readonly SecretPlaceholders _secrets = new(index);
    private int _entries;
    private int _prompts;
    private int _tasks;
    private int _redacted;
    private long _calls;
    private long _edits;
    private long _failures;
    private DateTimeOffset? _first;
    private DateTimeOffset? _last;

    public void Add(ReportEntry entry)
    {
        ref int own = ref CollectionsMarshal.GetValueRefOrAddDefault(_entriesOf, entry.Session, out bool isKnown);
        own++;
        if (!isKnown)
            _order.Add(entry.Session);
        _entries++;
        if (entry.Subagent is not null)
            _tasks++;
        else if (entry.Prompt is not null)
            _prompts++;
        _first ??= entry.At;
        _last = entry.At ?? _last;
        if (entry.IsRedacted)
            _redacted++;
        foreach (HiddenParts hidden in entry.Hidden)
        {
            ref (long Parts, int Entries) sum = ref CollectionsMarshal.GetValueRefOrAddDefault(_hidden, hidden.Redaction, out _);
            sum = (sum.Parts + hidden.Parts, sum.Entries + 1);
        }
        _secrets.Add(entry.Session, entry.Prompt);
        foreach (ReportAction action in entry.Actions)
            Add(entry, action);
    }

    public ReportSummary ToSummary(int copies, int older, List<SearchProblem> problems) =>
        new()
        {
            SessionsRead = sessions.Length,
            Deleted = sessions.Count(session => session.DeletedAt is not null),
            Sessions = [.. _order.Select(row => new ReportSession(readers.Show(_byRow[row]), _entriesOf[row]))],
            Entries = _entries,
            Prompts = _prompts,
            SubagentTasks = _tasks,
            ToolCalls = _calls,
            Edits = _edits,
            Failures = _failures,
            Redacted = _redacted,
            First = _first,
            Last = _last,
            Redactions = [.. readers.Redactions.Redactions.Where(Applies).Select(Count)],
            Secrets = _secrets.ByKind(),
            Copies = copies,
            Older = older,
            Problems = [.. problems.OrderBy(problem => problem.Session.ToString(), StringComparer.Ordinal)],
        };

    private void Add(ReportEntry entry, ReportAction action)
    {
        if (action.Kind is ReportActionKind.Tool or ReportActionKind.Edit)
            _calls++;
        if (action.Kind == ReportActionKind.Edit)
            _edits++;
        if (action.Failure is not null)
            _failures++;
        _secrets.Add(entry.Session, action.Text);
        _secrets.Add(entry.Session, action.Failure);
    }

    // What was picked by hand in other sessions is none of this report's.
    private bool Applies(Redaction redaction) =>
        redaction.Session is not { } key || _hidden.ContainsKey(redaction.Id) || _order.Exists(row => _byRow[row].Key == key);

    private AppliedRedaction Count(Redaction redaction)
    {
        (long parts, int entries) = _hidden.GetValueOrDefault(redaction.Id);
        return new AppliedRedaction(redaction, parts, entries);
    }
}

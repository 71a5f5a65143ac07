using Reprise.Searching;

namespace Reprise.Reporting;

/// <summary>An entry of a report while it is read.</summary>
/// <param name="at">When it was asked; null when the agent does not say.</param>
/// <param name="knownAt">The same, else the time of what stands before it; null when nothing tells.</param>
internal sealed class EntryDraft(DateTimeOffset? at, DateTimeOffset? knownAt)
{
    private readonly List<ReportAction> _actions = [];
    private readonly Dictionary<string, int> _calls = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _hidden = new(StringComparer.Ordinal);

    public DateTimeOffset? At => at;

    /// <summary>When it was asked as far as what stands before it tells; null when nothing does.</summary>
    public DateTimeOffset? KnownAt => knownAt;

    public string? MessageId { get; init; }

    public string? Subagent { get; init; }

    /// <summary>What was asked; null when nobody did.</summary>
    public string? Prompt { get; private set; }

    /// <summary>Whether there is nothing in it that anybody would want to read.</summary>
    public bool IsEmpty => Prompt is null && _actions.Count == 0;

    public void Ask(string text) => Prompt = string.IsNullOrEmpty(Prompt) ? text : $"{Prompt}\n{text}";

    public void Add(ReportAction action) => _actions.Add(action);

    public void AddCall(string? callId, ReportAction action)
    {
        if (callId is not null)
            _calls[callId] = _actions.Count;
        _actions.Add(action);
    }

    /// <summary>Tells that a call failed.</summary>
    public void Fail(string? callId, DateTimeOffset? time, string how)
    {
        if (callId is not null && _calls.TryGetValue(callId, out int place))
            _actions[place] = _actions[place] with { Failure = how };
        else
            _actions.Add(new ReportAction(ReportActionKind.Tool, time, null, "", 0, how));
    }

    public void CountHidden(string redaction, int parts) => _hidden[redaction] = _hidden.GetValueOrDefault(redaction) + parts;

    public void CountHidden(TranscriptPart part)
    {
        foreach (HiddenParts hidden in part.Hidden ?? [])
            CountHidden(hidden.Redaction, hidden.Parts);
    }

    public ReportEntry ToEntry(long session) =>
        new()
        {
            Session = session,
            At = at,
            MessageId = MessageId,
            Subagent = Subagent,
            Prompt = Prompt,
            Actions = _actions,
            Hidden = [.. _hidden.Select(hidden => new HiddenParts(hidden.Key, hidden.Value))],
        };
}

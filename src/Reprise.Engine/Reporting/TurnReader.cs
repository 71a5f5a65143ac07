using Reprise.Indexing;
using Reprise.Protocol;
using Reprise.Redacting;
using Reprise.Searching;

namespace Reprise.Reporting;

/// <summary>Makes entries of the messages of one session: each prompt with what follows it until the next one.</summary>
internal sealed class TurnReader
{
    private const int MaxLine = 240;

    private readonly ReportQuery _query;
    private readonly ReportText _text;
    private readonly string? _asSubagent;
    private readonly Action<EntryDraft> _found;
    private readonly Dictionary<string, EntryDraft> _subagents = new(StringComparer.Ordinal);
    private EntryDraft _main;
    private DateTimeOffset? _time;
    private EntryDraft? _counting;

    /// <param name="query">What the report is about.</param>
    /// <param name="session">The session.</param>
    /// <param name="redactions">What is not to be shown.</param>
    /// <param name="found">Takes each entry once it is complete.</param>
    public TurnReader(ReportQuery query, IndexedSession session, RedactionSet redactions, Action<EntryDraft> found)
    {
        _query = query;
        _found = found;
        _text = new ReportText(redactions.For(session.Key, (redaction, parts) => _counting?.CountHidden(redaction, parts)));
        // In a session that another one started, its agent asks and no person does.
        _asSubagent = session.ParentId is null ? null : session.Key.NativeId;
        _time = session.StartedAt;
        _main = new EntryDraft(session.StartedAt, session.StartedAt) { Subagent = _asSubagent };
    }

    /// <summary>Takes the next message.</summary>
    public void Read(TranscriptMessage message)
    {
        _time = message.Timestamp ?? _time;
        _text.BeginMessage(message.Id);
        if (message.Subagent is { } subagent)
        {
            if (_query.IncludeActions)
                ReadSubagent(subagent, message);
            return;
        }
        if (message.Kind == MessageKind.Prompt)
        {
            if (_asSubagent is not null && !_query.IncludeActions)
                return;
            Give(_main);
            _main = Begin(message);
            Ask(_main, message);
        }
        else if (_query.IncludeActions)
            Follow(_main, message);
    }

    /// <summary>Gives what is left.</summary>
    public void Complete()
    {
        Give(_main);
        foreach (EntryDraft subagent in _subagents.Values)
            Give(subagent);
    }

    private EntryDraft Begin(TranscriptMessage message) =>
        new(message.Timestamp, _time) { MessageId = message.Id, Subagent = message.Subagent ?? _asSubagent };

    private void Give(EntryDraft draft)
    {
        if (!draft.IsEmpty && IsInPeriod(draft.KnownAt))
            _found(draft);
    }

    private bool IsInPeriod(DateTimeOffset? time) =>
        (_query.Sessions.Since is not { } since || time >= since) && (_query.Sessions.Until is not { } until || time < until);

    // The task comes as a message of its own, from the agent and not from a person.
    private void ReadSubagent(string name, TranscriptMessage message)
    {
        if (!_subagents.TryGetValue(name, out EntryDraft? draft))
            _subagents.Add(name, draft = Begin(message));
        if (message.Role == MessageRole.User && message.Kind != MessageKind.ToolResult && draft.IsEmpty)
            Ask(draft, message);
        else
            Follow(draft, message);
    }

    private void Ask(EntryDraft draft, TranscriptMessage message)
    {
        _counting = draft;
        draft.Ask("");
        foreach (TranscriptPart part in message.Parts)
        {
            if (part is not TranscriptPart.Text text)
                continue;
            draft.CountHidden(part);
            draft.Ask(_text.Block(text.Value, RedactionField.Prompt).Trim('\n'));
        }
    }

    private void Follow(EntryDraft draft, TranscriptMessage message)
    {
        _counting = draft;
        switch (message.Kind)
        {
            case MessageKind.Summary:
                draft.Add(new ReportAction(ReportActionKind.Compaction, message.Timestamp, null, "", 0, null));
                break;
            case MessageKind.Notice:
                foreach (TranscriptPart.Text text in message.Parts.OfType<TranscriptPart.Text>())
                    Note(draft, message, text);
                break;
            case MessageKind.Answer or MessageKind.ToolResult:
                foreach (TranscriptPart part in message.Parts)
                    Follow(draft, message, part);
                break;
        }
    }

    private void Note(EntryDraft draft, TranscriptMessage message, TranscriptPart.Text text)
    {
        draft.CountHidden(text);
        string line = _text.Line(text.Value, RedactionField.Note, MaxLine);
        draft.Add(new ReportAction(ReportActionKind.Notice, message.Timestamp, null, line, 0, null));
    }

    private void Follow(EntryDraft draft, TranscriptMessage message, TranscriptPart part)
    {
        switch (part)
        {
            case TranscriptPart.Text text:
                Say(draft, message, ReportActionKind.Answer, text, text.Value, RedactionField.Answer);
                break;
            case TranscriptPart.Thinking thinking when _query.IncludeReasoning:
                Say(draft, message, ReportActionKind.Reasoning, thinking, thinking.Value, RedactionField.Thinking);
                break;
            case TranscriptPart.ToolCall call:
                Call(draft, message, call);
                break;
            case TranscriptPart.ToolResult { IsError: true } result:
                draft.CountHidden(result);
                draft.Fail(result.CallId, message.Timestamp, _text.Line(result.Output, RedactionField.ToolOutput, MaxLine));
                break;
        }
    }

    private void Say(
        EntryDraft draft,
        TranscriptMessage message,
        ReportActionKind kind,
        TranscriptPart part,
        string said,
        RedactionField field
    )
    {
        string text = _text.Block(said, field).Trim();
        draft.CountHidden(part);
        if (text.Length == 0)
            return;
        int end = _query.AnswerLength == 0 ? text.Length : ReportText.CutAt(text, _query.AnswerLength);
        draft.Add(new ReportAction(kind, message.Timestamp, message.Model, text[..end], text.Length - end, null));
    }

    private void Call(EntryDraft draft, TranscriptMessage message, TranscriptPart.ToolCall call)
    {
        draft.CountHidden(call);
        ToolSubject subject = ToolSubject.Of(call.Name, call.Input);
        draft.AddCall(
            call.CallId,
            new ReportAction(
                subject.IsEdit ? ReportActionKind.Edit : ReportActionKind.Tool,
                message.Timestamp,
                _text.Line(call.Name, RedactionField.ToolInput, MaxLine),
                _text.Line(subject.Text, RedactionField.ToolInput, MaxLine),
                0,
                null
            )
        );
    }
}

using System.Text.Encodings.Web;
using System.Text.Json;
using Reprise.Indexing;
using Reprise.Reporting;
using Reprise.Searching;

namespace Reprise.Cli.Commands.Report;

/// <summary>A report of entries as one JSON document, written piece by piece.</summary>
internal sealed class JsonReport : ReportWriter, IDisposable
{
    private const int FlushBytes = 64 * 1024;

    private readonly Stream _output;
    private readonly Utf8JsonWriter _json;
    private readonly ReportContent _content;

    public JsonReport(Stream output, ReportContent content, bool isIndented)
    {
        _output = output;
        _content = content;
        _json = new Utf8JsonWriter(
            output,
            new JsonWriterOptions
            {
                Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
                Indented = isIndented,
                NewLine = "\n",
            }
        );
    }

    public override void Begin()
    {
        _json.WriteStartObject();
        JsonHead.Write(_json, _content.Head, _content.Head.HasActions ? "actions" : "prompts");
        WriteSummary(_content.Summary);
        WriteRedactions();
        WriteSessions();
        _json.WriteStartArray("entries");
    }

    public override void Write(ReportEntry entry)
    {
        IndexedSession session = _content.SessionOf(entry);
        _json.WriteStartObject();
        JsonHead.Time(_json, "timestamp", entry.At);
        _json.WriteString("session", session.Key.ToString());
        _json.WriteString("messageId", entry.MessageId);
        _json.WriteString("subagent", entry.Subagent);
        _json.WriteString("prompt", entry.Prompt);
        if (_content.Head.HasActions)
        {
            _json.WriteStartArray("actions");
            foreach (ReportAction action in entry.Actions)
                Write(action);
            _json.WriteEndArray();
        }
        _json.WriteStartArray("redactions");
        foreach (HiddenParts hidden in entry.Hidden)
        {
            _json.WriteStartObject();
            _json.WriteString("id", hidden.Redaction);
            _json.WriteNumber("parts", hidden.Parts);
            _json.WriteEndObject();
        }
        _json.WriteEndArray();
        _json.WriteEndObject();
        if (_json.BytesPending > FlushBytes)
            _json.Flush();
    }

    public override void End()
    {
        _json.WriteEndArray();
        _json.WriteEndObject();
        _json.Flush();
        _output.Write("\n"u8);
    }

    public void Dispose() => _json.Dispose();

    private void Write(ReportAction action)
    {
        _json.WriteStartObject();
        _json.WriteString("kind", ReportWords.Of(action.Kind));
        JsonHead.Time(_json, "timestamp", action.At);
        _json.WriteString("name", action.Name);
        _json.WriteString("text", action.Text);
        _json.WriteNumber("omittedCharacters", action.Omitted);
        _json.WriteBoolean("failed", action.Failure is not null);
        _json.WriteString("failure", action.Failure);
        _json.WriteEndObject();
    }

    private void WriteSummary(ReportSummary summary)
    {
        _json.WriteStartObject("summary");
        _json.WriteNumber("sessionsRead", summary.SessionsRead);
        _json.WriteNumber("deletedSessions", summary.Deleted);
        _json.WriteNumber("sessions", summary.Sessions.Count);
        _json.WriteNumber("entries", summary.Entries);
        _json.WriteNumber("prompts", summary.Prompts);
        _json.WriteNumber("subagentTasks", summary.SubagentTasks);
        _json.WriteNumber("toolCalls", summary.ToolCalls);
        _json.WriteNumber("edits", summary.Edits);
        _json.WriteNumber("failures", summary.Failures);
        _json.WriteNumber("redactedEntries", summary.Redacted);
        JsonHead.Time(_json, "first", summary.First);
        JsonHead.Time(_json, "last", summary.Last);
        _json.WriteNumber("copiesLeftOut", summary.Copies);
        _json.WriteNumber("olderLeftOut", summary.Older);
        _json.WriteStartArray("secrets");
        foreach (MaskedKind kind in summary.Secrets)
        {
            _json.WriteStartObject();
            _json.WriteString("kind", kind.Kind);
            _json.WriteNumber("secrets", kind.Secrets);
            _json.WriteNumber("places", kind.Times);
            _json.WriteEndObject();
        }
        _json.WriteEndArray();
        _json.WriteStartArray("incomplete");
        foreach (SearchProblem problem in summary.Problems)
        {
            _json.WriteStartObject();
            _json.WriteString("session", problem.Session.ToString());
            _json.WriteString("reason", problem.Reason);
            _json.WriteEndObject();
        }
        _json.WriteEndArray();
        _json.WriteEndObject();
    }

    private void WriteRedactions()
    {
        _json.WriteStartArray("redactions");
        foreach (RedactionRow redaction in _content.Redactions)
        {
            _json.WriteStartObject();
            _json.WriteString("id", redaction.Id);
            _json.WriteString("placeholder", redaction.Placeholder);
            _json.WriteString("hides", redaction.Kind);
            _json.WriteString("where", redaction.Place);
            _json.WriteNumber("parts", redaction.Parts);
            _json.WriteNumber("entries", redaction.Entries);
            _json.WriteString("createdBy", redaction.CreatedBy);
            JsonHead.Time(_json, "createdAt", redaction.CreatedAt);
            _json.WriteString("changedBy", redaction.ChangedBy);
            JsonHead.Time(_json, "changedAt", redaction.ChangedAt);
            _json.WriteString("reason", redaction.Reason.Length == 0 ? null : redaction.Reason);
            _json.WriteEndObject();
        }
        _json.WriteEndArray();
    }

    private void WriteSessions()
    {
        _json.WriteStartArray("sessions");
        foreach (ReportSession of in _content.Summary.Sessions)
        {
            IndexedSession session = of.Session;
            _json.WriteStartObject();
            _json.WriteString("id", session.Key.ToString());
            _json.WriteString("agent", session.Key.Agent.Value);
            _json.WriteString("nativeId", session.Key.NativeId);
            _json.WriteString("project", session.Project);
            _json.WriteString("title", session.Title);
            JsonHead.Time(_json, "startedAt", session.StartedAt);
            JsonHead.Time(_json, "deletedAt", session.DeletedAt);
            _json.WriteNumber("entries", of.Entries);
            _json.WriteEndObject();
        }
        _json.WriteEndArray();
    }
}

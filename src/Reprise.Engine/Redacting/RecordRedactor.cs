using System.Text;
using Reprise.Protocol;
using Reprise.Sealing;

namespace Reprise.Redacting;

/// <summary>Redacts the records of a file as its agent wrote them: what a reader understands of a record decides what applies to it.</summary>
/// <remarks>
/// It is on the safe side. What no reader understands is redacted by all rules, whatever they look at; of a record of a hidden message
/// only what is known to be harmless stays; and what was said in a hidden message is hidden in all other records too, where agents
/// repeat it.
/// </remarks>
/// <param name="redactor">Redacts the session.</param>
/// <param name="said">What was said in hidden messages; empty when none is hidden.</param>
internal sealed class RecordRedactor(SessionRedactor redactor, HiddenTexts said)
{
    // Members that say what a record is and where it belongs.
    private static readonly HashSet<string> _structure = new(StringComparer.Ordinal)
    {
        "type",
        "subtype",
        "role",
        "kind",
        "uuid",
        "parentUuid",
        "logicalParentUuid",
        "sessionId",
        "session_id",
        "id",
        "requestId",
        "request_id",
        "messageId",
        "call_id",
        "tool_use_id",
        "timestamp",
        "version",
        "model",
        "stop_reason",
        "status",
        "name",
        "phase",
        "userType",
        "entrypoint",
    };

    private readonly JsonRedactor _json = new();
    private readonly RecordSink _sink = new();

    /// <summary>Takes what a reader says of the next record.</summary>
    public SessionSink Sink => _sink;

    /// <summary>Redacts the record that was just read.</summary>
    /// <returns>Null when nothing is hidden.</returns>
    public byte[]? Redact(in MaskedRecord record)
    {
        ReadOnlySpan<byte> utf8 = record.Utf8;
        byte[]? redacted = null;
        Redaction? whole = null;
        foreach (string message in _sink.Messages)
        {
            redactor.BeginMessage(message);
            whole ??= redactor.Whole;
            redacted = Apply(redacted is not null ? redacted : utf8) ?? redacted;
        }
        if (_sink.Messages.Count == 0)
        {
            redactor.BeginSession();
            whole = redactor.Whole;
            redacted = Apply(utf8);
        }
        if (whole is not null)
            redacted = HideAll(utf8, whole);
        else if (said.Size > 0)
            redacted = HideSaid(redacted is not null ? redacted : utf8) ?? redacted;
        _sink.Clear();
        return redacted;
    }

    private byte[]? Apply(ReadOnlySpan<byte> utf8) => redactor.IsWhole ? null : redactor.RedactRecord(utf8, _sink.Fields, _json);

    private byte[] HideAll(ReadOnlySpan<byte> utf8, Redaction whole)
    {
        bool isJson = _json.Redact(
            utf8,
            text => text.IsEmpty || text.SequenceEqual(whole.Placeholder) ? null : whole.Placeholder,
            out byte[]? redacted,
            _structure.Contains,
            keepsNames: true
        );
        return isJson && redacted is not null ? redacted : Encoding.UTF8.GetBytes(whole.Placeholder);
    }

    private byte[]? HideSaid(ReadOnlySpan<byte> utf8) =>
        _json.Redact(utf8, said.Redact, out byte[]? redacted, keepsNames: true) ? redacted : said.RedactText(utf8);

    /// <summary>Remembers which messages a record tells, and what kinds of text.</summary>
    private sealed class RecordSink : SessionSink
    {
        private MessageKind _kind;

        public List<string> Messages { get; } = [];

        /// <summary>The fields that the record's texts stand in; empty when the reader tells none of them.</summary>
        public HashSet<RedactionField> Fields { get; } = [];

        public void Clear()
        {
            Messages.Clear();
            Fields.Clear();
        }

        public override void BeginMessage(in MessageHead head)
        {
            _kind = head.Kind;
            Messages.Add(Encoding.UTF8.GetString(head.Key));
        }

        public override void Block(BlockKind kind, ReadOnlySpan<byte> text) => Fields.Add(RedactingSink.FieldOf(kind, _kind));

        public override void ToolCall(ReadOnlySpan<byte> callId, ReadOnlySpan<byte> name, ReadOnlySpan<byte> input) =>
            Fields.Add(RedactionField.ToolInput);

        public override void Fact(SessionFact fact, ReadOnlySpan<byte> value) { }

        public override void ToolResult(ReadOnlySpan<byte> callId, bool isError) { }

        public override void EndMessage() { }

        public override void Count(SessionCount what) { }

        public override void Activity(DateTimeOffset timestamp) { }

        public override void Usage(in ResponseUsage usage) { }
    }
}

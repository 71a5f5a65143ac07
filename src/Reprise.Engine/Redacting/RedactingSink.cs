using Reprise.Protocol;

namespace Reprise.Redacting;

/// <summary>Redacts what a reader tells, on its way to whoever shows it or puts it into the index.</summary>
/// <param name="redactor">Redacts the session.</param>
/// <param name="next">Takes what is told.</param>
internal sealed class RedactingSink(SessionRedactor redactor, SessionSink next) : SessionSink
{
    private readonly JsonRedactor _json = new();
    private MessageKind _kind;

    /// <summary>The native id of the only message that is wanted; null when each message tells its own.</summary>
    /// <remarks>A reader that starts in the middle of a file may number messages differently.</remarks>
    public string? OnlyMessage { get; set; }

    public override void Fact(SessionFact fact, ReadOnlySpan<byte> value)
    {
        if (FieldOf(fact) is { } field)
        {
            next.Fact(fact, redactor.RedactFact(value, field) is { } redacted ? redacted : value);
        }
        else
        {
            next.Fact(fact, value);
        }
    }

    public override void BeginMessage(in MessageHead head)
    {
        _kind = head.Kind;
        if (OnlyMessage is { } only)
            redactor.BeginMessage(only);
        else
            redactor.BeginMessage(head.Key);
        next.BeginMessage(head);
    }

    public override void Block(BlockKind kind, ReadOnlySpan<byte> text) =>
        next.Block(kind, redactor.Redact(text, FieldOf(kind, _kind)) is { } redacted ? redacted : text);

    public override void ToolCall(ReadOnlySpan<byte> callId, ReadOnlySpan<byte> name, ReadOnlySpan<byte> input)
    {
        byte[]? redactedInput = redactor.RedactJson(input, RedactionField.ToolInput, _json);
        // The name says what was done, not what was said: it goes with a rule, not with a message.
        byte[]? redactedName = redactor.IsWhole ? null : redactor.Redact(name, RedactionField.ToolInput);
        next.ToolCall(callId, redactedName is not null ? redactedName : name, redactedInput is not null ? redactedInput : input);
    }

    public override void ToolResult(ReadOnlySpan<byte> callId, bool isError) => next.ToolResult(callId, isError);

    public override void EndMessage() => next.EndMessage();

    public override void Count(SessionCount what) => next.Count(what);

    public override void Activity(DateTimeOffset timestamp) => next.Activity(timestamp);

    public override void Usage(in ResponseUsage usage) => next.Usage(usage);

    /// <summary>Says what a block of a message is.</summary>
    internal static RedactionField FieldOf(BlockKind kind, MessageKind message) =>
        kind switch
        {
            BlockKind.ToolOutput => RedactionField.ToolOutput,
            BlockKind.Thinking => RedactionField.Thinking,
            _ => message switch
            {
                MessageKind.Prompt => RedactionField.Prompt,
                MessageKind.Answer => RedactionField.Answer,
                _ => RedactionField.Note,
            },
        };

    private static RedactionField? FieldOf(SessionFact fact) =>
        fact switch
        {
            SessionFact.Folder => RedactionField.Folder,
            SessionFact.Branch => RedactionField.Branch,
            SessionFact.Remote => RedactionField.Remote,
            SessionFact.CustomTitle or SessionFact.GeneratedTitle or SessionFact.SummaryTitle => RedactionField.Title,
            _ => null,
        };
}

using System.Text;
using Reprise.Protocol;

namespace Reprise.Searching;

/// <summary>Collects the messages that a record tells, with inputs and outputs of tools shortened.</summary>
/// <param name="maxToolBytes">The longest input or output of a tool that is given, in bytes.</param>
internal sealed class TranscriptSink(int maxToolBytes) : SessionSink
{
    /// <summary>A message of more parts is given in several pieces.</summary>
    public const int MaxParts = 256;

    private readonly List<TranscriptMessage> _messages = [];
    private List<TranscriptPart> _parts = [];
    private TranscriptMessage? _open;
    private TranscriptPart.ToolResult? _result;
    private List<HiddenParts>? _hidden;

    /// <summary>Gives what was told since the last call.</summary>
    public TranscriptMessage[] Take()
    {
        TranscriptMessage[] messages = [.. _messages];
        _messages.Clear();
        return messages;
    }

    /// <summary>Told what was hidden in the text that comes next.</summary>
    public void CountHidden(string redaction, int parts) => (_hidden ??= []).Add(new HiddenParts(redaction, parts));

    public override void BeginMessage(in MessageHead head)
    {
        _parts = [];
        _open = new TranscriptMessage
        {
            Id = Optional(head.Key),
            Role = head.Role,
            Kind = head.Kind,
            Timestamp = head.Timestamp,
            Subagent = Optional(head.Subagent),
            Model = Optional(head.Model),
            Parts = _parts,
        };
    }

    public override void Block(BlockKind kind, ReadOnlySpan<byte> text)
    {
        if (kind == BlockKind.ToolOutput)
        {
            string output = Shorten(text, out int omitted);
            TranscriptPart.ToolResult result = _result ?? new TranscriptPart.ToolResult(null, false, "", 0);
            _result = null;
            Add(result with { Output = output, OmittedBytes = omitted });
            return;
        }
        EndResult();
        string value = PlainText.Clean(Encoding.UTF8.GetString(text));
        Add(kind == BlockKind.Thinking ? new TranscriptPart.Thinking(value) : new TranscriptPart.Text(value));
    }

    public override void ToolCall(ReadOnlySpan<byte> callId, ReadOnlySpan<byte> name, ReadOnlySpan<byte> input)
    {
        EndResult();
        string shortened = Shorten(input, out int omitted);
        Add(new TranscriptPart.ToolCall(Optional(callId), PlainText.Clean(Encoding.UTF8.GetString(name)), shortened, omitted));
    }

    public override void ToolResult(ReadOnlySpan<byte> callId, bool isError)
    {
        EndResult();
        _result = new TranscriptPart.ToolResult(Optional(callId), isError, "", 0);
    }

    public override void EndMessage()
    {
        EndResult();
        if (_open is not null)
            _messages.Add(_open);
        _open = null;
    }

    // What was hidden in it is none of a message's.
    public override void Fact(SessionFact fact, ReadOnlySpan<byte> value) => _hidden = null;

    public override void Count(SessionCount what) { }

    public override void Activity(DateTimeOffset timestamp) { }

    public override void Usage(in ResponseUsage usage) { }

    private void Add(TranscriptPart part)
    {
        _parts.Add(_hidden is null ? part : part with { Hidden = _hidden });
        _hidden = null;
    }

    /// <summary>A tool that printed nothing has answered too.</summary>
    private void EndResult()
    {
        if (_result is not null)
            _parts.Add(_result);
        _result = null;
    }

    private string Shorten(ReadOnlySpan<byte> text, out int omitted)
    {
        int end = Math.Min(text.Length, maxToolBytes);
        // A cut must not go through a character.
        while (end < text.Length && end > 0 && (text[end] & 0xC0) == 0x80)
            end--;
        omitted = text.Length - end;
        return PlainText.Clean(Encoding.UTF8.GetString(text[..end]));
    }

    private static string? Optional(ReadOnlySpan<byte> text) => text.IsEmpty ? null : Encoding.UTF8.GetString(text);
}

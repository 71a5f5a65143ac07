using System.Text;
using Reprise.Indexing;
using Reprise.Protocol;

namespace Reprise.Searching;

/// <summary>Keeps the texts of the messages that records tell, put together as the index does it.</summary>
internal sealed class MessageCollector : SessionSink
{
    private readonly TextBuffer _text = new();
    private readonly TextBuffer _tools = new();
    private readonly List<MessageText> _messages = [];
    private string? _key;
    private MessageRole _role;
    private MessageKind _kind;

    /// <summary>What was told since the last call of <see cref="Clear"/>.</summary>
    public IReadOnlyList<MessageText> Messages => _messages;

    public void Clear() => _messages.Clear();

    public override void BeginMessage(in MessageHead head)
    {
        _key = head.Key.IsEmpty ? null : Encoding.UTF8.GetString(head.Key);
        _role = head.Role;
        _kind = head.Kind;
        _text.Clear();
        _tools.Clear();
    }

    public override void Block(BlockKind kind, ReadOnlySpan<byte> text) =>
        (kind == BlockKind.ToolOutput ? _tools : _text).AddLine(text);

    public override void ToolCall(ReadOnlySpan<byte> callId, ReadOnlySpan<byte> name, ReadOnlySpan<byte> input)
    {
        _tools.AddLine(name);
        _tools.AddInputLine(input);
    }

    public override void EndMessage() =>
        _messages.Add(
            new MessageText(_key, _role, _kind, Encoding.UTF8.GetString(_text.Bytes), Encoding.UTF8.GetString(_tools.Bytes))
        );

    public override void Fact(SessionFact fact, ReadOnlySpan<byte> value) { }

    public override void Count(SessionCount what) { }

    public override void Activity(DateTimeOffset timestamp) { }

    public override void ToolResult(ReadOnlySpan<byte> callId, bool isError) { }

    public override void Usage(in ResponseUsage usage) { }
}

/// <summary>What one record says of a message.</summary>
/// <param name="Key">Its native id; null when it has none.</param>
/// <param name="Text">What people and the model wrote, a block a line.</param>
/// <param name="Tools">Names, inputs and outputs of tools.</param>
internal sealed record MessageText(string? Key, MessageRole Role, MessageKind Kind, string Text, string Tools);

using System.Text;
using Reprise.Protocol;

namespace Reprise.Redacting;

/// <summary>What was said in messages that are hidden as a whole, so that it is hidden where it is repeated.</summary>
/// <param name="redactor">Knows which messages are hidden.</param>
internal sealed class HiddenTexts(SessionRedactor redactor) : SessionSink
{
    /// <summary>A shorter text is hidden only where it stands alone: it may be a word that occurs anywhere.</summary>
    private const int MinPartLength = 12;

    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);
    private string? _placeholder;

    /// <summary>How many texts there are.</summary>
    public int Size => _texts.Count;

    /// <summary>Hides a text that repeats what was said, or holds it.</summary>
    /// <returns>Null when it does not.</returns>
    public string? Redact(ReadOnlySpan<char> text)
    {
        ReadOnlySpan<char> trimmed = text.Trim();
        foreach ((string said, string placeholder) in _texts)
        {
            if (trimmed.SequenceEqual(said))
                return placeholder;
            if (said.Length >= MinPartLength && text.Contains(said, StringComparison.Ordinal))
                return text.ToString().Replace(said, placeholder, StringComparison.Ordinal);
        }
        return null;
    }

    /// <summary>Hides what was said in a text that is no JSON.</summary>
    public byte[]? RedactText(ReadOnlySpan<byte> utf8) =>
        Redact(Encoding.UTF8.GetString(utf8)) is { } redacted ? Encoding.UTF8.GetBytes(redacted) : null;

    public override void BeginMessage(in MessageHead head)
    {
        redactor.BeginMessage(head.Key);
        _placeholder = redactor.Whole?.Placeholder;
    }

    public override void Block(BlockKind kind, ReadOnlySpan<byte> text) => Add(text);

    public override void ToolCall(ReadOnlySpan<byte> callId, ReadOnlySpan<byte> name, ReadOnlySpan<byte> input) => Add(input);

    public override void EndMessage() => _placeholder = null;

    public override void Fact(SessionFact fact, ReadOnlySpan<byte> value) { }

    public override void ToolResult(ReadOnlySpan<byte> callId, bool isError) { }

    public override void Count(SessionCount what) { }

    public override void Activity(DateTimeOffset timestamp) { }

    public override void Usage(in ResponseUsage usage) { }

    private void Add(ReadOnlySpan<byte> utf8)
    {
        if (_placeholder is null)
            return;
        string text = Encoding.UTF8.GetString(utf8).Trim();
        if (text.Length > 0)
            _texts[text] = _placeholder;
    }
}

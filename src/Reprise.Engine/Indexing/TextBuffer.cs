using Reprise.Normalizing;

namespace Reprise.Indexing;

/// <summary>Collects the text of one message, a block a line.</summary>
internal sealed class TextBuffer
{
    private byte[] _bytes = new byte[16 * 1024];
    private int _length;

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _length);

    public void Clear() => _length = 0;

    public void AddLine(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
            return;
        Reserve(text.Length + 1);
        text.CopyTo(_bytes.AsSpan(_length));
        _length += text.Length;
        _bytes[_length++] = (byte)'\n';
    }

    /// <summary>Adds the input of a tool: JSON with the escapes of its strings undone, or raw text as it is.</summary>
    public void AddInputLine(ReadOnlySpan<byte> input)
    {
        if (input.IsEmpty || input[0] is not ((byte)'{' or (byte)'[' or (byte)'"'))
        {
            AddLine(input);
            return;
        }
        Reserve(input.Length + 1);
        _length += JsonText.Unescape(input, _bytes.AsSpan(_length, input.Length));
        _bytes[_length++] = (byte)'\n';
    }

    private void Reserve(int bytes)
    {
        if (_bytes.Length - _length < bytes)
            Array.Resize(ref _bytes, Math.Max(_length + bytes, _bytes.Length * 2));
    }
}

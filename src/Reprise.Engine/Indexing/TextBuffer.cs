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

    /// <summary>Adds JSON with the escapes of its strings turned into what separates words, or left out.</summary>
    public void AddEscapedLine(ReadOnlySpan<byte> json)
    {
        Reserve(json.Length + 1);
        while (!json.IsEmpty)
        {
            int slash = json.IndexOf((byte)'\\');
            ReadOnlySpan<byte> plain = slash < 0 ? json : json[..slash];
            plain.CopyTo(_bytes.AsSpan(_length));
            _length += plain.Length;
            if (slash < 0 || slash + 1 == json.Length)
                break;
            byte escaped = json[slash + 1];
            // The letter of \n or \t must not stick to the word behind it; \uXXXX stays as it is.
            _bytes[_length++] = escaped is (byte)'"' or (byte)'\\' or (byte)'/' ? escaped : (byte)' ';
            json = json[(slash + 2)..];
        }
        Reserve(1);
        _bytes[_length++] = (byte)'\n';
    }

    private void Reserve(int bytes)
    {
        if (_bytes.Length - _length < bytes)
            Array.Resize(ref _bytes, Math.Max(_length + bytes, _bytes.Length * 2));
    }
}

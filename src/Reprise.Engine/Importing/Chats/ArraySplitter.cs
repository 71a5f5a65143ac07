using System.Buffers;

namespace Reprise.Importing.Chats;

/// <summary>
/// Reads a JSON array of any length from a stream and gives its elements one by one, byte for byte. It only follows strings and
/// brackets: whether an element is valid is for whoever reads it.
/// </summary>
/// <param name="stream">The text.</param>
internal sealed class ArraySplitter(Stream stream)
{
    /// <summary>An element that is longer is passed over.</summary>
    public const int MaxElementBytes = 256 * 1024 * 1024;

    private const int BufferBytes = 256 * 1024;
    private static readonly SearchValues<byte> _structure = SearchValues.Create("\"[]{},"u8);
    private static readonly SearchValues<byte> _stringEnd = SearchValues.Create("\"\\"u8);

    private readonly byte[] _buffer = new byte[BufferBytes];
    private readonly ArrayBufferWriter<byte> _element = new();
    private int _at;
    private int _filled;
    private int _depth;
    private bool _inString;
    private bool _isEscaped;
    private bool _isTooLong;
    private bool _hasBegun;

    /// <summary>Elements that were passed over because they are too long.</summary>
    public int TooLong { get; private set; }

    /// <summary>Whether the array ended where the text did.</summary>
    public bool IsWhole { get; private set; }

    /// <summary>Reads the next element.</summary>
    /// <param name="element">Its bytes; null at the end, or when the text is no array.</param>
    /// <exception cref="IOException">The text cannot be read on.</exception>
    public bool Next([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out byte[]? element)
    {
        element = null;
        if (!_hasBegun && !Begin())
            return false;
        while (!IsWhole && (_at < _filled || Fill()))
        {
            bool isElement = Take();
            if (isElement && _isTooLong)
            {
                TooLong++;
                Clear();
            }
            else if (isElement && _element.WrittenSpan.Trim(" \t\r\n"u8) is { IsEmpty: false } bytes)
            {
                element = bytes.ToArray();
                Clear();
                return true;
            }
            else if (isElement)
                Clear();
        }
        return false;
    }

    private bool Begin()
    {
        _hasBegun = true;
        while (_at < _filled || Fill())
        {
            ReadOnlySpan<byte> rest = _buffer.AsSpan(_at, _filled - _at).TrimStart("\uFEFF \t\r\n"u8);
            _at = _filled - rest.Length;
            if (rest.IsEmpty)
                continue;
            _at++;
            return rest[0] == '[';
        }
        return false;
    }

    // Goes on to the next byte that means something; says whether an element ends before it.
    private bool Take()
    {
        ReadOnlySpan<byte> rest = _buffer.AsSpan(_at, _filled - _at);
        if (_isEscaped)
        {
            _isEscaped = false;
            Keep(rest[..1]);
            return false;
        }
        int found = rest.IndexOfAny(_inString ? _stringEnd : _structure);
        if (found < 0)
        {
            Keep(rest);
            return false;
        }
        byte letter = rest[found];
        bool isEnd = !_inString && _depth == 0 && (letter is (byte)',' or (byte)']');
        if (isEnd)
        {
            Keep(rest[..found]);
            _at++;
            IsWhole = letter == ']';
            return true;
        }
        Keep(rest[..(found + 1)]);
        if (letter == '"')
            _inString = !_inString;
        else if (letter == '\\')
            _isEscaped = true;
        else if (letter is (byte)'[' or (byte)'{')
            _depth++;
        else if (letter is (byte)']' or (byte)'}')
            _depth = Math.Max(0, _depth - 1);
        return false;
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        _at += bytes.Length;
        if (_element.WrittenCount + bytes.Length > MaxElementBytes)
        {
            _isTooLong = true;
            _element.Clear();
        }
        if (!_isTooLong)
            _element.Write(bytes);
    }

    private void Clear()
    {
        _element.Clear();
        _isTooLong = false;
    }

    private bool Fill()
    {
        _at = 0;
        _filled = stream.Read(_buffer);
        return _filled > 0;
    }
}

namespace Reprise.Masking.Reading;

/// <summary>Knows, for any position it was brought to, in which JSON string it lies.</summary>
/// <remarks>
/// It only moves forward and is only brought to positions of interest. Text that breaks the grammar is plain text
/// from there on: a line that is not JSON is masked as text.
/// </remarks>
internal sealed class JsonTracker
{
    private const int MaxDepth = 4096;
    private readonly bool[] _isObject = new bool[MaxDepth];
    private readonly byte[] _key = new byte[48];
    private int _depth;
    private State _state;
    private int _position;
    private int _stringEnd = -1;
    private int _keyLength;

    private enum State : byte
    {
        Value,
        FirstItem,
        FirstKey,
        Key,
        Colon,
        Comma,
        Scalar,
        String,
        Text,
    }

    /// <summary>The place of the position, or null between strings.</summary>
    public Place? Place =>
        _state switch
        {
            State.Text => Reading.Place.Text,
            State.String => IsKey ? Reading.Place.Key : Reading.Place.Value,
            _ => null,
        };

    /// <summary>The index of the first byte of the string, negative when it is no longer in the buffer.</summary>
    public int StringStart { get; private set; }

    private bool IsKey { get; set; }

    /// <summary>The name of the member that was read last, in raw bytes; empty when it is longer than 48 bytes.</summary>
    public ReadOnlySpan<byte> Key => _key.AsSpan(0, _keyLength);

    /// <summary>Begins a new document.</summary>
    public void Reset(int position)
    {
        (_depth, _state, _position, _stringEnd, _keyLength) = (0, State.Value, position, -1, 0);
    }

    /// <summary>Adjusts positions after bytes were dropped from the front of the buffer.</summary>
    public void Shift(int count)
    {
        _position -= count;
        StringStart -= count;
        if (_stringEnd >= 0)
            _stringEnd -= count;
    }

    /// <summary>Moves on until <paramref name="target"/> lies behind or under it.</summary>
    public void AdvanceTo(ReadOnlySpan<byte> data, int target)
    {
        int p = _position;
        while (p < target)
        {
            if (_state == State.Text)
            {
                p = target;
            }
            else if (_state == State.String)
            {
                int end = _stringEnd >= p ? _stringEnd : JsonString.End(data, p, target);
                if (end < 0 || end >= target)
                {
                    p = JsonString.Next(data, p, target);
                    break;
                }
                EndString(data, end);
                p = end + 1;
            }
            else
            {
                Step(data[p], p);
                p++;
            }
        }
        _position = p;
    }

    /// <summary>Returns the end of the string that the position is in, or <paramref name="limit"/> when it ends later.</summary>
    public int StringEnd(ReadOnlySpan<byte> data, int limit)
    {
        if (_stringEnd >= 0)
            return Math.Min(_stringEnd, limit);
        int end = _position < limit ? JsonString.End(data, _position, limit) : -1;
        if (end < 0)
            return limit;
        return _stringEnd = end;
    }

    /// <summary>Takes what follows as plain text up to the next document.</summary>
    public Place BreakOff()
    {
        _state = State.Text;
        return Reading.Place.Text;
    }

    private void EndString(ReadOnlySpan<byte> data, int end)
    {
        _stringEnd = -1;
        if (!IsKey)
        {
            _state = State.Comma;
            return;
        }
        _state = State.Colon;
        _keyLength = StringStart >= 0 && end - StringStart <= _key.Length ? end - StringStart : 0;
        data.Slice(Math.Max(0, StringStart), _keyLength).CopyTo(_key);
    }

    private void Step(byte b, int at)
    {
        if (b is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            if (_state == State.Scalar)
                _state = State.Comma;
            return;
        }
        if (at == 0 && b == 0xEF || _state == State.Value && _depth == 0 && b is 0xBB or 0xBF)
            return;
        bool scalar =
            b
            is >= (byte)'0'
                and <= (byte)'9'
                or >= (byte)'a'
                and <= (byte)'z'
                or >= (byte)'A'
                and <= (byte)'Z'
                or (byte)'-'
                or (byte)'+'
                or (byte)'.';
        switch (_state)
        {
            case State.Scalar when scalar:
                return;
            case State.Scalar or State.Comma when b == ',' && _depth > 0:
                _state = _isObject[_depth - 1] ? State.Key : State.Value;
                return;
            case State.Scalar or State.Comma or State.FirstKey when b == '}' && _depth > 0 && _isObject[_depth - 1]:
            case State.Scalar or State.Comma or State.FirstItem when b == ']' && _depth > 0 && !_isObject[_depth - 1]:
                _depth--;
                _state = State.Comma;
                return;
            // One document may follow another.
            case State.Comma when _depth == 0 && b is (byte)'{' or (byte)'[':
            case State.Value or State.FirstItem:
                BeginValue(b, at, scalar);
                return;
            case State.Key or State.FirstKey when b == '"':
                BeginString(at, isKey: true);
                return;
            case State.Colon when b == ':':
                _state = State.Value;
                return;
            default:
                _state = State.Text;
                return;
        }
    }

    private void BeginValue(byte b, int at, bool scalar)
    {
        if (b == '"')
            BeginString(at, isKey: false);
        else if (b is (byte)'{' or (byte)'[' && _depth < MaxDepth)
            (_isObject[_depth++], _state) = (b == '{', b == '{' ? State.FirstKey : State.FirstItem);
        else if (
            scalar && (_depth > 0 || b is (byte)'-' or (byte)'t' or (byte)'f' or (byte)'n' or (>= (byte)'0' and <= (byte)'9'))
        )
            _state = _depth > 0 ? State.Scalar : State.Text;
        else
            _state = State.Text;
    }

    private void BeginString(int at, bool isKey)
    {
        (_state, IsKey, StringStart, _stringEnd) = (State.String, isKey, at + 1, -1);
    }
}

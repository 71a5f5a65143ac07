using System.Buffers.Text;
using System.Text.Json;

namespace Reprise.Normalizing;

/// <summary>A value of a parsed text; the value of a member that is not there is missing, and all of its members are too.</summary>
internal readonly ref struct JsonValue
{
    private readonly JsonTape? _tape;
    private readonly ReadOnlySpan<byte> _utf8;
    private readonly int _index;

    internal JsonValue(JsonTape tape, ReadOnlySpan<byte> utf8, int index)
    {
        _tape = tape;
        _utf8 = utf8;
        _index = index;
    }

    /// <summary>What the value is; <see cref="JsonTokenType.None"/> when it is missing.</summary>
    public JsonTokenType Kind => _tape is null ? JsonTokenType.None : Token.Kind;

    /// <summary>Whether there is a value other than null.</summary>
    public bool IsPresent => Kind is not (JsonTokenType.None or JsonTokenType.Null);

    public bool IsObject => Kind == JsonTokenType.StartObject;

    public bool IsArray => Kind == JsonTokenType.StartArray;

    public bool IsString => Kind == JsonTokenType.String;

    /// <summary>Its place in the text, which <see cref="At"/> finds it by again.</summary>
    public int Index => _index;

    public bool IsTrue => Kind == JsonTokenType.True;

    /// <summary>The bytes as spelled: nested values with their brackets, strings without their quotation marks.</summary>
    public ReadOnlySpan<byte> Raw => _tape is null ? default : _utf8.Slice(Token.Start, Token.Length);

    /// <summary>The elements of an array; none when it is no array.</summary>
    public JsonElements Elements => IsArray ? new(_tape!, _utf8, _index) : default;

    /// <summary>The members of an object; none when it is no object.</summary>
    public JsonMembers Members => IsObject ? new(_tape!, _utf8, _index) : default;

    /// <summary>The value at a place of the same text.</summary>
    public JsonValue At(int index) => new(_tape!, _utf8, index);

    private ref readonly JsonToken Token => ref _tape!.Tokens[_index];

    /// <summary>The first member of this name.</summary>
    public JsonValue this[ReadOnlySpan<byte> name]
    {
        get
        {
            if (!IsObject)
                return default;
            ReadOnlySpan<JsonToken> tokens = _tape!.Tokens;
            int end = tokens[_index].Next;
            for (int at = _index + 1; at < end; at = tokens[at + 1].Next)
            {
                ref readonly JsonToken token = ref tokens[at];
                ReadOnlySpan<byte> spelled = _utf8.Slice(token.Start, token.Length);
                if (token.IsEscaped ? JsonText.Equals(spelled, name) : spelled.SequenceEqual(name))
                    return new JsonValue(_tape, _utf8, at + 1);
            }
            return default;
        }
    }

    /// <summary>Whether this is a string of that text.</summary>
    public bool Is(ReadOnlySpan<byte> text) =>
        IsString && (Token.IsEscaped ? JsonText.Equals(Raw, text) : Raw.SequenceEqual(text));

    /// <summary>The text of a string with its escapes undone, always valid UTF-8; empty when this is no string.</summary>
    /// <param name="scratch">Where the text is put when it isn't what was spelled.</param>
    public ReadOnlySpan<byte> Text(Utf8Scratch scratch) => IsString ? JsonText.Decode(Raw, Token.IsEscaped, scratch) : default;

    /// <summary>A whole number; a fraction is cut off.</summary>
    /// <returns>0 when this is no number, or none that fits.</returns>
    public long Long()
    {
        if (Kind != JsonTokenType.Number)
            return 0;
        if (Utf8Parser.TryParse(Raw, out long value, out int used) && used == Raw.Length)
            return value;
        return Utf8Parser.TryParse(Raw, out double fraction, out _) && Math.Abs(fraction) < 1e18 ? (long)fraction : 0;
    }

    /// <summary>How many there are of something that is counted, such as tokens; a number in quotation marks will do.</summary>
    /// <returns>0 when nothing is told, -1 when what is told is no number of things.</returns>
    public long Amount()
    {
        if (!IsPresent || Kind == JsonTokenType.Null)
            return 0;
        if (Kind is not (JsonTokenType.Number or JsonTokenType.String))
            return -1;
        if (Utf8Parser.TryParse(Raw, out long value, out int used) && used == Raw.Length)
            return Math.Max(-1, value);
        bool isNumber = Utf8Parser.TryParse(Raw, out double fraction, out used) && used == Raw.Length;
        return isNumber && fraction is >= 0 and < 1e18 ? (long)fraction : -1;
    }

    /// <summary>An amount of USD, in 10^-9 USD, rounded.</summary>
    /// <returns>Null when nothing is told, -1 when what is told is no amount of money.</returns>
    public long? NanoUsd()
    {
        if (!IsPresent || Kind == JsonTokenType.Null)
            return null;
        bool isNumber = Utf8Parser.TryParse(Raw, out double usd, out int used) && used == Raw.Length;
        return isNumber && usd is >= 0 and < 1e9 ? (long)Math.Round(usd * 1e9) : -1;
    }
}

/// <summary>The elements of an array, for <c>foreach</c>.</summary>
internal ref struct JsonElements
{
    private readonly JsonTape? _tape;
    private readonly ReadOnlySpan<byte> _utf8;
    private readonly int _end;
    private int _at;
    private int _next;

    internal JsonElements(JsonTape tape, ReadOnlySpan<byte> utf8, int array)
    {
        _tape = tape;
        _utf8 = utf8;
        _end = tape.Tokens[array].Next;
        _next = array + 1;
    }

    public readonly JsonValue Current => new(_tape!, _utf8, _at);

    public readonly JsonElements GetEnumerator() => this;

    public bool MoveNext()
    {
        if (_tape is null || _next >= _end)
            return false;
        _at = _next;
        _next = _tape.Tokens[_at].Next;
        return true;
    }
}

/// <summary>The members of an object, for <c>foreach</c>.</summary>
internal ref struct JsonMembers
{
    private readonly JsonTape? _tape;
    private readonly ReadOnlySpan<byte> _utf8;
    private readonly int _end;
    private int _at;
    private int _next;

    internal JsonMembers(JsonTape tape, ReadOnlySpan<byte> utf8, int parent)
    {
        _tape = tape;
        _utf8 = utf8;
        _end = tape.Tokens[parent].Next;
        _next = parent + 1;
    }

    public readonly JsonMember Current =>
        new(_utf8.Slice(_tape!.Tokens[_at].Start, _tape.Tokens[_at].Length), new JsonValue(_tape, _utf8, _at + 1));

    public readonly JsonMembers GetEnumerator() => this;

    public bool MoveNext()
    {
        if (_tape is null || _next >= _end)
            return false;
        _at = _next;
        _next = _tape.Tokens[_at + 1].Next;
        return true;
    }
}

/// <summary>A member of an object.</summary>
internal readonly ref struct JsonMember(ReadOnlySpan<byte> name, JsonValue value)
{
    /// <summary>The name as spelled.</summary>
    public ReadOnlySpan<byte> Name { get; } = name;

    public JsonValue Value { get; } = value;
}

using System.Text.Json;

namespace Reprise.Normalizing;

/// <summary>The tokens of one JSON text in an array that is used again and again, so that values are visited in any order.</summary>
/// <remarks>Values are valid until the next text is parsed. Not for several threads at once.</remarks>
internal sealed class JsonTape
{
    /// <summary>A text that is nested deeper counts as damaged.</summary>
    public const int MaxDepth = 512;

    /// <summary>A text with more tokens counts as damaged: each takes 16 bytes of memory, and a number may take two of text.</summary>
    public const int MaxTokens = 1 << 21;

    private const int MaxKeptTokens = 1 << 18;

    private static readonly JsonReaderOptions _options = new() { MaxDepth = MaxDepth };

    private readonly int[] _open = new int[MaxDepth + 1];
    private JsonToken[] _tokens = new JsonToken[512];
    private int _count;

    internal ReadOnlySpan<JsonToken> Tokens => _tokens.AsSpan(0, _count);

    /// <summary>Whether a record holds nothing at all: empty, white space, or a byte order mark alone.</summary>
    public static bool IsBlank(ReadOnlySpan<byte> record) => WithoutMark(record).TrimStart(" \t\r\n"u8).IsEmpty;

    /// <summary>Parses one object or array; a byte order mark, white space and NUL bytes around it are skipped.</summary>
    /// <returns>False when it is no JSON, more than one value, torn, nested too deep, or of too many tokens.</returns>
    public bool TryParse(ReadOnlySpan<byte> record, out JsonValue root)
    {
        root = default;
        _count = 0;
        ReadOnlySpan<byte> utf8 = WithoutMark(record.Trim(" \t\r\n\0"u8)).Trim(" \t\r\n\0"u8);
        if (utf8.IsEmpty || utf8[0] is not ((byte)'{' or (byte)'['))
            return false;
        if (_tokens.Length > MaxKeptTokens)
            _tokens = new JsonToken[MaxKeptTokens];
        try
        {
            if (!Fill(utf8))
                return false;
        }
        catch (JsonException)
        {
            _count = 0;
            return false;
        }
        root = new JsonValue(this, utf8, 0);
        return true;
    }

    private static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> utf8) => utf8.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8;

    private bool Fill(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8, _options);
        JsonToken[] tokens = _tokens;
        int count = 0;
        int depth = 0;
        while (reader.Read())
        {
            int start = (int)reader.TokenStartIndex;
            JsonTokenType kind = reader.TokenType;
            if (kind is JsonTokenType.EndObject or JsonTokenType.EndArray)
            {
                ref JsonToken opened = ref tokens[_open[--depth]];
                opened.Length = start + 1 - opened.Start;
                opened.Next = count;
                continue;
            }
            if (count == MaxTokens)
                return false;
            if (count == tokens.Length)
                Array.Resize(ref tokens, tokens.Length * 2);
            ref JsonToken token = ref tokens[count];
            token.Kind = kind;
            token.Start = start;
            token.Next = count + 1;
            if (kind is JsonTokenType.StartObject or JsonTokenType.StartArray)
            {
                _open[depth++] = count;
                token.IsEscaped = false;
            }
            else
            {
                bool isQuoted = kind is JsonTokenType.String or JsonTokenType.PropertyName;
                token.Start = isQuoted ? start + 1 : start;
                token.Length = reader.ValueSpan.Length;
                token.IsEscaped = isQuoted && reader.ValueIsEscaped;
            }
            count++;
        }
        _tokens = tokens;
        _count = count;
        return true;
    }
}

/// <summary>One token: a value, or the name of a member, which its value follows.</summary>
internal struct JsonToken
{
    /// <summary>Where it starts, without the quotation mark.</summary>
    public int Start;

    /// <summary>Its length in bytes, without quotation marks.</summary>
    public int Length;

    /// <summary>The token after the whole value.</summary>
    public int Next;

    /// <summary>What it is.</summary>
    public JsonTokenType Kind;

    /// <summary>Whether it holds a backslash.</summary>
    public bool IsEscaped;
}

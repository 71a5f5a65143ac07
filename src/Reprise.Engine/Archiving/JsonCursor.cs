using System.Text.Json;

namespace Reprise.Archiving;

/// <summary>
/// Walks through a JSON document of a known shape. Another shape is a <see cref="JsonException"/>; text that is no Unicode is an
/// <see cref="InvalidOperationException"/>, as the reader below has it.
/// </summary>
internal ref struct JsonCursor(ReadOnlySpan<byte> json)
{
    private Utf8JsonReader _json = new(json);

    /// <summary>Reads an object from after its start to its end.</summary>
    public delegate T ObjectReader<out T>(scoped ref JsonCursor json);

    /// <summary>Enters the object that the document is.</summary>
    public void Begin() => Expect(JsonTokenType.StartObject);

    /// <summary>Makes sure that nothing follows.</summary>
    public void End()
    {
        if (_json.Read())
            throw Unexpected();
    }

    /// <summary>Goes to the name of the next member.</summary>
    /// <returns>False at the end of the object.</returns>
    public bool NextMember()
    {
        ReadToken();
        return _json.TokenType == JsonTokenType.PropertyName;
    }

    /// <summary>Says whether the name or the text that was just read is a given one.</summary>
    public readonly bool Is(ReadOnlySpan<byte> text) => _json.ValueTextEquals(text);

    /// <summary>Passes over the value of a member, however deep it is.</summary>
    public void Skip() => _json.Skip();

    /// <summary>Goes to a text that <see cref="Is"/> compares.</summary>
    public void ToText() => Expect(JsonTokenType.String);

    public string Text() => TextOrNull() ?? throw Unexpected();

    public string? TextOrNull()
    {
        if (IsNull())
            return null;
        return _json.TokenType == JsonTokenType.String ? _json.GetString() : throw Unexpected();
    }

    public int Int32() => Int32OrNull() ?? throw Unexpected();

    public int? Int32OrNull()
    {
        if (IsNull())
            return null;
        return _json.TokenType == JsonTokenType.Number && _json.TryGetInt32(out int value) ? value : throw Unexpected();
    }

    public long Int64() => Int64OrNull() ?? throw Unexpected();

    public long? Int64OrNull()
    {
        if (IsNull())
            return null;
        return _json.TokenType == JsonTokenType.Number && _json.TryGetInt64(out long value) ? value : throw Unexpected();
    }

    public bool Boolean()
    {
        ReadToken();
        return _json.TokenType is JsonTokenType.True or JsonTokenType.False ? _json.GetBoolean() : throw Unexpected();
    }

    public DateTime DateTime()
    {
        Expect(JsonTokenType.String);
        return _json.TryGetDateTime(out DateTime value) ? value : throw Unexpected();
    }

    public DateTimeOffset DateTimeOffset() => DateTimeOffsetOrNull() ?? throw Unexpected();

    public DateTimeOffset? DateTimeOffsetOrNull()
    {
        if (IsNull())
            return null;
        return _json.TokenType == JsonTokenType.String && _json.TryGetDateTimeOffset(out DateTimeOffset value)
            ? value
            : throw Unexpected();
    }

    public List<T>? ListOrNull<T>(ObjectReader<T> read) => IsNull() ? null : ListFromStart(read);

    public List<T> List<T>(ObjectReader<T> read)
    {
        ReadToken();
        return ListFromStart(read);
    }

    /// <summary>What is thrown for a value that cannot be where it is.</summary>
    public readonly JsonException Unexpected() => new($"A {_json.TokenType} at byte {_json.TokenStartIndex} does not fit.");

    private List<T> ListFromStart<T>(ObjectReader<T> read)
    {
        if (_json.TokenType != JsonTokenType.StartArray)
            throw Unexpected();
        var items = new List<T>();
        while (true)
        {
            ReadToken();
            if (_json.TokenType == JsonTokenType.EndArray)
                return items;
            if (_json.TokenType != JsonTokenType.StartObject)
                throw Unexpected();
            items.Add(read(ref this));
        }
    }

    private bool IsNull()
    {
        ReadToken();
        return _json.TokenType == JsonTokenType.Null;
    }

    private void Expect(JsonTokenType type)
    {
        ReadToken();
        if (_json.TokenType != type)
            throw Unexpected();
    }

    private void ReadToken()
    {
        if (!_json.Read())
            throw Unexpected();
    }
}

using System.Text;
using System.Text.Json;
using Reprise.Normalizing;

namespace Reprise.Fuzz.Targets;

/// <summary>The tape of JSON tokens against System.Text.Json's document: the same texts are taken, with the same values.</summary>
internal sealed class JsonTapeTarget : FuzzTarget
{
    private readonly JsonTape _tape = new();
    private readonly Utf8Scratch _scratch = new();
    private ulong _seen;

    public override string Name => "json";

    public override IReadOnlyList<byte[]> Seeds { get; } =
        FuzzTokens.Of(
            """{"a":[1,2.5,-3e2,true,false,null,"x\n\"\\\u00e9\ud83d\ude00"],"b":{"c":{}},"a":"twice","\u0061":0}""",
            """[[],{},"",0,-0,1e999,9223372036854775807,9223372036854775808]""",
            "\uFEFF {\"a\": \"b\" } \0"
        );

    public override ulong Run(byte[] input, Random choice)
    {
        _seen = 0;
        _scratch.Reset();
        bool isTaken = _tape.TryParse(input, out JsonValue root);
        JsonDocument? oracle = Parse(input);
        Require(isTaken == oracle is not null, $"It is {(isTaken ? "" : "not ")}taken, and the document says otherwise.");
        if (oracle is not null)
            Compare(root, oracle.RootElement);
        oracle?.Dispose();
        return _seen;
    }

    // What a record is allowed beyond JSON is taken off first: a mark, white space and NUL bytes around one object or array.
    private static JsonDocument? Parse(byte[] input)
    {
        ReadOnlySpan<byte> text = input.AsSpan().Trim(" \t\r\n\0"u8);
        if (text.StartsWith("\uFEFF"u8))
            text = text[3..].Trim(" \t\r\n\0"u8);
        if (text.IsEmpty || text[0] is not ((byte)'{' or (byte)'['))
            return null;
        try
        {
            return JsonDocument.Parse(text.ToArray(), new JsonDocumentOptions { MaxDepth = JsonTape.MaxDepth });
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private void Compare(JsonValue value, JsonElement oracle)
    {
        _seen |= 1UL << (int)oracle.ValueKind;
        Require(value.Kind == Token(oracle), $"A {oracle.ValueKind} is a {value.Kind}.");
        switch (oracle.ValueKind)
        {
            case JsonValueKind.Object:
                CompareMembers(value, oracle);
                break;
            case JsonValueKind.Array:
                CompareElements(value, oracle);
                break;
            case JsonValueKind.String:
                CompareTexts(value, oracle);
                break;
            case JsonValueKind.Number:
                _seen |= oracle.TryGetInt64(out long number) ? 1UL << 20 : 1UL << 21;
                Require(!oracle.TryGetInt64(out number) || value.Long() == number, $"{oracle.GetRawText()} is {value.Long()}.");
                break;
        }
    }

    private void CompareMembers(JsonValue value, JsonElement oracle)
    {
        JsonMembers members = value.Members;
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (JsonProperty property in oracle.EnumerateObject())
        {
            Require(members.MoveNext(), "A member is missing.");
            Compare(members.Current.Value, property.Value);
            if (TextOf(property) is not { } name || !names.Add(name))
                continue;
            _seen |= 1UL << 22;
            JsonValue first = value[Encoding.UTF8.GetBytes(name)];
            Require(first.Kind == Token(property.Value), "A member is not found by its name.");
            Require(first.Raw.SequenceEqual(members.Current.Value.Raw), "Another member is found by its name.");
        }
        Require(!members.MoveNext(), "There is a member too many.");
    }

    private void CompareElements(JsonValue value, JsonElement oracle)
    {
        JsonElements elements = value.Elements;
        foreach (JsonElement element in oracle.EnumerateArray())
        {
            Require(elements.MoveNext(), "An element is missing.");
            Compare(elements.Current, element);
        }
        Require(!elements.MoveNext(), "There is an element too many.");
    }

    private void CompareTexts(JsonValue value, JsonElement oracle)
    {
        ReadOnlySpan<byte> text = value.Text(_scratch);
        Require(System.Text.Unicode.Utf8.IsValid(text), "A text is no valid UTF-8.");
        try
        {
            string expected = oracle.GetString() ?? "";
            Require(Encoding.UTF8.GetString(text) == expected, "A text is another one.");
            Require(value.Is(Encoding.UTF8.GetBytes(expected)), "A text is not equal to itself.");
            _seen |= 1UL << 23;
        }
        catch (InvalidOperationException)
        {
            // Half a pair, or no valid UTF-8: the document gives no text then.
            _seen |= 1UL << 24;
        }
    }

    private static string? TextOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static JsonTokenType Token(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Object => JsonTokenType.StartObject,
            JsonValueKind.Array => JsonTokenType.StartArray,
            JsonValueKind.String => JsonTokenType.String,
            JsonValueKind.Number => JsonTokenType.Number,
            JsonValueKind.True => JsonTokenType.True,
            JsonValueKind.False => JsonTokenType.False,
            _ => JsonTokenType.Null,
        };
}

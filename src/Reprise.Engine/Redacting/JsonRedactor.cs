using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Reprise.Redacting;

/// <summary>Changes texts in JSON and leaves all else as it is spelled. For one thread at a time.</summary>
internal sealed class JsonRedactor
{
    private static readonly JsonReaderOptions _options = new() { MaxDepth = 1024, AllowMultipleValues = true };
    private readonly ArrayBufferWriter<byte> _output = new();
    private char[] _characters = [];

    /// <summary>Redacts a text.</summary>
    /// <returns>Null when nothing is hidden.</returns>
    public delegate string? Redaction(ReadOnlySpan<char> text);

    /// <summary>Redacts names, texts and numbers.</summary>
    /// <param name="utf8">The JSON.</param>
    /// <param name="redact">Redacts one of them.</param>
    /// <param name="redacted">The result; null when nothing is hidden.</param>
    /// <param name="keeps">Says that the value of a member stays whatever it is; null for none.</param>
    /// <param name="keepsNames">Whether the names of members stay.</param>
    /// <returns>False when it is no JSON.</returns>
    public bool Redact(
        ReadOnlySpan<byte> utf8,
        Redaction redact,
        out byte[]? redacted,
        Func<string, bool>? keeps = null,
        bool keepsNames = false
    )
    {
        redacted = null;
        _output.Clear();
        int copied = 0;
        bool isKept = false;
        try
        {
            var json = new Utf8JsonReader(utf8, _options);
            while (json.Read())
            {
                if (json.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName or JsonTokenType.Number))
                {
                    isKept = false;
                    continue;
                }
                bool isName = json.TokenType == JsonTokenType.PropertyName;
                bool skip = isName ? keepsNames : isKept;
                isKept = isName && keeps is not null && keeps(json.GetString() ?? "");
                if (skip || redact(TextOf(ref json)) is not { } hidden)
                    continue;
                int start = (int)json.TokenStartIndex;
                _output.Write(utf8[copied..start]);
                _output.Write(
                    Encoding.UTF8.GetBytes($"\"{JsonEncodedText.Encode(hidden, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"")
                );
                int quotes = json.TokenType == JsonTokenType.Number ? 0 : 2;
                copied = start + json.ValueSpan.Length + quotes;
            }
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return false;
        }
        if (copied > 0)
        {
            _output.Write(utf8[copied..]);
            redacted = _output.WrittenSpan.ToArray();
        }
        return true;
    }

    private ReadOnlySpan<char> TextOf(ref Utf8JsonReader json)
    {
        ReadOnlySpan<byte> spelled = json.ValueSpan;
        if (_characters.Length < spelled.Length)
            _characters = new char[Math.Max(spelled.Length, 2 * _characters.Length)];
        int length =
            json.TokenType == JsonTokenType.Number ? Encoding.UTF8.GetChars(spelled, _characters) : json.CopyString(_characters);
        return _characters.AsSpan(0, length);
    }
}

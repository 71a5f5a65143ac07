using System.Text;
using System.Text.Json;

namespace Reprise.Fuzz.Oracle;

/// <summary>A text with, for each of its bytes, the range of raw bytes that it is spelled with.</summary>
internal sealed class MappedText
{
    private readonly List<byte> _bytes = [];
    private readonly List<(int Start, int End)> _raw = [];

    /// <summary>The text as UTF-8.</summary>
    public byte[] Bytes => [.. _bytes];

    /// <summary>The text with one character for each byte, so that positions in it are positions of bytes.</summary>
    public string Latin => Encoding.Latin1.GetString([.. _bytes]);

    /// <summary>Returns a text that is spelled as it stands.</summary>
    public static MappedText Of(ReadOnlySpan<byte> bytes)
    {
        var text = new MappedText();
        for (int i = 0; i < bytes.Length; i++)
            text.Add(bytes[i], (i, i + 1));
        return text;
    }

    /// <summary>Returns the raw range of a range of bytes.</summary>
    public (int Start, int End) Raw(int start, int end) => (_raw[start].Start, _raw[end - 1].End);

    /// <summary>Gives all strings of the JSON document that the text is, decoded, names of members too.</summary>
    /// <returns>None when it is no JSON document.</returns>
    public IReadOnlyList<MappedText> Strings()
    {
        List<MappedText> strings = [];
        byte[] bytes = Bytes;
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = 512 });
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
                {
                    int start = (int)reader.TokenStartIndex + 1;
                    strings.Add(Decode(bytes, start, start + reader.ValueSpan.Length));
                }
            }
        }
        catch (JsonException)
        {
            return [];
        }
        return strings;
    }

    private MappedText Decode(byte[] bytes, int start, int end)
    {
        var text = new MappedText();
        int p = start;
        while (p < end)
        {
            int at = p;
            if (bytes[p] != '\\')
            {
                text.Add(bytes[p], _raw[p]);
                p++;
                continue;
            }
            string decoded = Unescape(bytes, ref p, end);
            (int, int) raw = (_raw[at].Start, _raw[p - 1].End);
            foreach (byte b in Encoding.UTF8.GetBytes(decoded))
                text.Add(b, raw);
        }
        return text;
    }

    // Half a surrogate pair becomes the replacement character.
    private static string Unescape(byte[] bytes, ref int p, int end)
    {
        char c = (char)bytes[p + 1];
        if (c != 'u')
        {
            p += 2;
            return c switch
            {
                'n' => "\n",
                'r' => "\r",
                't' => "\t",
                'b' => "\b",
                'f' => "\f",
                _ => c.ToString(),
            };
        }
        char unit = Unit(bytes, p);
        p += 6;
        if (
            char.IsHighSurrogate(unit)
            && p + 6 <= end
            && bytes[p] == '\\'
            && bytes[p + 1] == 'u'
            && char.IsLowSurrogate(Unit(bytes, p))
        )
        {
            p += 6;
            return new string([unit, Unit(bytes, p - 6)]);
        }
        return unit.ToString();
    }

    private static char Unit(byte[] bytes, int p) => (char)Convert.ToUInt16(Encoding.ASCII.GetString(bytes, p + 2, 4), 16);

    private void Add(byte b, (int, int) raw)
    {
        _bytes.Add(b);
        _raw.Add(raw);
    }
}

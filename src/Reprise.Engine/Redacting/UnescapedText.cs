using System.Globalization;

namespace Reprise.Redacting;

/// <summary>A text with its escapes undone, whatever their depth, and the place in the text that each character comes from.</summary>
/// <remarks>
/// Texts of tools hold JSON in JSON: what a person wants hidden may be spelled with backslashes there. A run of them before
/// a letter of an escape is one character; where it was meant otherwise, the text as it stands is looked at too.
/// </remarks>
internal sealed class UnescapedText
{
    private char[] _characters = [];
    private int[] _places = [];
    private int _length;

    /// <summary>The text without escapes.</summary>
    public ReadOnlySpan<char> Text => _characters.AsSpan(0, _length);

    /// <summary>Returns where in the text a character comes from; of the one after the last, the text's end.</summary>
    public int PlaceOf(int index) => _places[index];

    /// <summary>Returns a text with its escapes undone.</summary>
    public static string Of(string text)
    {
        var unescaped = new UnescapedText();
        return unescaped.Read(text) ? unescaped.Text.ToString() : text;
    }

    /// <summary>Undoes the escapes of a text.</summary>
    /// <returns>False when it holds none.</returns>
    public bool Read(ReadOnlySpan<char> text)
    {
        _length = 0;
        if (!text.Contains('\\'))
            return false;
        if (_characters.Length < text.Length)
        {
            _characters = new char[text.Length];
            _places = new int[text.Length + 1];
        }
        for (int at = 0; at < text.Length; )
        {
            _places[_length] = at;
            at += text[at] == '\\' ? Escape(text[at..], out _characters[_length]) : Take(text[at], out _characters[_length]);
            _length++;
        }
        _places[_length] = text.Length;
        return true;
    }

    private static int Take(char c, out char taken)
    {
        taken = c;
        return 1;
    }

    private static int Escape(ReadOnlySpan<char> text, out char unit)
    {
        int letter = text.IndexOfAnyExcept('\\');
        unit = '\\';
        if (letter < 0)
            return text.Length;
        switch (text[letter])
        {
            case 'n':
                unit = '\n';
                return letter + 1;
            case 'r':
                unit = '\r';
                return letter + 1;
            case 't':
                unit = '\t';
                return letter + 1;
            case '"' or '\'' or '/':
                unit = text[letter];
                return letter + 1;
            case 'u'
                when text.Length >= letter + 5
                    && ushort.TryParse(
                        text.Slice(letter + 1, 4),
                        NumberStyles.AllowHexSpecifier,
                        CultureInfo.InvariantCulture,
                        out ushort code
                    ):
                unit = (char)code;
                return letter + 5;
            default:
                return letter;
        }
    }
}

using System.Buffers;
using System.Text;
using Reprise.Masking.Reading;

namespace Reprise.Masking.Verifying;

/// <summary>A list of short texts, of which any may stand in another one.</summary>
/// <remarks>Most texts hold no sign at all; then only those of letters are looked for.</remarks>
internal sealed class TextList
{
    private readonly byte[][] _withSigns;
    private readonly byte[][] _ofLetters;
    private readonly SearchValues<byte> _signs;

    /// <param name="texts">Separated by blanks.</param>
    public TextList(string texts)
    {
        byte[][] all = [.. texts.Split(' ').Select(Encoding.ASCII.GetBytes)];
        _withSigns = [.. all.Where(text => SignOf(text) >= 0)];
        _ofLetters = [.. all.Where(text => SignOf(text) < 0)];
        _signs = ByteSet.Where(b => Array.Exists(_withSigns, text => text[SignOf(text)] == b));
    }

    /// <summary>Tells whether one of them stands in a text.</summary>
    public bool IsIn(ReadOnlySpan<byte> text) => Holds(text, _ofLetters) || (text.ContainsAny(_signs) && Holds(text, _withSigns));

    private static int SignOf(ReadOnlySpan<byte> text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            // A dash is a sign of names as well.
            if (!char.IsAsciiLetterOrDigit((char)text[i]) && text[i] != '-')
                return i;
        }
        return -1;
    }

    private static bool Holds(ReadOnlySpan<byte> text, byte[][] parts)
    {
        foreach (byte[] part in parts)
        {
            if (text.IndexOf(part) >= 0)
                return true;
        }
        return false;
    }
}

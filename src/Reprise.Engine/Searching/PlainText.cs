using System.Buffers;
using System.Globalization;
using System.Text;

namespace Reprise.Searching;

/// <summary>Makes text fit for a terminal: what it could be controlled with is left out.</summary>
public static class PlainText
{
    private const int MaxSequence = 256;
    private const char Escape = '\u001b';
    private const char Joiner = '\u200d';
    private const char Bell = '\u0007';

    /// <summary>Returns a text without control characters; line ends and tabs stay.</summary>
    public static string Clean(string text)
    {
        int at = 0;
        while (at < text.Length && Hidden(text.AsSpan(at)) == 0)
            at++;
        if (at == text.Length)
            return text;
        var clean = new StringBuilder(text, 0, at, text.Length);
        while (at < text.Length)
        {
            int hidden = Hidden(text.AsSpan(at));
            if (hidden == 0)
                clean.Append(text[at++]);
            at += hidden;
        }
        return clean.ToString();
    }

    /// <summary>Returns a text without control characters and without characters that nobody sees; each line ends in one way.</summary>
    /// <remarks>What is to be hidden is looked for in this: a word can be cut in two by what is not shown.</remarks>
    public static string Visible(string text)
    {
        text = Clean(text);
        if (Ascii.IsValid(text))
            return text;
        var visible = new StringBuilder(text.Length);
        for (int at = 0; at < text.Length; )
        {
            if (Rune.DecodeFromUtf16(text.AsSpan(at), out Rune rune, out int length) != OperationStatus.Done)
                rune = Rune.ReplacementChar;
            at += length;
            if (rune.Value is 0x2028 or 0x2029)
                visible.Append('\n');
            else if (Rune.GetUnicodeCategory(rune) != UnicodeCategory.Format || IsJoiner(rune, visible))
                visible.Append(rune);
        }
        return visible.ToString();
    }

    // It makes one picture of several, but in the middle of a word nobody sees it.
    private static bool IsJoiner(Rune rune, StringBuilder before) =>
        rune.Value == Joiner && before.Length > 0 && !char.IsAscii(before[^1]);

    /// <summary>Returns how many characters at the start of a text are not to be shown; 0 when the first one is.</summary>
    internal static int Hidden(ReadOnlySpan<char> text) =>
        text[0] switch
        {
            '\n' or '\t' => 0,
            Escape => Sequence(text),
            < ' ' or (>= '\u007f' and <= '\u009f') => 1,
            // Characters that change the direction of what follows can make a text look like another one.
            '\u061c' or '\u200e' or '\u200f' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069') or '\ufeff' => 1,
            _ => 0,
        };

    /// <summary>Measures an escape sequence: colours and cursor movements, or a command with a text. Source: ECMA-48.</summary>
    private static int Sequence(ReadOnlySpan<char> text)
    {
        int end = Math.Min(text.Length, MaxSequence);
        if (end > 1 && text[1] == '[')
        {
            for (int i = 2; i < end; i++)
            {
                if (text[i] is >= '@' and <= '~')
                    return i + 1;
                if (text[i] is < ' ' or > '~')
                    return i;
            }
        }
        if (end > 1 && text[1] == ']')
        {
            for (int i = 2; i < end && text[i] is not ('\n' or '\r'); i++)
            {
                if (text[i] == Bell)
                    return i + 1;
                if (text[i] == Escape)
                    return i + 1 < end && text[i + 1] == '\\' ? i + 2 : i;
            }
        }
        return 1;
    }
}

using System.Globalization;
using System.Text;

namespace Reprise.Cli.Terminal;

/// <summary>Measures and cuts safe text in the columns that a terminal gives it.</summary>
internal static class TextWidth
{
    private const string Ellipsis = "…";
    private const int EmojiPresentation = 0xFE0F;
    private const int FirstFlagLetter = 0x1F1E6;
    private const int LastFlagLetter = 0x1F1FF;

    /// <summary>
    /// Where characters begin and end that take two columns.
    /// Source: Unicode 16 EastAsianWidth.txt (W and F), neighbouring ranges joined over unassigned places.
    /// </summary>
    private static ReadOnlySpan<int> Wide =>
        [
            0x1100,
            0x115F,
            0x231A,
            0x231B,
            0x2329,
            0x232A,
            0x23E9,
            0x23EC,
            0x23F0,
            0x23F0,
            0x23F3,
            0x23F3,
            0x25FD,
            0x25FE,
            0x2614,
            0x2615,
            0x2630,
            0x2637,
            0x2648,
            0x2653,
            0x267F,
            0x267F,
            0x268A,
            0x268F,
            0x2693,
            0x2693,
            0x26A1,
            0x26A1,
            0x26AA,
            0x26AB,
            0x26BD,
            0x26BE,
            0x26C4,
            0x26C5,
            0x26CE,
            0x26CE,
            0x26D4,
            0x26D4,
            0x26EA,
            0x26EA,
            0x26F2,
            0x26F3,
            0x26F5,
            0x26F5,
            0x26FA,
            0x26FA,
            0x26FD,
            0x26FD,
            0x2705,
            0x2705,
            0x270A,
            0x270B,
            0x2728,
            0x2728,
            0x274C,
            0x274C,
            0x274E,
            0x274E,
            0x2753,
            0x2755,
            0x2757,
            0x2757,
            0x2795,
            0x2797,
            0x27B0,
            0x27B0,
            0x27BF,
            0x27BF,
            0x2B1B,
            0x2B1C,
            0x2B50,
            0x2B50,
            0x2B55,
            0x2B55,
            0x2E80,
            0x303E,
            0x3041,
            0x3247,
            0x3250,
            0xA4C6,
            0xA960,
            0xA97C,
            0xAC00,
            0xD7A3,
            0xF900,
            0xFAFF,
            0xFE10,
            0xFE19,
            0xFE30,
            0xFE6B,
            0xFF01,
            0xFF60,
            0xFFE0,
            0xFFE6,
            0x16FE0,
            0x16FF1,
            0x17000,
            0x18D08,
            0x1AFF0,
            0x1B2FB,
            0x1D300,
            0x1D356,
            0x1D360,
            0x1D376,
            0x1F004,
            0x1F004,
            0x1F0CF,
            0x1F0CF,
            0x1F18E,
            0x1F18E,
            0x1F191,
            0x1F19A,
            0x1F200,
            0x1F265,
            0x1F300,
            0x1F320,
            0x1F32D,
            0x1F335,
            0x1F337,
            0x1F37C,
            0x1F37E,
            0x1F393,
            0x1F3A0,
            0x1F3CA,
            0x1F3CF,
            0x1F3D3,
            0x1F3E0,
            0x1F3F0,
            0x1F3F4,
            0x1F3F4,
            0x1F3F8,
            0x1F43E,
            0x1F440,
            0x1F440,
            0x1F442,
            0x1F4FC,
            0x1F4FF,
            0x1F53D,
            0x1F54B,
            0x1F54E,
            0x1F550,
            0x1F567,
            0x1F57A,
            0x1F57A,
            0x1F595,
            0x1F596,
            0x1F5A4,
            0x1F5A4,
            0x1F5FB,
            0x1F64F,
            0x1F680,
            0x1F6C5,
            0x1F6CC,
            0x1F6CC,
            0x1F6D0,
            0x1F6D2,
            0x1F6D5,
            0x1F6DF,
            0x1F6EB,
            0x1F6EC,
            0x1F6F4,
            0x1F6FC,
            0x1F7E0,
            0x1F7F0,
            0x1F90C,
            0x1F93A,
            0x1F93C,
            0x1F945,
            0x1F947,
            0x1F9FF,
            0x1FA70,
            0x1FAFF,
            0x20000,
            0x2FFFD,
            0x30000,
            0x3FFFD,
        ];

    /// <summary>Returns the number of columns of a text.</summary>
    public static int Of(string text)
    {
        if (Ascii.IsValid(text))
            return text.Length;
        int width = 0;
        for (int i = 0; i < text.Length; )
        {
            int length = StringInfo.GetNextTextElementLength(text, i);
            width += OfElement(text.AsSpan(i, length));
            i += length;
        }
        return width;
    }

    /// <summary>Returns as much of a text as fits, with an ellipsis when something is missing.</summary>
    public static string Cut(string text, int columns)
    {
        if (columns <= 0)
            return "";
        if (Of(text) <= columns)
            return text;
        int width = 0;
        int end = 0;
        while (end < text.Length)
        {
            int length = StringInfo.GetNextTextElementLength(text, end);
            width += OfElement(text.AsSpan(end, length));
            if (width > columns - 1)
                break;
            end += length;
        }
        return string.Concat(text.AsSpan(0, end).TrimEnd(' '), Ellipsis);
    }

    /// <summary>A cluster is as wide as its widest character: a joined family is one emoji, an accent adds nothing.</summary>
    private static int OfElement(ReadOnlySpan<char> element)
    {
        int width = 0;
        foreach (Rune rune in element.EnumerateRunes())
            width = Math.Max(
                width,
                rune.Value is EmojiPresentation or (>= FirstFlagLetter and <= LastFlagLetter) ? 2 : OfRune(rune)
            );
        return width;
    }

    private static int OfRune(Rune rune)
    {
        if (rune.Value < 0x1100)
            return IsZeroWidth(rune) ? 0 : 1;
        ReadOnlySpan<int> wide = Wide;
        int low = 0;
        int high = (wide.Length / 2) - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            if (rune.Value < wide[2 * middle])
                high = middle - 1;
            else if (rune.Value > wide[(2 * middle) + 1])
                low = middle + 1;
            else
                return 2;
        }
        return IsZeroWidth(rune) ? 0 : 1;
    }

    private static bool IsZeroWidth(Rune rune) =>
        rune.Value >= 0x300
        && Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.NonSpacingMark
                or UnicodeCategory.EnclosingMark
                or UnicodeCategory.Format;
}

using System.Globalization;
using System.Text;

namespace Reprise.Masking.Reading;

/// <summary>What stands for a character outside ASCII when a value is judged: its class, not itself.</summary>
internal static class Folded
{
    /// <summary>A letter.</summary>
    public const byte Letter = 0xFE;

    /// <summary>Any other character.</summary>
    public const byte Sign = 0xFF;

    /// <summary>An ellipsis: what stands before or after it was left out.</summary>
    public const byte Ellipsis = 0xFD;

    /// <summary>Returns the byte that stands for a character.</summary>
    public static byte Of(Rune rune)
    {
        if (rune.IsAscii)
            return (byte)rune.Value;
        return rune.Value == 0x2026 ? Ellipsis
            : Rune.IsLetterOrDigit(rune) ? Letter
            : Sign;
    }

    /// <summary>Tells whether a bare word goes on with this character: the letters of scripts that put blanks between words.</summary>
    public static bool IsWordLetter(Rune rune) =>
        Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.LowercaseLetter
                or UnicodeCategory.UppercaseLetter
                or UnicodeCategory.TitlecaseLetter
                or UnicodeCategory.NonSpacingMark;
}

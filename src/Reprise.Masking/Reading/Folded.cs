using System.Globalization;
using System.Text;

namespace Reprise.Masking.Reading;

/// <summary>What stands for a character outside ASCII when a value is judged: one byte that tells its class.</summary>
internal static class Folded
{
    /// <summary>An ellipsis: what stands before or after it was left out.</summary>
    public const byte Ellipsis = 0xFF;

    private const int Letters = 0x80;
    private const int Signs = 0xC0;
    private const int Different = 0x3F;

    /// <summary>Returns the byte that stands for a character; neighbours in the code charts stay different.</summary>
    public static byte Of(Rune rune)
    {
        if (rune.IsAscii)
            return (byte)rune.Value;
        return rune.Value == 0x2026 ? Ellipsis
            : Rune.IsLetterOrDigit(rune) ? (byte)(Letters | (rune.Value & Different))
            : (byte)(Signs | (rune.Value % Different));
    }

    /// <summary>Tells whether the byte stands for a letter outside ASCII.</summary>
    public static bool IsLetter(byte folded) => folded is >= Letters and < Signs;

    /// <summary>Tells whether a bare word goes on with this character: the letters of scripts that put blanks between words.</summary>
    public static bool IsWordLetter(Rune rune) =>
        Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.LowercaseLetter
                or UnicodeCategory.UppercaseLetter
                or UnicodeCategory.TitlecaseLetter
                or UnicodeCategory.NonSpacingMark;
}

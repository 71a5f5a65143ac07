using Reprise.Masking.Reading;

namespace Reprise.Masking.Verifying;

/// <summary>Judges values that only words of a sentence announce: more is asked of them.</summary>
internal static class Prose
{
    private const int MinLength = 8;
    private const int MinQuoted = 6;
    private const int MinSecret = 16;
    private const int MinLetters = 14;
    private static readonly Alphabet Signs = new("~!@#$%^&*+=");

    /// <summary>Tells whether a value in a sentence is a secret rather than its next word.</summary>
    /// <param name="text">Decoded and folded.</param>
    /// <param name="strength">What its name promises.</param>
    /// <param name="said">Whether a word such as "is" or quotes set it apart.</param>
    /// <param name="quoted">Whether quotes enclose it.</param>
    public static bool IsPlausible(ReadOnlySpan<byte> text, NameStrength strength, bool said, bool quoted = false)
    {
        if (text.Length < (quoted ? MinQuoted : MinLength))
            return false;
        bool digit = text.ContainsAnyInRange((byte)'0', (byte)'9');
        if (strength != NameStrength.Password)
            return text.Length >= MinSecret && digit && (Randomness.IsRandom(text) || Values.IsUuid(text));
        int classes = Randomness.Classes(text);
        if (!digit)
            return (classes >= 3 && HasSign(text))
                || (said && classes >= 2 && text.Length >= MinLetters && Randomness.IsRandom(text));
        if (!said)
            return !text.Contains((byte)'/') && ((classes >= 3 && HasSign(text)) || Randomness.IsRandom(text));
        return classes >= 3 || Randomness.IsRandom(text) || IsWordAndFigures(text);
    }

    // At least two figures behind or before one word: metall920x.
    private static bool IsWordAndFigures(ReadOnlySpan<byte> text)
    {
        int figures = 0;
        foreach (byte b in text)
        {
            figures += b is >= (byte)'0' and <= (byte)'9' ? 1 : 0;
            if (!char.IsAsciiLetterOrDigit((char)b) && !Folded.IsLetter(b) && b != '-')
                return false;
        }
        return figures >= 2;
    }

    private static bool HasSign(ReadOnlySpan<byte> text)
    {
        foreach (byte b in text)
        {
            if (Signs.Contains(b))
                return true;
        }
        return false;
    }
}

using Reprise.Masking.Reading;

namespace Reprise.Masking.Personal;

/// <summary>Looks at what stands around numbers.</summary>
internal static class Digits
{
    private const int MaxFigures = 64;

    /// <summary>Tells whether a number at a position is a number of a JSON document inside the text: a text would be no JSON there.</summary>
    public static bool IsJsonNumber(in Passage passage, int start, int end)
    {
        if (!IsEnd(passage, end))
            return false;
        int p = start;
        int low = Math.Max(0, start - MaxFigures);
        while (
            p > low && (char.IsWhiteSpace(passage[p - 1]) || char.IsAsciiDigit(passage[p - 1]) || passage[p - 1] is ',' or '.')
        )
            p--;
        if (passage[p - 1] == '[')
            return true;
        p = start;
        while (p > low && char.IsWhiteSpace(passage[p - 1]))
            p--;
        if (passage[p - 1] != ':')
            return false;
        p--;
        while (p > low && char.IsWhiteSpace(passage[p - 1]))
            p--;
        return passage[p - 1] is '"' or '\'';
    }

    /// <summary>Tells whether a character belongs to a word or a number that goes on.</summary>
    public static bool IsWord(char c) => char.IsLetterOrDigit(c) || c == '_';

    private static bool IsEnd(in Passage passage, int end)
    {
        int limit = end + MaxFigures;
        while (end < limit && char.IsWhiteSpace(passage[end]))
            end++;
        return passage[end] is ',' or '}' or ']' or '\0';
    }
}

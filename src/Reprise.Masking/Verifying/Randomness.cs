namespace Reprise.Masking.Verifying;

/// <summary>Tells random characters from words, names and numbers.</summary>
/// <remarks>
/// Shannon's entropy of a short text says little. What differs is how often the class of characters changes from one to
/// the next, and which letters follow each other: names and words keep to few pairs.
/// </remarks>
internal static class Randomness
{
    // The pairs of letters that make up about nine tenths of English, German and identifiers in code.
    private const string CommonPairs =
        "th he in er an re on at en nd ti es or te of ed is it al ar st to nt ng se ha as ou io le ve co me de hi ri ro ic ne ea ra ce li ch ll be ma si om ur "
        + "ca el ta la ns di fo ho pe ec pr no ct us ac ot il tr ly nc et ut ss so rs un lo wa ge ie wh ee wi em ad ol rt po we na ul ni ts mo ow pa im mi ai sh "
        + "ir su id os iv ia am fi ci vi pl ig tu ev ld ry mp fe bl ab gh ty op wo sa ay ex ke ui fr oo ag ff ap if sp ef bo av ck ok ok do do uc ke sk ey og up "
        + "ue bu da cr oc ov ud au ei rn gr ls gi rd ba ga ob rc ak ub cl qu pi ep go br rv ys mm nn tt pp ds ks fa ft va vo ug du sc dr um gu ye eb wn hu ef ht lt "
        + "lu cu ju jo ja je kn kt kl hr ks rk rm rg rl lf lm ln nk nf nv ms my mb xt xp dd ib iz za ze zu ka ki ko ku je";

    private const int MinLong = 16;

    private static readonly bool[] IsCommon = Build();

    /// <summary>Tells whether the text looks drawn by lot from its alphabet.</summary>
    /// <param name="text">Decoded ASCII.</param>
    public static bool IsRandom(ReadOnlySpan<byte> text)
    {
        // Most texts are names and words: what tells that comes first.
        return text.Length >= 8 && IsMixedUp(text) && IsMixed(text);
    }

    private static bool IsMixedUp(ReadOnlySpan<byte> text)
    {
        int changes = 0;
        int camel = 0;
        int digits = 0;
        int pairs = 0;
        int common = 0;
        Class last = Class.Symbol;
        for (int i = 0; i < text.Length; i++)
        {
            Class now = Of(text[i]);
            digits += now == Class.Digit ? 1 : 0;
            if (i > 0 && now != last && now != Class.Symbol && last != Class.Symbol)
            {
                changes++;
                camel +=
                    last == Class.Lower && now == Class.Upper && i + 1 < text.Length && Of(text[i + 1]) == Class.Lower ? 2 : 0;
            }
            if (i > 0 && char.IsAsciiLetter((char)text[i]) && char.IsAsciiLetter((char)text[i - 1]))
            {
                pairs++;
                common += IsCommon[((text[i - 1] | 0x20) - 'a') * 26 + (text[i] | 0x20) - 'a'] ? 1 : 0;
            }
            last = now;
        }
        if (digits == text.Length)
            return false;
        bool wordy = pairs >= 6 ? common * 100 >= pairs * 68 : pairs > 0 && common == pairs;
        // About half of neighbours differ in class in random base62 and hex, a tenth in names.
        if (text.Length >= 16 && digits >= 2 && digits <= text.Length - 2 && Values.IsHex(text))
            return true;
        if (digits >= 2 && changes >= 3 && !wordy)
            return true;
        int share = (changes - Math.Min(camel, changes)) * 100 / (text.Length - 1);
        if (share >= (text.Length >= MinLong ? 19 : 24) && !wordy)
            return true;
        return share >= 36 || (!wordy && pairs >= 12 && common * 100 < pairs * 52 && text.Length >= 14);
    }

    /// <summary>Tells whether the text has enough different characters to be more than a pattern.</summary>
    public static bool IsMixed(ReadOnlySpan<byte> text) => !Placeholder.IsRepeated(text) && !Placeholder.IsCounted(text);

    /// <summary>Counts the classes of characters: lower, upper, digits, symbols.</summary>
    public static int Classes(ReadOnlySpan<byte> text)
    {
        int seen = 0;
        foreach (byte b in text)
            seen |= 1 << (int)Of(b);
        return int.PopCount(seen);
    }

    private static Class Of(byte b) =>
        b switch
        {
            >= (byte)'a' and <= (byte)'z' => Class.Lower,
            >= (byte)'A' and <= (byte)'Z' => Class.Upper,
            >= (byte)'0' and <= (byte)'9' => Class.Digit,
            _ => Reading.Folded.IsLetter(b) ? Class.Lower : Class.Symbol,
        };

    private static bool[] Build()
    {
        var table = new bool[26 * 26];
        foreach (string pair in CommonPairs.Split(' '))
            table[(pair[0] - 'a') * 26 + pair[1] - 'a'] = true;
        return table;
    }

    private enum Class : byte
    {
        Lower,
        Upper,
        Digit,
        Symbol,
    }
}

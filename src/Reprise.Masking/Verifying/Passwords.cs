using Reprise.Masking.Reading;

namespace Reprise.Masking.Verifying;

/// <summary>Tells passwords, which people choose, from words, names and settings.</summary>
internal static class Passwords
{
    private const int MaxLength = 256;
    private const int MinPhrase = 12;
    private const int MaxPhrase = 80;
    private static readonly Alphabet Words = new("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-./:");
    private static readonly Alphabet Letters = new("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-.");
    private static readonly Alphabet NameLike = new("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");
    private static readonly Alphabet Dotted = new("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.");

    // Words of sentences and forms: a phrase with one of them is a label, a message or a question.
    private static readonly WordSet Sentence = new(
        """
        a about an and are as at be been but by can could do does for from had has have he how i if in into is it its may me must my
        need needs no not of on or our please set shall she should so than that the their them then there they this to too use used
        was we were what when where which who will with would you your
        at must characters character chars minimum maximum least most length long short password passwords passphrase secret token
        enter confirm new old current forgot forgotten reset change show hide invalid wrong incorrect missing required optional
        needed empty strong weak valid match matches field value input digits digit letters letter upper lower uppercase lowercase
        numbers number symbol symbols days hours minutes seconds expires expired attempts attempt login sign account user username
        admin root default example test sample string error failed access denied
        bitte das dein den der die ein eine geben ihr im ist mit muss mindestens nicht oder passwort und vergessen von zeichen zum zur
        de du el en est est la le les mot ne obligatoire passe pas pour une votre su tu una contrase
        """
    );

    /// <summary>Tells whether the text can be a password.</summary>
    /// <param name="text">Decoded and folded.</param>
    /// <param name="literal">Whether it is certainly no expression of code.</param>
    public static bool Is(ReadOnlySpan<byte> text, bool literal)
    {
        if (text.Length is < 6 or > MaxLength || CommonWords.Are(text))
            return false;
        // A word of another language is a word.
        if (text.ContainsAnyInRange((byte)0x80, (byte)0xBF) && !HasDigitOrSign(text))
            return false;
        return IsMixed(text, literal);
    }

    /// <summary>Tells whether the text is more than a word or a name: it mixes classes of characters, or looks drawn by lot.</summary>
    public static bool IsMixed(ReadOnlySpan<byte> text, bool literal)
    {
        if (!Words.HasOutside(text))
            return Randomness.IsRandom(text) && (Randomness.Classes(text) >= 3 || text.Length >= 12);
        int classes = Randomness.Classes(text);
        if (classes < 2)
            return false;
        if (literal)
            return true;
        if (text.Length < 8)
            return classes >= 3;
        if (text.Contains((byte)'/') && !Randomness.IsRandom(text.TrimEnd((byte)'=')))
            return false;
        // A bare word with a digit may be a variable, one with dots a member of it.
        if (!NameLike.HasOutside(text))
            return Randomness.IsRandom(text) || (classes >= 3 && text[^1] is >= (byte)'0' and <= (byte)'9' && !IsVersioned(text));
        return Dotted.HasOutside(text) || Randomness.IsRandom(text);
    }

    /// <summary>Tells whether letters alone can be a password where one has to stand: capitals among small ones, and no words of examples.</summary>
    public static bool IsMixedWord(ReadOnlySpan<byte> text) =>
        text.Length is >= 8 and <= MaxLength
        && !Letters.HasOutside(text)
        && text.ContainsAnyInRange((byte)'a', (byte)'z')
        && text[1..].ContainsAnyInRange((byte)'A', (byte)'Z')
        && !CommonWords.Are(text);

    /// <summary>Tells whether digits alone can be a password: many, and neither counted up nor repeated.</summary>
    public static bool IsNumber(ReadOnlySpan<byte> text) =>
        text.Length >= 8 && !text.ContainsAnyExceptInRange((byte)'0', (byte)'9') && Randomness.IsMixed(text);

    /// <summary>Tells whether words with blanks between them are a passphrase rather than a sentence.</summary>
    public static bool IsPhrase(ReadOnlySpan<byte> text)
    {
        if (
            text.Length is < MinPhrase or > MaxPhrase
            || text[0] == ' '
            || text[^1] is (byte)' ' or (byte)'.' or (byte)':' or (byte)'?'
        )
            return false;
        Span<char> word = stackalloc char[MaxPhrase];
        int words = 0;
        int n = 0;
        bool figures = false;
        for (int i = 0; i <= text.Length; i++)
        {
            byte b = i < text.Length ? text[i] : (byte)' ';
            figures |= b is >= (byte)'0' and <= (byte)'9';
            if (char.IsAsciiLetter((char)b))
            {
                word[n++] = (char)(b | 0x20);
            }
            else if (b is (byte)' ' or (byte)'\'' or (byte)',' && n > 0)
            {
                if (n < 3 || b != ' ' || Sentence.Contains(word[..n]))
                    return false;
                words++;
                n = 0;
            }
        }
        return words >= (figures ? 3 : 4);
    }

    private static bool HasDigitOrSign(ReadOnlySpan<byte> text)
    {
        foreach (byte b in text)
        {
            if (!Folded.IsLetter(b) && !Words.Contains(b))
                return true;
        }
        return false;
    }

    private static bool IsVersioned(ReadOnlySpan<byte> text) => text.Length > 2 && text[^2] is (byte)'v' or (byte)'V';
}

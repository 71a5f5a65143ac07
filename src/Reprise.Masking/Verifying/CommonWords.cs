using Reprise.Masking.Reading;

namespace Reprise.Masking.Verifying;

/// <summary>Tells values that are made of the words of examples, tests and code: <c>password123</c>, <c>Test1234!</c>.</summary>
internal static class CommonWords
{
    private const int MaxWord = 24;

    private static readonly WordSet Words = new(
        """
        a abc abcd access account admin administrator again alice an and any anything api app arg args argv asdf auth bad bar base baz
        basic bearer blah bob bool boolean bucket byte bytes change changed changeme changeit char chars character characters code
        column confirm const correct count current custom data database db default demo dev developer digit digits dummy dynamic
        email empty encoded encrypted entry env error example expected expired fake false field file first float foo foobar for format
        from generated good guest hash hashed header hello hex hidden home host id in index init initial input insecure int
        integer invalid is item joe john key keys last left length letmein line list local localhost login long main max me min mock
        mongo my mypass mypassword mysecret mysecretpassword mysql name new nil no none not null num number object of old option or
        origin other output owner p page param params pass passcode passphrase passw password passwords passwort passwd path pattern
        pg plain plaintext port postgres postgresql prefix private prod production property public pw pwd qwerty qwertz random raw
        rd redis ref required result right role root s sa safe salt sample secret secrets secretkey section secure seed select
        self server session sha short some something source ssw start state static str string strong sub super supersecret
        svc system table target temp test tested tester testing testpass testpassword tests text the this tmp to token tokens
        toor true type undefined uint unknown user username users val valid value values var variable vector version weak welcome word
        wrong x xxx xyz y yes you your zero
        aes argon argonid argoni bcrypt blowfish cbc gcm hmac http https ipv java linux log md node oauth pbkdf php python ripemd
        rsa ruby saml scram scrypt ssl sso sql ubuntu utf windows
        """
    );

    /// <summary>Tells whether every run of letters in the text is such a word.</summary>
    public static bool Are(ReadOnlySpan<byte> text)
    {
        Span<char> word = stackalloc char[MaxWord];
        int n = 0;
        bool any = false;
        for (int i = 0; i <= text.Length; i++)
        {
            byte b = i < text.Length ? text[i] : (byte)' ';
            bool letter = char.IsAsciiLetter((char)b);
            if (Folded.IsLetter(b) || n == MaxWord)
                return false;
            if (n > 0 && (!letter || IsCut(text, i)))
            {
                if (!Words.Contains(word[..n]))
                    return false;
                any = true;
                n = 0;
            }
            if (letter)
                word[n++] = (char)(b | 0x20);
        }
        return any;
    }

    // Where a capital follows a small letter another word begins.
    private static bool IsCut(ReadOnlySpan<byte> text, int i) =>
        char.IsAsciiLetterUpper((char)text[i]) && char.IsAsciiLetterLower((char)text[i - 1]);
}

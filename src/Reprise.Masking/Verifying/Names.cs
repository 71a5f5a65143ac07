namespace Reprise.Masking.Verifying;

/// <summary>Tells from a name whether a secret is to be expected behind it.</summary>
internal static class Names
{
    private const int MaxWords = 24;
    private const int MaxName = 96;
    private static readonly string[] PasswordEnds = ["password", "passwd", "passphrase", "pwd"];
    private static readonly string[] SecretEnds = ["secret", "token", "apikey", "authkey", "secretkey"];

    /// <summary>Judges a name.</summary>
    /// <param name="name">The whole name, decoded ASCII, with its separators.</param>
    public static NameStrength Judge(ReadOnlySpan<byte> name)
    {
        Span<char> text = stackalloc char[MaxName];
        Span<Range> words = stackalloc Range[MaxWords];
        if (name.Length > MaxName)
            name = name[^MaxName..];
        int count = Split(name, text, words);
        int n = count;
        while (n > 1 && (NameWords.Neutral.Contains(text[words[n - 1]]) || IsNumber(text[words[n - 1]])))
            n--;
        for (int last = n; last > 0; last--)
        {
            ReadOnlySpan<char> word = text[words[last - 1]];
            ReadOnlySpan<char> before = last > 1 ? text[words[last - 2]] : default;
            NameStrength strength = JudgeWord(word, before, last < count || count > 1);
            if (strength != NameStrength.None)
                return last == n ? strength : NameStrength.Weak;
            if ((NameWords.Harmless.Contains(word) || Refuses(word, before)))
                return NameStrength.None;
        }
        return NameStrength.None;
    }

    /// <summary>Tells whether the name is that of a variable of the environment: what stands behind it is a text to the next blank.</summary>
    public static bool IsVariable(ReadOnlySpan<byte> name) =>
        !name.ContainsAnyInRange((byte)'a', (byte)'z') || name.StartsWith("TF_VAR_"u8);

    private static NameStrength JudgeWord(ReadOnlySpan<char> word, ReadOnlySpan<char> before, bool qualified)
    {
        if (Refuses(word, before) || (before is "by" && word is "pw" or "pat" or "pass" or "auth"))
            return NameStrength.None;
        if (word is "key" && NameWords.KeyQualifiers.Contains(before))
            return NameStrength.Secret;
        if (word is "key" or "keys")
            return qualified ? NameStrength.Weak : NameStrength.Lone;
        // Ids that a client makes up for its requests are called so too.
        if (word is "token" && before is "client" or "request" or "update" or "action")
            return NameStrength.Weak;
        // The id of a role's secret is the secret.
        if (word is "id" && before is "secret")
            return NameStrength.SecretId;
        if (NameWords.Password.Contains(word) || EndsWithAny(word, PasswordEnds))
            return NameStrength.Password;
        if (NameWords.Secret.Contains(word) || EndsWithAny(word, SecretEnds))
            return NameStrength.Secret;
        return NameWords.Weak.Contains(word) ? NameStrength.Weak : NameStrength.None;
    }

    // Words written together: dbpassword, githubtoken.
    private static bool EndsWithAny(ReadOnlySpan<char> word, string[] ends)
    {
        foreach (string end in ends)
        {
            if (word.EndsWith(end, StringComparison.Ordinal))
                return true;
        }
        return false;
    }

    private static bool Refuses(ReadOnlySpan<char> word, ReadOnlySpan<char> before) =>
        (word is "key" or "keys" && NameWords.NoKeys.Contains(before))
        || (word is "token" or "tokens" && NameWords.NoTokens.Contains(before));

    private static bool IsNumber(ReadOnlySpan<char> word) => !word.ContainsAnyExceptInRange('0', '9');

    // Words are cut at separators and where the case changes; written in lower case.
    private static int Split(ReadOnlySpan<byte> name, Span<char> text, Span<Range> words)
    {
        int count = 0;
        int start = 0;
        Kind previous = Kind.None;
        for (int i = 0; i <= name.Length && count < words.Length; i++)
        {
            Kind kind = i == name.Length ? Kind.None : KindOf(name[i]);
            // Small letters go on with a word: that is the usual case.
            if (kind != Kind.Lower || previous != Kind.Lower)
            {
                bool cut = kind == Kind.None || (i > start && IsCut(name, i, previous, kind));
                if (cut && i > start)
                    words[count++] = start..i;
                if (cut)
                    start = kind == Kind.None ? i + 1 : i;
            }
            if (i < name.Length)
                text[i] = kind == Kind.Upper ? (char)(name[i] | 0x20) : (char)name[i];
            previous = kind;
        }
        return count;
    }

    private static bool IsCut(ReadOnlySpan<byte> name, int i, Kind previous, Kind kind) =>
        kind switch
        {
            Kind.Upper => previous is Kind.Lower or Kind.Digit
                || (previous == Kind.Upper && i + 1 < name.Length && KindOf(name[i + 1]) == Kind.Lower),
            Kind.Lower => previous == Kind.Digit && i > 1 && !char.IsAsciiLetter((char)name[i - 2]),
            _ => previous is Kind.Lower or Kind.Upper && !HasLetterAfter(name, i),
        };

    private static Kind KindOf(byte b) =>
        (uint)(b - 'a') < 26 ? Kind.Lower
        : (uint)(b - 'A') < 26 ? Kind.Upper
        : (uint)(b - '0') < 10 ? Kind.Digit
        : Kind.None;

    private static bool HasLetterAfter(ReadOnlySpan<byte> name, int i)
    {
        while (i < name.Length && char.IsAsciiDigit((char)name[i]))
            i++;
        return i < name.Length && char.IsAsciiLetter((char)name[i]);
    }

    private enum Kind : byte
    {
        None,
        Lower,
        Upper,
        Digit,
    }
}

/// <summary>How strongly a name promises a secret.</summary>
internal enum NameStrength : byte
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>The bare word "key".</summary>
    Lone,

    /// <summary>The id of a secret, which now and then is one: only a UUID is.</summary>
    SecretId,

    /// <summary>Now and then: the value has to look random.</summary>
    Weak,

    /// <summary>A token or key: the value must not be a word, a reference or a placeholder.</summary>
    Secret,

    /// <summary>A password: people choose them, so less is asked of the value.</summary>
    Password,
}

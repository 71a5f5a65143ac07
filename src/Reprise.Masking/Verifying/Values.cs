using Reprise.Masking.Reading;

namespace Reprise.Masking.Verifying;

/// <summary>Tells whether a value can be the secret that its name promises.</summary>
internal static class Values
{
    /// <summary>What is shorter is no secret whatever its name.</summary>
    public const int MinLength = 6;

    private const int MinToken = 12;
    private const int MinWeak = 16;
    private const int MinLone = 24;
    private const int MinHex = 24;
    private const int UuidLength = 36;
    private static readonly Alphabet Opaque = new("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=-_.~%:|");
    private static readonly Alphabet Word = new("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_");
    private static readonly Alphabet Dates = new("0123456789.:-/+TZ,_ ");
    private static readonly Alphabet Constant = new("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");
    private static readonly Alphabet Domain = new("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-./:");

    /// <summary>The length of the shortest secret behind a name.</summary>
    public static int MinLengthOf(NameStrength strength) =>
        strength switch
        {
            NameStrength.Password => MinLength,
            NameStrength.Secret => MinToken,
            NameStrength.SecretId => UuidLength,
            NameStrength.Weak => MinWeak,
            _ => MinLone,
        };

    /// <summary>Judges a value.</summary>
    /// <param name="text">Decoded and folded.</param>
    /// <param name="strength">What its name promises.</param>
    /// <param name="literal">Whether it is certainly no expression of code: it stands between quotes or in a file of settings.</param>
    public static bool IsSecret(ReadOnlySpan<byte> text, NameStrength strength, bool literal)
    {
        if (text.Length < MinLength || text.ContainsAny((byte)'\t', (byte)'\n'))
            return false;
        // What most values fail comes first, what has long lists to go through last.
        return MayBeSecret(text, strength, literal)
            && !References.Is(text, literal)
            && !PublicValues.Is(text)
            && !Placeholder.Is(text);
    }

    private static bool MayBeSecret(ReadOnlySpan<byte> text, NameStrength strength, bool literal)
    {
        if (!Dates.HasOutside(text))
            return strength == NameStrength.Password && literal && Passwords.IsNumber(text);
        if (text.Contains((byte)' '))
            return strength == NameStrength.Password && literal && Passwords.IsPhrase(text);
        if (IsEmail(text) || (IsPath(text) && !(text.Length >= 40 && Randomness.IsRandom(text))))
            return false;
        if (!literal && IsConstant(text))
            return false;
        return strength switch
        {
            NameStrength.Password => Passwords.Is(text, literal) || IsUuid(text) || IsOpaque(text, 20),
            NameStrength.Secret => IsUuid(text)
                || IsOpaque(text, MinToken)
                || (text.Length >= 16 && Alphabet.Name.HasOutside(text) && Passwords.IsMixed(text, literal)),
            NameStrength.SecretId => IsUuid(text),
            NameStrength.Weak => text.Length >= MinWeak && IsAnonymous(text, MinWeak),
            NameStrength.Lone => text.Length >= MinLone && IsAnonymous(text, MinLone) && Randomness.Classes(text) >= 3,
            _ => false,
        };
    }

    /// <summary>Judges a value whose place alone says that it is a password: an argument, the part of a URL.</summary>
    /// <param name="text">Decoded and folded.</param>
    public static bool IsPassword(ReadOnlySpan<byte> text)
    {
        if (text.Length < MinLength || References.Is(text) || Placeholder.Is(text) || text.ContainsAny((byte)'\t', (byte)'\n'))
            return false;
        return text.Contains((byte)' ') ? Passwords.IsPhrase(text)
            : !Dates.HasOutside(text) ? Passwords.IsNumber(text)
            : Passwords.Is(text, literal: true) || IsUuid(text) || IsOpaque(text, 20);
    }

    /// <summary>Tells whether the text is a UUID that is not all of one digit.</summary>
    public static bool IsUuid(ReadOnlySpan<byte> text)
    {
        if (text.Length != UuidLength)
            return false;
        for (int i = 0; i < UuidLength; i++)
        {
            if (i is 8 or 13 or 18 or 23 ? text[i] != '-' : !Alphabet.Hex.Contains(text[i]))
                return false;
        }
        return !Placeholder.IsRepeated(text);
    }

    /// <summary>Tells whether the text is hexadecimal.</summary>
    public static bool IsHex(ReadOnlySpan<byte> text)
    {
        foreach (byte b in text)
        {
            if (!Alphabet.Hex.Contains(b))
                return false;
        }
        return true;
    }

    // Random and neither an id nor a digest, which stand behind weak names as often as secrets do.
    private static bool IsAnonymous(ReadOnlySpan<byte> text, int min) => !IsIds(text) && IsOpaque(text, min) && !HasDigest(text);

    // A UUID, or several with words between them: what tables that have a key and a value call their rows.
    private static bool IsIds(ReadOnlySpan<byte> text)
    {
        bool hasId = false;
        while (!text.IsEmpty)
        {
            int end = text.IndexOfAny((byte)':', (byte)'/');
            ReadOnlySpan<byte> part = end < 0 ? text : text[..end];
            bool isId = IsUuid(part);
            if (!isId && Word.HasOutside(part))
                return false;
            hasId |= isId;
            text = end < 0 ? default : text[(end + 1)..];
        }
        return hasId;
    }

    private static bool IsOpaque(ReadOnlySpan<byte> text, int min)
    {
        if (text.Length < min)
            return false;
        ReadOnlySpan<byte> sample = text.Length > 512 ? text[..512] : text;
        if (Opaque.HasOutside(sample))
            return sample.Length >= 16 && Randomness.Classes(sample) == 4 && Randomness.IsRandom(sample);
        return Randomness.IsRandom(sample) || EndsWithHex(sample);
    }

    // A prefix and groups of hexadecimal digits: live_8f0c…, sk_ and a UUID.
    private static bool EndsWithHex(ReadOnlySpan<byte> text)
    {
        int start = text.Length;
        int digits = 0;
        while (start > 0 && (Alphabet.Hex.Contains(text[start - 1]) || text[start - 1] == '-'))
            digits += text[--start] is >= (byte)'0' and <= (byte)'9' ? 1 : 0;
        ReadOnlySpan<byte> tail = text[start..];
        return tail.Length >= MinHex && digits >= 4 && !Placeholder.IsRepeated(tail) && !Placeholder.IsCounted(tail);
    }

    // A run of hexadecimal digits as long as a hash: by itself or as part of a longer name.
    private static bool HasDigest(ReadOnlySpan<byte> text)
    {
        int run = 0;
        for (int i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && Alphabet.Hex.Contains(text[i]))
            {
                run++;
                continue;
            }
            if (IsDigest(text, i - run, i))
                return true;
            run = 0;
        }
        return false;
    }

    private static bool IsDigest(ReadOnlySpan<byte> text, int start, int end)
    {
        int length = end - start;
        if (length is 32 or 40 or 64 or 128)
            return true;
        bool goesOn = end < text.Length && !Alphabet.Alphanumeric.Contains(text[end]);
        bool joined = start > 0 && text[start - 1] == '-';
        return (length > 24 && goesOn) || (length >= 28 && joined);
    }

    /// <summary>Tells whether the text is an address of mail.</summary>
    public static bool IsEmail(ReadOnlySpan<byte> text)
    {
        int at = text.IndexOf((byte)'@');
        return at > 0 && text[(at + 1)..].IndexOf((byte)'.') > 1 && !Domain.HasOutside(text[(at + 1)..]);
    }

    // A name in capitals refers to a value that code keeps elsewhere.
    private static bool IsConstant(ReadOnlySpan<byte> text) =>
        text.Contains((byte)'_') && !Constant.HasOutside(text) && text[0] is >= (byte)'A' and <= (byte)'Z';

    private static bool IsPath(ReadOnlySpan<byte> text) =>
        text.Count((byte)'/') >= 2 && !Randomness.IsRandom(text)
        || (text[0] is (byte)'/' or (byte)'~' && text[1..].Contains((byte)'/'))
        || text.StartsWith("./"u8)
        || text.StartsWith("../"u8)
        || (text[1] == ':' && text[2] == '\\');
}

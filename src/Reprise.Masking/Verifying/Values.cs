using Reprise.Masking.Reading;

namespace Reprise.Masking.Verifying;

/// <summary>Tells whether a value can be the secret that its name promises.</summary>
internal static class Values
{
    private const int MaxPassword = 256;
    private static readonly Alphabet Opaque = new("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=-_.~%:|");
    private static readonly Alphabet Words = new("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-./:");
    private static readonly Alphabet Dates = new("0123456789.:-/+TZ,_ ");
    private static readonly Alphabet NameLike = new("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");

    // Keys that are meant to be seen, and what is encrypted already.
    private static readonly byte[][] Public =
    [
        .. new[]
        {
            "sb_publishable_",
            "pk_live_",
            "pk_test_",
            "phc_",
            "pk.eyJ",
            "pk-lf-",
            "age1",
            "ssh-rsa",
            "ssh-ed25519",
            "ecdsa-",
            "AAAAB3NzaC",
            "AAAAC3NzaC",
            "sha256:",
            "sha512-",
            "sha256-",
            "sha384-",
            "sha1-",
            "SHA256:",
            "arn:",
            "urn:",
            "mob-",
            "sq0idp-",
            "FLWPUBK",
            "LS0tLS1CRUdJTiBDRVJU",
            "LS0tLS1CRUdJTiBQVUJM",
            "-----BEGIN",
            "data:",
            "toolu_",
            "call_",
            "msg_0",
            "req_0",
            "resp_",
            "chatcmpl-",
            "cus_",
            "price_",
            "acct_",
            "evt_",
            "prod_",
            "vault:",
            "op://",
            "ssm:",
            "file:",
            "gAAAAA",
        }.Select(System.Text.Encoding.ASCII.GetBytes),
    ];

    private static readonly byte[][] References =
    [
        .. new[]
        {
            "process.env",
            "os.environ",
            "getenv",
            "secrets.",
            "${",
            "$(",
            "{{",
            "env.",
            "config.",
            "settings.",
            "://",
            "ENC[",
            "%s",
            "%(",
            "var.",
            "self.",
            "this.",
            "args.",
            "opts.",
            "options.",
            "params.",
            "()",
            "=>",
            "->",
            "::",
            "&&",
            "||",
            "!==",
            "===",
            "!=",
            "</",
            "/>",
        }.Select(System.Text.Encoding.ASCII.GetBytes),
    ];

    /// <summary>Judges a value.</summary>
    /// <param name="text">Decoded ASCII.</param>
    /// <param name="strength">What its name promises.</param>
    /// <param name="quoted">Whether it stands between quotes.</param>
    public static bool IsSecret(ReadOnlySpan<byte> text, NameStrength strength, bool quoted)
    {
        if (
            text.Length < 6
            || IsReference(text)
            || IsPublic(text)
            || Placeholder.Is(text)
            || !HasOutside(text, Dates)
            || text.ContainsAny((byte)' ', (byte)'\t', (byte)'\n')
        )
            return strength == NameStrength.Password && quoted && IsLongNumber(text);
        if (IsEmail(text) || IsPath(text) && !(text.Length == 40 && Randomness.IsRandom(text)))
            return false;
        return strength switch
        {
            NameStrength.Password => text.Length <= MaxPassword && IsPassword(text, quoted) || IsUuid(text) || IsOpaque(text, 20),
            NameStrength.Secret => IsUuid(text)
                || IsOpaque(text, 12)
                || (text.Length >= 16 && HasOutside(text, Words) && IsPassword(text, quoted)),
            NameStrength.Weak => text.Length >= 16 && !IsUuid(text) && IsOpaque(text, 16) && !HasDigest(text),
            NameStrength.Lone => text.Length >= 24
                && !IsUuid(text)
                && IsOpaque(text, 24)
                && !HasDigest(text)
                && Randomness.Classes(text) >= 3
                && text.Count((byte)'-') < 3,
            _ => false,
        };
    }

    /// <summary>Tells whether the text is a password that a person or a generator may have made.</summary>
    public static bool IsPassword(ReadOnlySpan<byte> text, bool quoted)
    {
        if (text.Length < 8)
            return text.Length >= 6 && Randomness.Classes(text) >= 3;
        if (!HasOutside(text, Words))
            return Randomness.Classes(text) >= 3 && Randomness.IsRandom(text) || Randomness.IsRandom(text) && text.Length >= 12;
        int classes = Randomness.Classes(text);
        if (classes < 2)
            return false;
        if (!quoted && text.Contains((byte)'/') && !Randomness.IsRandom(text.TrimEnd((byte)'=')))
            return false;
        // A bare word with a digit may be a variable.
        if (!quoted && !HasOutside(text, NameLike))
            return Randomness.IsRandom(text) || (classes >= 3 && text[^1] is >= (byte)'0' and <= (byte)'9' && !IsVersioned(text));
        return true;
    }

    /// <summary>Tells whether the text is a UUID that is not all of one digit.</summary>
    public static bool IsUuid(ReadOnlySpan<byte> text)
    {
        if (text.Length != 36)
            return false;
        for (int i = 0; i < 36; i++)
        {
            if (i is 8 or 13 or 18 or 23 ? text[i] != '-' : !Alphabet.Hex.Contains(text[i]))
                return false;
        }
        return !Placeholder.IsRepeated(text);
    }

    /// <summary>Tells whether the text refers to a value kept elsewhere.</summary>
    public static bool IsReference(ReadOnlySpan<byte> text)
    {
        if (text.Length == 0)
            return true;
        byte first = text[0];
        if (
            first is (byte)'<' or (byte)'[' or (byte)'{' or (byte)'(' or (byte)'`'
            || (first == '$' && text.Length > 1 && !IsHash(text))
            || (first == '%' && text[^1] == '%')
            || text.StartsWith("--"u8)
            || (
                first is (byte)'@' or (byte)'!' or (byte)'*' or (byte)'&'
                && text.Length > 1
                && Alphabet.Alphanumeric.Contains(text[1])
                && !HasDigit(text)
            )
        )
            return true;
        foreach (byte[] reference in References)
        {
            if (text.IndexOf(reference) >= 0)
                return true;
        }
        return false;
    }

    private static bool IsOpaque(ReadOnlySpan<byte> text, int min)
    {
        if (text.Length < min)
            return false;
        ReadOnlySpan<byte> sample = text.Length > 512 ? text[..512] : text;
        foreach (byte b in sample)
        {
            if (!Opaque.Contains(b))
                return sample.Length >= 16 && Randomness.Classes(sample) == 4 && Randomness.IsRandom(sample);
        }
        return Randomness.IsRandom(sample);
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
            if (
                run is 32 or 40 or 64 or 128
                || (run > 24 && i < text.Length && !Alphabet.Alphanumeric.Contains(text[i]))
                || (run > 40 && i - run > 0 && text[i - run - 1] == '-')
            )
                return true;
            run = 0;
        }
        return false;
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

    private static bool IsPublic(ReadOnlySpan<byte> text)
    {
        foreach (byte[] prefix in Public)
        {
            if (text.StartsWith(prefix))
                return true;
        }
        return false;
    }

    private static bool IsHash(ReadOnlySpan<byte> text) => text.Length > 20 && text[2..6].Contains((byte)'$');

    private static bool IsLongNumber(ReadOnlySpan<byte> text) =>
        text.Length >= 8 && !text.ContainsAnyExceptInRange((byte)'0', (byte)'9') && Randomness.IsMixed(text);

    private static bool IsVersioned(ReadOnlySpan<byte> text) => text.Length > 2 && text[^2] is (byte)'v' or (byte)'V';

    private static bool IsEmail(ReadOnlySpan<byte> text)
    {
        int at = text.IndexOf((byte)'@');
        return at > 0 && text[(at + 1)..].IndexOf((byte)'.') > 1 && !HasOutside(text[(at + 1)..], Words);
    }

    private static bool IsPath(ReadOnlySpan<byte> text) =>
        text[0] is (byte)'/' or (byte)'~' && text[1..].Contains((byte)'/')
        || text.StartsWith("./"u8)
        || text.StartsWith("../"u8)
        || (text[1] == ':' && text[2] == '\\')
        || text.Contains((byte)'\\') && text.Length < 3;

    private static bool HasDigit(ReadOnlySpan<byte> text) => text.ContainsAnyInRange((byte)'0', (byte)'9');

    private static bool HasOutside(ReadOnlySpan<byte> text, in Alphabet alphabet)
    {
        foreach (byte b in text)
        {
            if (!alphabet.Contains(b))
                return true;
        }
        return false;
    }
}

using System.Buffers;

namespace Reprise.Masking.Reading;

/// <summary>A set of ASCII characters.</summary>
internal readonly struct Alphabet
{
    private const string Letters = Upper + Lower;
    private const string Upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const string Lower = "abcdefghijklmnopqrstuvwxyz";
    private const string Digits = "0123456789";

    // The same few are named over and over, and making one is dear.
    private static readonly Alphabet[] ByName = new Alphabet[128];

    private readonly ulong _low;
    private readonly ulong _high;

    public Alphabet(string characters)
    {
        Span<byte> plain = stackalloc byte[characters.Length];
        int n = 0;
        foreach (char c in characters)
        {
            if (c < 64)
                _low |= 1UL << c;
            else
                _high |= 1UL << (c - 64);
            if (c != '\\')
                plain[n++] = (byte)c;
        }
        Plain = SearchValues.Create(plain[..n]);
    }

    /// <summary>The bytes that are characters of the set as they stand; null for the empty set.</summary>
    public SearchValues<byte>? Plain { get; }

    /// <summary>Letters and digits.</summary>
    public static readonly Alphabet Alphanumeric = new(Letters + Digits);

    /// <summary>Base64 without padding.</summary>
    public static readonly Alphabet Base64 = new(Letters + Digits + "+/");

    /// <summary>URL-safe base64 without padding.</summary>
    public static readonly Alphabet UrlSafe = new(Letters + Digits + "-_");

    /// <summary>Hexadecimal digits in any case.</summary>
    public static readonly Alphabet Hex = new(Digits + "abcdefABCDEF");

    /// <summary>What a name in code or configuration is made of.</summary>
    public static readonly Alphabet Name = new(Letters + Digits + "_-.");

    /// <summary>The <c>token68</c> characters of an authorization header.</summary>
    public static readonly Alphabet Token68 = new(Letters + Digits + "-._~+/=");

    /// <summary>Tells whether the character belongs to the set; anything outside ASCII does not.</summary>
    public bool Contains(int c) => (uint)c < 128 && (((c < 64 ? _low : _high) >> (c & 63)) & 1) != 0;

    /// <summary>Tells whether the text holds anything that does not belong to the set; a backslash never does.</summary>
    public bool HasOutside(ReadOnlySpan<byte> text) => Plain is null ? text.Length > 0 : text.ContainsAnyExcept(Plain);

    /// <summary>Returns the characters of the set in ASCII order.</summary>
    public string Members()
    {
        Span<char> text = stackalloc char[128];
        int n = 0;
        for (int c = 0; c < 128; c++)
        {
            if (Contains(c))
                text[n++] = (char)c;
        }
        return new string(text[..n]);
    }

    /// <summary>Returns the set that a letter stands for in a body pattern.</summary>
    public static Alphabet Named(char name) =>
        name < ByName.Length && ByName[name].Plain is not null ? ByName[name] : ByName[name] = Make(name);

    private static Alphabet Make(char name) =>
        name switch
        {
            'w' => Alphanumeric,
            'W' => new Alphabet(Letters + Digits + "_"),
            'u' => UrlSafe,
            'b' => Base64,
            'p' => new Alphabet(Letters + Digits + "+/="),
            'h' => new Alphabet(Digits + "abcdef"),
            'H' => Hex,
            'X' => new Alphabet(Digits + "ABCDEF"),
            'd' => new Alphabet(Digits),
            'l' => new Alphabet(Lower + Digits),
            'U' => new Alphabet(Upper + Digits),
            'a' => new Alphabet(Letters),
            'q' => new Alphabet(Lower + "234567"),
            'Q' => new Alphabet(Upper + "234567"),
            'x' => new Alphabet("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"),
            'e' => new Alphabet("QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L"),
            't' => new Alphabet(Letters + Digits + "-_.~"),
            'v' => new Alphabet(Letters + Digits + "-_.="),
            'c' => new Alphabet(Letters + Digits + "./"),
            'f' => new Alphabet(Letters + Digits + "+/=,_"),
            'g' => new Alphabet(Letters + Digits + "-_%+/="),
            'z' => new Alphabet(Letters + Digits + "+/=-_"),
            'y' => new Alphabet(Letters + Digits + "-_%"),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No alphabet has this name."),
        };
}

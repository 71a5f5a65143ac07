namespace Reprise.Masking.Scanning;

/// <summary>The four bytes of a literal that the anchor pass looks for, each as the bytes that may stand there.</summary>
/// <remarks>The fourth is whatever may follow when the literal has three characters only.</remarks>
internal sealed class AnchorWindow
{
    /// <summary>The number of places.</summary>
    public const int Length = 4;

    private const string Pairs = "aAbBcCdDeEfFgGhHiIjJkKlLmMnNoOpPqQrRsStTuUvVwWxXyYzZ";
    private static readonly byte[] BothCases = System.Text.Encoding.ASCII.GetBytes(Pairs);

    private readonly Literal _literal;

    private AnchorWindow(Literal literal, int offset, float share)
    {
        _literal = literal;
        Offset = offset;
        Share = share;
    }

    /// <summary>Where in the literal the window starts.</summary>
    public int Offset { get; }

    /// <summary>How often it is to be expected, as a share of all positions.</summary>
    public float Share { get; }

    /// <summary>The number of bytes before the ones that may follow a text of three characters.</summary>
    public int FixedBytes => Math.Min(Length, _literal.Bytes.Length);

    /// <summary>The bytes as they lie in memory; only <see cref="FixedBytes"/> of them count.</summary>
    public uint Gram
    {
        get
        {
            uint gram = 0;
            for (int place = 0; place < FixedBytes; place++)
                gram |= (uint)_literal.Bytes[Offset + place] << (8 * place);
            return gram;
        }
    }

    /// <summary>Chooses the rarest window of a literal.</summary>
    public static AnchorWindow Of(Literal literal)
    {
        ReadOnlySpan<byte> bytes = literal.Bytes;
        if (bytes.Length < Length)
            return new AnchorWindow(literal, 0, ByteFrequency.OfRow(bytes));
        int best = 0;
        float least = float.MaxValue;
        for (int i = 0; i + Length <= bytes.Length; i++)
        {
            float share = ByteFrequency.OfRow(bytes.Slice(i, Length));
            if (share < least)
                (best, least) = (i, share);
        }
        return new AnchorWindow(literal, best, least);
    }

    /// <summary>The bytes that may stand at a place.</summary>
    public ReadOnlySpan<byte> At(int place)
    {
        int at = Offset + place;
        if (at == _literal.Bytes.Length)
            return _literal.FollowerBytes;
        byte b = _literal.Bytes[at];
        return _literal.AnyCase && char.IsAsciiLetter((char)b)
            ? BothCases.AsSpan(2 * ((b | 0x20) - 'a'), 2)
            : _literal.Bytes.AsSpan(at, 1);
    }
}

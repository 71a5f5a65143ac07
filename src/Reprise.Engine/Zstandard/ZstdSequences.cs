namespace Reprise.Zstandard;

/// <summary>Decodes and carries out sequences: so many literals, then a copy of what was before. RFC 8878, section 3.1.1.3.2.</summary>
internal sealed class ZstdSequences(ZstdOutput output)
{
    private const int Predefined = 0;
    private const int OneSymbol = 1;
    private const int Described = 2;

    private FseTable? _literalLengths;
    private FseTable? _offsets;
    private FseTable? _matchLengths;

    // The last three offsets, the newest first.
    private int _offset1 = 1;
    private int _offset2 = 4;
    private int _offset3 = 8;

    /// <summary>Decodes the sequences of a block.</summary>
    /// <param name="section">The bytes behind its literals.</param>
    /// <param name="literals">Its literals.</param>
    /// <exception cref="InvalidDataException">They are damaged.</exception>
    public void Decode(ReadOnlySpan<byte> section, ReadOnlySpan<byte> literals)
    {
        int count = ReadCount(ref section);
        if (count == 0)
        {
            if (!section.IsEmpty)
                throw ZstdDecoder.Damaged();
            output.Add(literals);
            return;
        }
        int modes = ZstdDecoder.Take(ref section, 1)[0];
        if ((modes & 3) != 0)
            throw ZstdDecoder.Damaged();
        _literalLengths = Table(ref section, modes >> 6, ZstdCodes.LiteralLengths, _literalLengths);
        _offsets = Table(ref section, (modes >> 4) & 3, ZstdCodes.Offsets, _offsets);
        _matchLengths = Table(ref section, (modes >> 2) & 3, ZstdCodes.MatchLengths, _matchLengths);
        output.Add(Run(new BackwardBits(section), count, literals, _literalLengths, _offsets, _matchLengths));
    }

    private ReadOnlySpan<byte> Run(
        BackwardBits bits,
        int count,
        ReadOnlySpan<byte> literals,
        FseTable literalLengths,
        FseTable offsets,
        FseTable matchLengths
    )
    {
        uint literal = bits.Read(literalLengths.Log);
        uint offset = bits.Read(offsets.Log);
        uint match = bits.Read(matchLengths.Log);
        for (int i = 0; i < count; i++)
        {
            int code = offsets.Symbol(offset);
            uint value = (1u << code) + bits.Read(code);
            int matchLength = ZstdCodes.MatchLength(matchLengths.Symbol(match), ref bits);
            int literalLength = ZstdCodes.LiteralLength(literalLengths.Symbol(literal), ref bits);
            if (i + 1 < count)
            {
                literal = literalLengths.Next(literal, ref bits);
                match = matchLengths.Next(match, ref bits);
                offset = offsets.Next(offset, ref bits);
            }
            if (bits.Left < 0)
                throw ZstdDecoder.Damaged();
            output.Add(ZstdDecoder.Take(ref literals, literalLength));
            output.Copy(OffsetOf(value, literalLength), matchLength);
        }
        return bits.Left == 0 ? literals : throw ZstdDecoder.Damaged();
    }

    // The first three values stand for offsets that were there before.
    private int OffsetOf(uint value, int literalLength)
    {
        if (value > 3)
        {
            (_offset1, _offset2, _offset3) = ((int)Math.Min(value - 3, int.MaxValue), _offset1, _offset2);
            return _offset1;
        }
        switch (value + (literalLength == 0 ? 1u : 0))
        {
            case 1:
                break;
            case 2:
                (_offset1, _offset2) = (_offset2, _offset1);
                break;
            case 3:
                (_offset1, _offset2, _offset3) = (_offset3, _offset1, _offset2);
                break;
            default:
                (_offset1, _offset2, _offset3) = (_offset1 - 1, _offset1, _offset2);
                break;
        }
        return _offset1;
    }

    private static int ReadCount(ref ReadOnlySpan<byte> section)
    {
        int first = ZstdDecoder.Take(ref section, 1)[0];
        if (first < 128)
            return first;
        if (first < 255)
            return ((first - 128) << 8) + ZstdDecoder.Take(ref section, 1)[0];
        ReadOnlySpan<byte> more = ZstdDecoder.Take(ref section, 2);
        return more[0] + (more[1] << 8) + 0x7F00;
    }

    private static FseTable Table(ref ReadOnlySpan<byte> section, int mode, ZstdCodeTable codes, FseTable? before)
    {
        if (mode == Predefined)
            return codes.Predefined;
        if (mode == Described)
            return FseTable.Read(ref section, codes.MaxLog, codes.MaxSymbol);
        if (mode != OneSymbol)
            return before ?? throw ZstdDecoder.Damaged();
        byte symbol = ZstdDecoder.Take(ref section, 1)[0];
        return symbol <= codes.MaxSymbol ? new FseTable(symbol) : throw ZstdDecoder.Damaged();
    }
}

using System.Numerics;

namespace Reprise.Zstandard;

/// <summary>A table of prefix codes for literals. RFC 8878, section 4.2.</summary>
internal sealed class HuffmanTable
{
    private const int MaxBits = 11;
    private const int MaxSymbols = 256;

    private const int MaxWeight = MaxBits;

    /// <summary>The table of compressed weights is small.</summary>
    private const int MaxWeightsLog = 6;

    private readonly byte[] _symbols;
    private readonly byte[] _lengths;
    private readonly int _bits;

    private HuffmanTable(ReadOnlySpan<byte> weights, int bits)
    {
        _bits = bits;
        _symbols = new byte[1 << bits];
        _lengths = new byte[1 << bits];
        int at = 0;
        for (int weight = 1; weight <= bits; weight++)
        {
            for (int symbol = 0; symbol < weights.Length; symbol++)
            {
                if (weights[symbol] != weight)
                    continue;
                int count = 1 << (weight - 1);
                _symbols.AsSpan(at, count).Fill((byte)symbol);
                _lengths.AsSpan(at, count).Fill((byte)(bits + 1 - weight));
                at += count;
            }
        }
    }

    /// <summary>Reads the description of a table off the front of bytes.</summary>
    /// <exception cref="InvalidDataException">It describes none.</exception>
    public static HuffmanTable Read(ref ReadOnlySpan<byte> bytes)
    {
        Span<byte> weights = stackalloc byte[MaxSymbols];
        int header = ZstdDecoder.Take(ref bytes, 1)[0];
        int count =
            header < 128
                ? ReadCompressed(ZstdDecoder.Take(ref bytes, header), weights)
                : ReadPlain(ref bytes, header - 127, weights);
        return Of(weights, count);
    }

    /// <summary>Decodes a stream.</summary>
    /// <exception cref="InvalidDataException">It does not give as many symbols as the target takes.</exception>
    public void Decode(ReadOnlySpan<byte> stream, Span<byte> target)
    {
        var bits = new BackwardBits(stream);
        for (int i = 0; i < target.Length; i++)
        {
            uint code = bits.Peek(_bits);
            target[i] = _symbols[code];
            bits.Skip(_lengths[code]);
        }
        if (bits.Left != 0)
            throw ZstdDecoder.Damaged();
    }

    private static int ReadPlain(ref ReadOnlySpan<byte> bytes, int count, scoped Span<byte> weights)
    {
        ReadOnlySpan<byte> packed = ZstdDecoder.Take(ref bytes, (count + 1) / 2);
        for (int i = 0; i < count; i++)
            weights[i] = (byte)(i % 2 == 0 ? packed[i / 2] >> 4 : packed[i / 2] & 15);
        return count;
    }

    // Two states take turns; the last symbol is that of the one that was not read on.
    private static int ReadCompressed(ReadOnlySpan<byte> bytes, Span<byte> weights)
    {
        FseTable table = FseTable.Read(ref bytes, MaxWeightsLog, MaxSymbols - 1);
        var bits = new BackwardBits(bytes);
        uint state = bits.Read(table.Log);
        uint other = bits.Read(table.Log);
        int count = 0;
        while (bits.Left >= 0)
        {
            // One place is kept for the symbol whose weight follows from the others.
            if (count >= MaxSymbols - 2)
                throw ZstdDecoder.Damaged();
            weights[count++] = table.Symbol(state);
            (state, other) = (other, table.Next(state, ref bits));
        }
        if (count == 0)
            throw ZstdDecoder.Damaged();
        weights[count++] = table.Symbol(state);
        return count;
    }

    // All codes together fill the table, so the last weight need not be told.
    private static HuffmanTable Of(Span<byte> weights, int count)
    {
        int sum = 0;
        for (int i = 0; i < count; i++)
        {
            if (weights[i] > MaxWeight)
                throw ZstdDecoder.Damaged();
            sum += weights[i] == 0 ? 0 : 1 << (weights[i] - 1);
        }
        int bits = sum == 0 ? MaxBits + 1 : BitOperations.Log2((uint)sum) + 1;
        int left = (1 << bits) - sum;
        if (bits > MaxBits || !BitOperations.IsPow2(left) || count >= MaxSymbols)
            throw ZstdDecoder.Damaged();
        weights[count++] = (byte)(BitOperations.Log2((uint)left) + 1);
        return new HuffmanTable(weights[..count], bits);
    }
}

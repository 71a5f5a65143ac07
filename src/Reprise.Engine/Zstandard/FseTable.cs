using System.Numerics;

namespace Reprise.Zstandard;

/// <summary>A table of finite state entropy: each state stands for a symbol, and says where the next state is. RFC 8878, section 4.1.</summary>
internal sealed class FseTable
{
    private const int MinLog = 5;

    private readonly byte[] _symbols;
    private readonly byte[] _bits;
    private readonly ushort[] _next;

    /// <summary>A table that always gives the same symbol.</summary>
    public FseTable(byte symbol)
    {
        _symbols = [symbol];
        _bits = [0];
        _next = [0];
    }

    /// <summary>A table by how often symbols come.</summary>
    /// <param name="log">The logarithm of the number of states.</param>
    /// <param name="counts">The states of each symbol; -1 for one that comes less often than one state says. They fill the table.</param>
    public FseTable(int log, ReadOnlySpan<short> counts)
    {
        Log = log;
        int size = 1 << log;
        _symbols = new byte[size];
        _bits = new byte[size];
        _next = new ushort[size];
        int[] states = new int[counts.Length];
        Spread(counts, states);
        for (int state = 0; state < size; state++)
        {
            int next = states[_symbols[state]]++;
            int bits = log - BitOperations.Log2((uint)next);
            _bits[state] = (byte)bits;
            _next[state] = (ushort)((next << bits) - size);
        }
    }

    /// <summary>The bits that the first state is read with.</summary>
    public int Log { get; }

    /// <summary>The symbol of a state.</summary>
    public byte Symbol(uint state) => _symbols[state];

    /// <summary>Reads the state after a state.</summary>
    public uint Next(uint state, ref BackwardBits bits) => _next[state] + bits.Read(_bits[state]);

    /// <summary>Reads the description of a table off the front of bytes.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="maxLog">The largest table that may be there.</param>
    /// <param name="maxSymbol">The last symbol that may be there.</param>
    /// <exception cref="InvalidDataException">It describes none.</exception>
    public static FseTable Read(ref ReadOnlySpan<byte> bytes, int maxLog, int maxSymbol)
    {
        var bits = new ForwardBits(bytes);
        int log = (int)bits.Read(4) + MinLog;
        if (log > maxLog)
            throw ZstdDecoder.Damaged();
        Span<short> counts = stackalloc short[maxSymbol + 1];
        counts.Clear();
        int left = 1 << log;
        int symbol = 0;
        while (left > 0)
        {
            if (symbol > maxSymbol)
                throw ZstdDecoder.Damaged();
            int count = ReadCount(ref bits, left);
            counts[symbol++] = (short)count;
            left -= Math.Abs(count);
            // A count of zero is followed by how many more there are.
            for (uint more = count == 0 ? 3u : 0; more == 3; symbol += (int)more)
                more = bits.Read(2);
        }
        if (left < 0 || symbol > maxSymbol + 1)
            throw ZstdDecoder.Damaged();
        bytes = bytes[bits.BytesRead..];
        return new FseTable(log, counts);
    }

    // Small values take a bit less, as far as there are values to spare.
    private static int ReadCount(ref ForwardBits bits, int left)
    {
        int length = BitOperations.Log2((uint)left + 1) + 1;
        int spare = (1 << length) - 1 - (left + 1);
        int low = (int)bits.Read(length - 1);
        if (low < spare)
            return low - 1;
        int value = low | ((int)bits.Read(1) << (length - 1));
        return (value >= 1 << (length - 1) ? value - spare : value) - 1;
    }

    private void Spread(ReadOnlySpan<short> counts, int[] states)
    {
        int size = _symbols.Length;
        int high = size;
        for (int symbol = 0; symbol < counts.Length; symbol++)
        {
            if (counts[symbol] == -1)
                _symbols[--high] = (byte)symbol;
            states[symbol] = Math.Abs((int)counts[symbol]);
        }
        int step = (size >> 1) + (size >> 3) + 3;
        int at = 0;
        for (int symbol = 0; symbol < counts.Length; symbol++)
        {
            for (int i = 0; i < counts[symbol]; i++)
            {
                _symbols[at] = (byte)symbol;
                do at = (at + step) & (size - 1);
                while (at >= high);
            }
        }
    }
}

using System.Buffers.Binary;
using System.Numerics;

namespace Reprise.Zstandard;

/// <summary>Reads bits from the end of bytes to their start. The last byte's highest bit that is set only marks where they begin.</summary>
internal ref struct BackwardBits
{
    private readonly ReadOnlySpan<byte> _bytes;

    /// <param name="bytes">The bytes; at most those of a block.</param>
    /// <exception cref="InvalidDataException">There are none, or the mark is missing.</exception>
    public BackwardBits(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty || bytes[^1] == 0)
            throw ZstdDecoder.Damaged();
        _bytes = bytes;
        Left = (bytes.Length * 8) - 8 + BitOperations.Log2(bytes[^1]);
    }

    /// <summary>The bits that are left; below zero when more were read than there are, all of them zeros.</summary>
    public int Left { get; private set; }

    /// <summary>Reads bits.</summary>
    /// <param name="count">How many; up to 32.</param>
    public uint Read(int count)
    {
        uint value = Peek(count);
        Left -= count;
        return value;
    }

    /// <summary>Goes on without reading.</summary>
    public void Skip(int count) => Left -= count;

    /// <summary>Looks at the next bits without going on.</summary>
    /// <inheritdoc cref="Read"/>
    public readonly uint Peek(int count)
    {
        int low = Left - count;
        if (low >= 0)
            return Bits(low, count);
        return Left <= 0 ? 0 : Bits(0, Left) << -low;
    }

    private readonly uint Bits(int low, int count)
    {
        int at = low >> 3;
        ulong word = 0;
        if (at + sizeof(ulong) <= _bytes.Length)
        {
            word = BinaryPrimitives.ReadUInt64LittleEndian(_bytes[at..]);
        }
        else
        {
            for (int i = 0; at + i < _bytes.Length; i++)
                word |= (ulong)_bytes[at + i] << (8 * i);
        }
        return (uint)((word >> (low & 7)) & ((1UL << count) - 1));
    }
}

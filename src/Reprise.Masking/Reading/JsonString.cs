using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Reprise.Masking.Reading;

/// <summary>Finds the ends of JSON strings without reading what stands in them.</summary>
internal static class JsonString
{
    private const int Block = 64;
    private const ulong EvenBits = 0x5555555555555555;

    /// <summary>Returns the position of the first quote that no backslash escapes in [from, limit), or -1.</summary>
    /// <param name="data">The bytes.</param>
    /// <param name="from">A position in a string or at its end, not behind a backslash that escapes what stands there.</param>
    /// <param name="limit">The position after the last one.</param>
    public static int End(ReadOnlySpan<byte> data, int from, int limit)
    {
        int p = from;
        if (Vector128.IsHardwareAccelerated)
        {
            ref byte start = ref MemoryMarshal.GetReference(data[..limit]);
            // Whether the last byte of the block before escapes the first one.
            ulong carry = 0;
            // The block ends before the limit.
            for (; p <= limit - Block; p += Block)
            {
                ref byte block = ref Unsafe.Add(ref start, p);
                ulong quotes = Find(ref block, (byte)'"');
                ulong backslashes = Find(ref block, (byte)'\\');
                // Without a quote only the end of the block matters.
                if (quotes == 0 && (long)backslashes >= 0)
                {
                    carry = 0;
                    continue;
                }
                quotes &= ~Escaped(backslashes, ref carry);
                if (quotes != 0)
                    return p + BitOperations.TrailingZeroCount(quotes);
            }
            p += (int)carry;
        }
        while (p < limit && data[p] != '"')
            p += data[p] == '\\' ? 2 : 1;
        return p < limit ? p : -1;
    }

    /// <summary>Returns the first position at or behind <paramref name="target"/> that no backslash escapes.</summary>
    /// <param name="data">The bytes.</param>
    /// <param name="from">A position in the same string that none escapes.</param>
    /// <param name="target">A later position, up to which the string does not end.</param>
    public static int Next(ReadOnlySpan<byte> data, int from, int target)
    {
        int run = target - 1 - data[from..target].LastIndexOfAnyExcept((byte)'\\') - from;
        return target + (run & 1);
    }

    // Positions whose backslash is itself not escaped escape the next one: of each run every other one, from its first.
    private static ulong Escaped(ulong backslashes, ref ulong carry)
    {
        if ((backslashes | carry) == 0)
            return 0;
        backslashes &= ~carry;
        ulong follows = backslashes << 1 | carry;
        // Adding the runs that start at odd positions to the runs carries each of them beyond its end.
        ulong oddStarts = backslashes & ~EvenBits & ~follows;
        ulong sum = oddStarts + backslashes;
        carry = sum < backslashes ? 1u : 0u;
        ulong inverted = sum << 1;
        return (EvenBits ^ inverted) & follows;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Find(ref byte block, byte b)
    {
        if (Vector512.IsHardwareAccelerated)
            return Vector512.Equals(Vector512.LoadUnsafe(ref block), Vector512.Create(b)).ExtractMostSignificantBits();
        if (Vector256.IsHardwareAccelerated)
            return Vector256.Equals(Vector256.LoadUnsafe(ref block), Vector256.Create(b)).ExtractMostSignificantBits()
                | (ulong)Vector256.Equals(Vector256.LoadUnsafe(ref block, 32), Vector256.Create(b)).ExtractMostSignificantBits()
                    << 32;
        return Find16(ref block, 0, b) | Find16(ref block, 16, b) | Find16(ref block, 32, b) | Find16(ref block, 48, b);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Find16(ref byte block, int offset, byte b) =>
        (ulong)Vector128.Equals(Vector128.LoadUnsafe(ref block, (nuint)offset), Vector128.Create(b)).ExtractMostSignificantBits()
        << offset;
}

using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Reprise.Masking.Reading;

/// <summary>Finds the borders of runs of <see cref="Alphabet.Name"/> in raw bytes, 16 at a time.</summary>
internal static class NameRun
{
    private const uint All = 0xFFFF;

    /// <summary>Returns the end of the run that starts at a position, or the position <paramref name="max"/> bytes behind it when it goes on.</summary>
    public static int End(ReadOnlySpan<byte> data, int at, int max)
    {
        int limit = Math.Min(data.Length, at + max);
        int p = at;
        if (Vector128.IsHardwareAccelerated)
        {
            // Sixteen bytes from here lie within the data.
            for (; p < limit && data.Length - p >= Vector128<byte>.Count; p += Vector128<byte>.Count)
            {
                uint others = ~Members(data, p) & All;
                if (others != 0)
                    return Math.Min(limit, p + BitOperations.TrailingZeroCount(others));
            }
        }
        while (p < limit && Alphabet.Name.Contains(data[p]))
            p++;
        return Math.Min(p, limit);
    }

    /// <summary>Returns the start of the run that ends before a position, or the position <paramref name="max"/> bytes before it when it starts earlier.</summary>
    public static int Start(ReadOnlySpan<byte> data, int at, int max)
    {
        int limit = Math.Max(0, at - max);
        int p = at;
        if (Vector128.IsHardwareAccelerated)
        {
            // Sixteen bytes before this one lie within the data.
            for (; p > limit && p >= Vector128<byte>.Count; p -= Vector128<byte>.Count)
            {
                uint others = ~Members(data, p - Vector128<byte>.Count) << Vector128<byte>.Count;
                if (others != 0)
                    return Math.Max(limit, p - BitOperations.LeadingZeroCount(others));
            }
        }
        while (p > limit && Alphabet.Name.Contains(data[p - 1]))
            p--;
        return Math.Max(p, limit);
    }

    // One bit for each of sixteen bytes; the caller has made sure that they are there.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Members(ReadOnlySpan<byte> data, int at)
    {
        Vector128<byte> bytes = Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(data), (nuint)at);
        Vector128<byte> letters = Vector128.LessThanOrEqual(
            (bytes | Vector128.Create((byte)0x20)) - Vector128.Create((byte)'a'),
            Vector128.Create((byte)('z' - 'a'))
        );
        Vector128<byte> digits = Vector128.LessThanOrEqual(bytes - Vector128.Create((byte)'0'), Vector128.Create((byte)9));
        Vector128<byte> signs =
            Vector128.Equals(bytes, Vector128.Create((byte)'_'))
            | Vector128.LessThanOrEqual(bytes - Vector128.Create((byte)'-'), Vector128.Create((byte)('.' - '-')));
        return (letters | digits | signs).ExtractMostSignificantBits();
    }
}

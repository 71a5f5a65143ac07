using System.Runtime.CompilerServices;

namespace Reprise.Masking.Scanning;

/// <summary>Eight positions one by one: no load depends on the one before it, so that the processor overlaps them.</summary>
internal readonly struct ScalarFilter(GramTable grams) : IBlockFilter
{
    public static int Size => 8;

    public static int Usual => 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Candidates(ref byte block)
    {
        ulong first = Unsafe.ReadUnaligned<ulong>(ref block);
        ulong second = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref block, 3));
        int found =
            grams.Holds((uint)first)
            | grams.Holds((uint)(first >> 8)) << 1
            | grams.Holds((uint)(first >> 16)) << 2
            | grams.Holds((uint)(first >> 24)) << 3
            | grams.Holds((uint)(first >> 32)) << 4
            | grams.Holds((uint)(second >> 16)) << 5
            | grams.Holds((uint)(second >> 24)) << 6
            | grams.Holds((uint)(second >> 32)) << 7;
        return (uint)found;
    }
}

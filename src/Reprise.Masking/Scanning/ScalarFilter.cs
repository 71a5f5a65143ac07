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
        ref byte bits = ref grams.Bits;
        int found =
            GramTable.Holds(ref bits, (uint)first)
            | GramTable.Holds(ref bits, (uint)(first >> 8)) << 1
            | GramTable.Holds(ref bits, (uint)(first >> 16)) << 2
            | GramTable.Holds(ref bits, (uint)(first >> 24)) << 3
            | GramTable.Holds(ref bits, (uint)(first >> 32)) << 4
            | GramTable.Holds(ref bits, (uint)(second >> 16)) << 5
            | GramTable.Holds(ref bits, (uint)(second >> 24)) << 6
            | GramTable.Holds(ref bits, (uint)(second >> 32)) << 7;
        return (uint)found;
    }
}

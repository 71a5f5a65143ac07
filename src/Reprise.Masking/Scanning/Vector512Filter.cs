using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Reprise.Masking.Scanning;

/// <summary>64 positions at a time; a table of 128 characters fits into two registers.</summary>
internal readonly struct Vector512Filter : IBlockFilter
{
    // Two halves for each place of each group.
    private const int TableCount = ByteClasses.Groups * AnchorWindow.Length * 2;

    private readonly byte[] _memory;
    private readonly int _start;

    public Vector512Filter(WideClasses classes)
    {
        int length = TableCount * Vector512<byte>.Count;
        // Pinned, so that the tables stay where they begin with a line of the cache.
        _memory = GC.AllocateArray<byte>(length + Vector512<byte>.Count, pinned: true);
        _start = -(int)Marshal.UnsafeAddrOfPinnedArrayElement(_memory, 0) & (Vector512<byte>.Count - 1);
        classes.Write(_memory.AsSpan(_start, length));
    }

    public static int Size => Vector512<byte>.Count;

    public static int Usual => 3;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Candidates(ref byte block)
    {
        Vector512<byte> first = Vector512.LoadUnsafe(ref block);
        Vector512<byte> second = Vector512.LoadUnsafe(ref block, 1);
        Vector512<byte> third = Vector512.LoadUnsafe(ref block, 2);
        Vector512<byte> fourth = Vector512.LoadUnsafe(ref block, 3);
        Vector512<byte> found =
            Group(0, first, second, third, fourth)
            | Group(1, first, second, third, fourth)
            | Group(2, first, second, third, fourth)
            | Group(3, first, second, third, fourth);
        return ~Vector512.Equals(found, Vector512<byte>.Zero).ExtractMostSignificantBits();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector512<byte> Group(
        int group,
        Vector512<byte> first,
        Vector512<byte> second,
        Vector512<byte> third,
        Vector512<byte> fourth
    )
    {
        int table = group * AnchorWindow.Length;
        return Look(table, first) & Look(table + 1, second) & Look(table + 2, third) & Look(table + 3, fourth);
    }

    // The number of a table is a constant below their count, so both loads lie within the memory.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector512<byte> Look(int table, Vector512<byte> characters)
    {
        ref byte start = ref Unsafe.Add(
            ref MemoryMarshal.GetArrayDataReference(_memory),
            _start + table * WideClasses.TableLength
        );
        Vector512<byte> low = Vector512.LoadUnsafe(ref start);
        Vector512<byte> high = Vector512.LoadUnsafe(ref start, (nuint)Vector512<byte>.Count);
        return Avx512Vbmi.PermuteVar64x8x2(low, characters, high);
    }
}

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

    public static int Usual => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Candidates(ref byte block)
    {
        ref byte tables = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_memory), (nint)(uint)_start);
        Vector512<byte> first = Vector512.LoadUnsafe(ref block);
        Vector512<byte> second = Vector512.LoadUnsafe(ref block, 1);
        Vector512<byte> third = Vector512.LoadUnsafe(ref block, 2);
        Vector512<byte> fourth = Vector512.LoadUnsafe(ref block, 3);
        Vector512<byte> found =
            Group(ref tables, 0, first, second, third, fourth)
            | Group(ref tables, 1, first, second, third, fourth)
            | Group(ref tables, 2, first, second, third, fourth)
            | Group(ref tables, 3, first, second, third, fourth);
        return ~Vector512.Equals(found, Vector512<byte>.Zero).ExtractMostSignificantBits();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Group(
        ref byte tables,
        nuint group,
        Vector512<byte> first,
        Vector512<byte> second,
        Vector512<byte> third,
        Vector512<byte> fourth
    )
    {
        nuint table = group * AnchorWindow.Length;
        return Look(ref tables, table, first)
            & Look(ref tables, table + 1, second)
            & Look(ref tables, table + 2, third)
            & Look(ref tables, table + 3, fourth);
    }

    // The number of a table is a constant below their count, so both loads lie within the memory.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Look(ref byte tables, nuint table, Vector512<byte> characters)
    {
        Vector512<byte> low = Vector512.LoadUnsafe(ref tables, table * WideClasses.TableLength);
        Vector512<byte> high = Vector512.LoadUnsafe(ref tables, table * WideClasses.TableLength + (nuint)Vector512<byte>.Count);
        return Avx512Vbmi.PermuteVar64x8x2(low, characters, high);
    }
}

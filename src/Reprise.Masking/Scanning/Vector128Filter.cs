using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Reprise.Masking.Scanning;

/// <summary>16 positions at a time; the halves of a byte are looked up one by one.</summary>
internal readonly struct Vector128Filter : IBlockFilter
{
    private const int TableCount = ByteClasses.Groups * AnchorWindow.Length * 2;

    private readonly Vector128<byte>[] _tables;

    public Vector128Filter(NibbleClasses classes)
    {
        _tables = new Vector128<byte>[TableCount];
        classes.Write(MemoryMarshal.AsBytes(_tables.AsSpan()));
    }

    public static int Size => Vector128<byte>.Count;

    public static int Usual => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Candidates(ref byte block)
    {
        Vector128<byte> first = Vector128.LoadUnsafe(ref block);
        Vector128<byte> second = Vector128.LoadUnsafe(ref block, 1);
        Vector128<byte> third = Vector128.LoadUnsafe(ref block, 2);
        Vector128<byte> fourth = Vector128.LoadUnsafe(ref block, 3);
        Vector128<byte> found =
            Group(0, first, second, third, fourth)
            | Group(1, first, second, third, fourth)
            | Group(2, first, second, third, fourth)
            | Group(3, first, second, third, fourth);
        return (ushort)~Vector128.Equals(found, Vector128<byte>.Zero).ExtractMostSignificantBits();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector128<byte> Group(
        int group,
        Vector128<byte> first,
        Vector128<byte> second,
        Vector128<byte> third,
        Vector128<byte> fourth
    )
    {
        int table = group * AnchorWindow.Length;
        return Look(table, first) & Look(table + 1, second) & Look(table + 2, third) & Look(table + 3, fourth);
    }

    // The number of a table is a constant below half their count, so both loads lie within them.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector128<byte> Look(int table, Vector128<byte> bytes)
    {
        ref Vector128<byte> start = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_tables), 2 * table);
        Vector128<byte> low = bytes & Vector128.Create((byte)15);
        Vector128<byte> high = (bytes.AsUInt16() >> 4).AsByte() & Vector128.Create((byte)15);
        return Vector128.ShuffleNative(start, low) & Vector128.ShuffleNative(Unsafe.Add(ref start, 1), high);
    }
}

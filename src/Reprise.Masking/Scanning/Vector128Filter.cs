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
        ref Vector128<byte> tables = ref MemoryMarshal.GetArrayDataReference(_tables);
        Vector128<byte> first = Vector128.LoadUnsafe(ref block);
        Vector128<byte> second = Vector128.LoadUnsafe(ref block, 1);
        Vector128<byte> third = Vector128.LoadUnsafe(ref block, 2);
        Vector128<byte> fourth = Vector128.LoadUnsafe(ref block, 3);
        Vector128<byte> found =
            Group(ref tables, 0, first, second, third, fourth)
            | Group(ref tables, 1, first, second, third, fourth)
            | Group(ref tables, 2, first, second, third, fourth)
            | Group(ref tables, 3, first, second, third, fourth);
        return (ushort)~Vector128.Equals(found, Vector128<byte>.Zero).ExtractMostSignificantBits();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Group(
        ref Vector128<byte> tables,
        nuint group,
        Vector128<byte> first,
        Vector128<byte> second,
        Vector128<byte> third,
        Vector128<byte> fourth
    )
    {
        nuint table = group * AnchorWindow.Length;
        return Look(ref tables, table, first)
            & Look(ref tables, table + 1, second)
            & Look(ref tables, table + 2, third)
            & Look(ref tables, table + 3, fourth);
    }

    // The number of a table is a constant below half their count, so both loads lie within them.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Look(ref Vector128<byte> tables, nuint table, Vector128<byte> bytes)
    {
        Vector128<byte> low = bytes & Vector128.Create((byte)15);
        Vector128<byte> high = (bytes.AsUInt16() >> 4).AsByte() & Vector128.Create((byte)15);
        return Vector128.ShuffleNative(Unsafe.Add(ref tables, 2 * table), low)
            & Vector128.ShuffleNative(Unsafe.Add(ref tables, 2 * table + 1), high);
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Reprise.Masking.Scanning;

/// <summary>32 positions at a time; the halves of a byte are looked up one by one.</summary>
internal readonly struct Vector256Filter : IBlockFilter
{
    private const int TableCount = ByteClasses.Groups * AnchorWindow.Length * 2;

    // A shuffle of this width looks up within 16 bytes: each table stands there twice.
    private readonly Vector256<byte>[] _tables;

    public Vector256Filter(NibbleClasses classes)
    {
        Span<byte> tables = stackalloc byte[TableCount * Vector128<byte>.Count];
        tables.Clear();
        classes.Write(tables);
        _tables = new Vector256<byte>[TableCount];
        for (int i = 0; i < TableCount; i++)
        {
            Vector128<byte> table = Vector128.Create<byte>(tables.Slice(i * Vector128<byte>.Count, Vector128<byte>.Count));
            _tables[i] = Vector256.Create(table, table);
        }
    }

    public static int Size => Vector256<byte>.Count;

    public static int Usual => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Candidates(ref byte block)
    {
        ref Vector256<byte> tables = ref MemoryMarshal.GetArrayDataReference(_tables);
        Vector256<byte> first = Vector256.LoadUnsafe(ref block);
        Vector256<byte> second = Vector256.LoadUnsafe(ref block, 1);
        Vector256<byte> third = Vector256.LoadUnsafe(ref block, 2);
        Vector256<byte> fourth = Vector256.LoadUnsafe(ref block, 3);
        Vector256<byte> found =
            Group(ref tables, 0, first, second, third, fourth)
            | Group(ref tables, 1, first, second, third, fourth)
            | Group(ref tables, 2, first, second, third, fourth)
            | Group(ref tables, 3, first, second, third, fourth);
        return (uint)~Vector256.Equals(found, Vector256<byte>.Zero).ExtractMostSignificantBits();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Group(
        ref Vector256<byte> tables,
        nuint group,
        Vector256<byte> first,
        Vector256<byte> second,
        Vector256<byte> third,
        Vector256<byte> fourth
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
    private static Vector256<byte> Look(ref Vector256<byte> tables, nuint table, Vector256<byte> bytes)
    {
        Vector256<byte> low = bytes & Vector256.Create((byte)15);
        Vector256<byte> high = (bytes.AsUInt16() >> 4).AsByte() & Vector256.Create((byte)15);
        return Avx2.Shuffle(Unsafe.Add(ref tables, 2 * table), low) & Avx2.Shuffle(Unsafe.Add(ref tables, 2 * table + 1), high);
    }
}

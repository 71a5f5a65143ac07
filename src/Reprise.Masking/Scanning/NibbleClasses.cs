namespace Reprise.Masking.Scanning;

/// <summary>Classes of bytes whose high half and low half are both allowed: what a shuffle of 16 bytes can look up.</summary>
internal sealed class NibbleClasses : ByteClasses
{
    /// <summary>The length of the two tables of one place and group: the low halves, then the high halves.</summary>
    public const int TableLength = 32;

    // The share of the bytes with a high half and a low half in one of two sets of eight.
    private static readonly float[] Rows = MakeRows();

    private readonly ushort[] _low = new ushort[Buckets * AnchorWindow.Length];
    private readonly ushort[] _high = new ushort[Buckets * AnchorWindow.Length];

    /// <summary>Writes the tables of all groups and places: for each half the buckets whose class allows it.</summary>
    public void Write(Span<byte> tables)
    {
        for (int bucket = 0; bucket < Buckets; bucket++)
        {
            for (int place = 0; place < AnchorWindow.Length; place++)
            {
                Span<byte> table = tables.Slice(Cell(bucket / 8, place) * TableLength, TableLength);
                int cell = Cell(bucket, place);
                for (int half = 0; half < 16; half++)
                {
                    table[half] |= (byte)((_low[cell] >> half & 1) << bucket % 8);
                    table[16 + half] |= (byte)((_high[cell] >> half & 1) << bucket % 8);
                }
            }
        }
    }

    protected override float ShareWith(int cell, ReadOnlySpan<byte> bytes)
    {
        (ushort low, ushort high) = With(cell, bytes);
        float share = 0;
        for (int rows = high; rows != 0; rows &= rows - 1)
        {
            int row = int.TrailingZeroCount(rows) * 512;
            share += Rows[row + (low & 255)] + Rows[row + 256 + (low >> 8)];
        }
        return share;
    }

    protected override void Add(int cell, ReadOnlySpan<byte> bytes) => (_low[cell], _high[cell]) = With(cell, bytes);

    private (ushort Low, ushort High) With(int cell, ReadOnlySpan<byte> bytes)
    {
        int low = _low[cell];
        int high = _high[cell];
        foreach (byte b in bytes)
        {
            low |= 1 << (b & 15);
            high |= 1 << (b >> 4);
        }
        return ((ushort)low, (ushort)high);
    }

    private static float[] MakeRows()
    {
        var rows = new float[16 * 512];
        for (int high = 0; high < 16; high++)
        {
            for (int eight = 0; eight < 2; eight++)
            {
                Span<float> row = rows.AsSpan(high * 512 + eight * 256, 256);
                // Each set has one more member than a set that comes before it.
                for (int set = 1; set < 256; set++)
                    row[set] = row[set & (set - 1)] + ByteFrequency.Of(high * 16 + eight * 8 + int.TrailingZeroCount(set));
            }
        }
        return rows;
    }
}

namespace Reprise.Masking.Scanning;

/// <summary>Classes that tell all 128 characters apart; what is outside ASCII is taken for the one with the same low bits.</summary>
internal sealed class WideClasses : ByteClasses
{
    /// <summary>The length of the table of one place and group.</summary>
    public const int TableLength = 128;

    private readonly UInt128[] _sets = new UInt128[Buckets * AnchorWindow.Length];
    private readonly float[] _shares = new float[Buckets * AnchorWindow.Length];

    /// <summary>Writes the tables of all groups and places: for each character the buckets whose class holds it.</summary>
    public void Write(Span<byte> tables)
    {
        for (int bucket = 0; bucket < Buckets; bucket++)
        {
            for (int place = 0; place < AnchorWindow.Length; place++)
            {
                Span<byte> table = tables.Slice(Cell(bucket / 8, place) * TableLength, TableLength);
                UInt128 set = _sets[Cell(bucket, place)];
                for (int c = 0; c < TableLength; c++)
                    table[c] |= (byte)((int)(uint)(set >> c & 1) << bucket % 8);
            }
        }
    }

    protected override float ShareWith(int cell, ReadOnlySpan<byte> bytes)
    {
        float share = _shares[cell];
        UInt128 set = _sets[cell];
        foreach (byte b in bytes)
            share += Has(set, b) ? 0 : ByteFrequency.Of(b);
        return share;
    }

    protected override void Add(int cell, ReadOnlySpan<byte> bytes)
    {
        foreach (byte b in bytes)
        {
            if (Has(_sets[cell], b))
                continue;
            _sets[cell] |= UInt128.One << (b & 127);
            _shares[cell] += ByteFrequency.Of(b);
        }
    }

    private static bool Has(UInt128 set, byte b) => (set >> (b & 127) & 1) != 0;
}

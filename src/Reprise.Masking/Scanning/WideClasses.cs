namespace Reprise.Masking.Scanning;

/// <summary>Classes that tell all 128 characters apart; what is outside ASCII is taken for the one with the same low bits.</summary>
internal sealed class WideClasses : ByteClasses
{
    /// <summary>The length of the table of one place and group.</summary>
    public const int TableLength = 128;

    // One bit for each character, in two halves.
    private readonly ulong[] _sets = new ulong[2 * Buckets * AnchorWindow.Length];
    private readonly float[] _shares = new float[Buckets * AnchorWindow.Length];

    /// <summary>Writes the tables of all groups and places: for each character the buckets whose class holds it.</summary>
    public void Write(Span<byte> tables)
    {
        for (int bucket = 0; bucket < Buckets; bucket++)
        {
            for (int place = 0; place < AnchorWindow.Length; place++)
            {
                Span<byte> table = tables.Slice(Cell(bucket / 8, place) * TableLength, TableLength);
                for (int half = 0; half < 2; half++)
                {
                    for (ulong set = _sets[2 * Cell(bucket, place) + half]; set != 0; set &= set - 1)
                        table[64 * half + System.Numerics.BitOperations.TrailingZeroCount(set)] |= (byte)(1 << bucket % 8);
                }
            }
        }
    }

    protected override float ShareWith(int cell, ReadOnlySpan<byte> bytes)
    {
        float share = _shares[cell];
        foreach (byte b in bytes)
            share += Has(cell, b) ? 0 : ByteFrequency.Of(b);
        return share;
    }

    protected override void Add(int cell, ReadOnlySpan<byte> bytes)
    {
        foreach (byte b in bytes)
        {
            if (Has(cell, b))
                continue;
            _sets[2 * cell + (b >> 6 & 1)] |= 1UL << (b & 63);
            _shares[cell] += ByteFrequency.Of(b);
        }
    }

    private bool Has(int cell, byte b) => (_sets[2 * cell + (b >> 6 & 1)] >> (b & 63) & 1) != 0;
}

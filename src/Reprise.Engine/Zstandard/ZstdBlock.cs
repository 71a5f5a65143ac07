namespace Reprise.Zstandard;

/// <summary>Decodes the compressed blocks of one frame, which use tables and offsets of those before them. RFC 8878, section 3.1.1.3.</summary>
internal sealed class ZstdBlock(ZstdOutput output)
{
    private const int Raw = 0;
    private const int Repeated = 1;
    private const int Compressed = 2;

    private readonly ZstdSequences _sequences = new(output);
    private readonly byte[] _literals = new byte[ZstdFrame.MaxBlockBytes];
    private HuffmanTable? _table;

    /// <summary>Decodes a block.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public void Decode(ReadOnlySpan<byte> block)
    {
        int literals = ReadLiterals(ref block);
        _sequences.Decode(block, _literals.AsSpan(0, literals));
    }

    private int ReadLiterals(ref ReadOnlySpan<byte> block)
    {
        if (block.IsEmpty)
            throw ZstdDecoder.Damaged();
        int kind = block[0] & 3;
        int format = (block[0] >> 2) & 3;
        if (kind is Raw or Repeated)
            return ReadPlain(ref block, kind == Repeated, format);

        // Both sizes stand in 10, 10, 14 or 18 bits each.
        int bytes = format < 2 ? 3 : format + 2;
        int bits = format < 2 ? 10 : 6 + (4 * format);
        ulong header = 0;
        ReadOnlySpan<byte> sizes = ZstdDecoder.Take(ref block, bytes);
        for (int i = 0; i < bytes; i++)
            header |= (ulong)sizes[i] << (8 * i);
        int mask = (1 << bits) - 1;
        int size = (int)(header >> 4) & mask;
        ReadOnlySpan<byte> streams = ZstdDecoder.Take(ref block, (int)(header >> (4 + bits)) & mask);
        if (size > _literals.Length)
            throw ZstdDecoder.Damaged();
        if (kind == Compressed)
            _table = HuffmanTable.Read(ref streams);
        if (_table is null)
            throw ZstdDecoder.Damaged();
        if (format == 0)
            _table.Decode(streams, _literals.AsSpan(0, size));
        else
            ReadFour(_table, streams, _literals.AsSpan(0, size));
        return size;
    }

    private int ReadPlain(ref ReadOnlySpan<byte> block, bool isRepeated, int format)
    {
        int bytes = format switch
        {
            1 => 2,
            3 => 3,
            _ => 1,
        };
        ReadOnlySpan<byte> header = ZstdDecoder.Take(ref block, bytes);
        int size = bytes == 1 ? header[0] >> 3 : (header[0] >> 4) | (header[1] << 4) | (bytes == 3 ? header[2] << 12 : 0);
        if (size > _literals.Length)
            throw ZstdDecoder.Damaged();
        if (isRepeated)
            _literals.AsSpan(0, size).Fill(ZstdDecoder.Take(ref block, 1)[0]);
        else
            ZstdDecoder.Take(ref block, size).CopyTo(_literals);
        return size;
    }

    private static void ReadFour(HuffmanTable table, ReadOnlySpan<byte> streams, Span<byte> target)
    {
        ReadOnlySpan<byte> sizes = ZstdDecoder.Take(ref streams, 6);
        int part = (target.Length + 3) / 4;
        if (part * 3 > target.Length)
            throw ZstdDecoder.Damaged();
        for (int i = 0; i < 3; i++)
        {
            int size = sizes[2 * i] | (sizes[(2 * i) + 1] << 8);
            table.Decode(ZstdDecoder.Take(ref streams, size), target.Slice(i * part, part));
        }
        table.Decode(streams, target[(part * 3)..]);
    }
}

namespace Reprise.Zstandard;

/// <summary>Reads bits from the start of bytes, the lowest bit of a byte first.</summary>
internal ref struct ForwardBits(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _read;

    /// <summary>The bytes that something was read of.</summary>
    public readonly int BytesRead => (_read + 7) >> 3;

    /// <summary>Reads bits.</summary>
    /// <exception cref="InvalidDataException">There are not that many.</exception>
    public uint Read(int count)
    {
        uint value = 0;
        for (int i = 0; i < count; i++, _read++)
        {
            if (_read >> 3 >= _bytes.Length)
                throw ZstdDecoder.Damaged();
            value |= ((uint)_bytes[_read >> 3] >> (_read & 7) & 1) << i;
        }
        return value;
    }
}

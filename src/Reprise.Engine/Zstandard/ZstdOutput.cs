namespace Reprise.Zstandard;

/// <summary>What was decoded, of which matches copy.</summary>
internal sealed class ZstdOutput(int maxBytes)
{
    private byte[] _bytes = new byte[4096];
    private int _length;
    private int _frame;

    /// <summary>Matches of a frame do not reach what was before it.</summary>
    public void StartFrame() => _frame = _length;

    /// <summary>All bytes.</summary>
    public byte[] ToArray() => _bytes[.._length];

    /// <summary>Adds bytes.</summary>
    /// <exception cref="InvalidDataException">It would be more than is allowed; so with all others.</exception>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Next(bytes.Length));
        _length += bytes.Length;
    }

    /// <summary>Adds a byte several times.</summary>
    public void Add(byte value, int count)
    {
        Next(count).Fill(value);
        _length += count;
    }

    /// <summary>Adds what lies some bytes before the end, which may reach into what is being added.</summary>
    public void Copy(int offset, int count)
    {
        if (offset <= 0 || offset > _length - _frame)
            throw ZstdDecoder.Damaged();
        Span<byte> target = Next(count);
        ReadOnlySpan<byte> source = _bytes.AsSpan(_length - offset);
        if (offset >= count)
        {
            source[..count].CopyTo(target);
        }
        else
        {
            for (int i = 0; i < count; i++)
                target[i] = source[i];
        }
        _length += count;
    }

    private Span<byte> Next(int count)
    {
        if (count > maxBytes - _length)
            throw ZstdDecoder.Damaged();
        if (count > _bytes.Length - _length)
            Array.Resize(ref _bytes, (int)Math.Min(Math.Max((long)_length + count, 2L * _bytes.Length), Array.MaxLength));
        return _bytes.AsSpan(_length, count);
    }
}

using System.Text;

namespace Reprise.Masking.Reading;

/// <summary>A stretch of raw bytes as UTF-16, with the raw position of each unit.</summary>
internal sealed class DecodedText
{
    private char[] _units = new char[4096];
    private int[] _positions = new int[4097];

    /// <summary>The decoded text.</summary>
    public ReadOnlySpan<char> Text => _units.AsSpan(0, Length);

    /// <summary>The number of units.</summary>
    public int Length { get; private set; }

    /// <summary>Returns the raw position of a unit, or the end of the stretch for the unit after the last.</summary>
    public int Position(int unit) => _positions[unit];

    /// <summary>Decodes a stretch; escapes of any depth become what they stand for, bad bytes the replacement character.</summary>
    public void Decode(ReadOnlySpan<byte> data, int start, int end)
    {
        Length = 0;
        if (_units.Length < end - start)
        {
            _units = new char[end - start];
            _positions = new int[end - start + 1];
        }
        int p = start;
        Span<char> pair = stackalloc char[2];
        while (p < end)
        {
            int at = p;
            if (data[p] == '\\')
            {
                p = Logical.Escape(data, p, end, out int unit);
                Add((char)unit, at);
            }
            else if (data[p] < 128)
            {
                Add((char)data[p++], at);
            }
            else
            {
                Rune.DecodeFromUtf8(data[p..end], out Rune rune, out int consumed);
                p += Math.Max(1, consumed);
                int units = rune.EncodeToUtf16(pair);
                for (int i = 0; i < units; i++)
                    Add(pair[i], at);
            }
        }
        _positions[Length] = end;
    }

    /// <summary>Overwrites what was decoded.</summary>
    public void Clear()
    {
        _units.AsSpan().Clear();
        Length = 0;
    }

    private void Add(char unit, int position)
    {
        _units[Length] = unit;
        _positions[Length++] = position;
    }
}

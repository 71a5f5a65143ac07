using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Reprise.Masking.Scanning;

/// <summary>Finds anchors by the bytes of their windows.</summary>
internal sealed class AnchorTable
{
    private const int MaxBits = 12;
    private const uint Fold = 0x20202020;

    // The bits of a window that count: all of it, or without the byte that follows a text of three characters.
    private readonly uint _mask;
    private readonly int _shift;

    // The anchors, sorted by a hash of their windows, and where those of each hash start.
    private readonly Anchor[] _anchors;
    private readonly int[] _starts;

    /// <param name="texts">What is looked for.</param>
    /// <param name="windows">The window of each.</param>
    /// <param name="rules">The indexes of the rules of each.</param>
    /// <param name="bytes">The number of bytes of the windows that count; texts for which it is another one are left out.</param>
    public AnchorTable(List<Literal> texts, List<AnchorWindow> windows, List<List<int>> rules, int bytes)
    {
        _mask = uint.MaxValue >> (8 * (AnchorWindow.Length - bytes));
        int bits = Math.Min(MaxBits, BitOperations.Log2((uint)texts.Count) + 3);
        _shift = 32 - bits;
        _starts = new int[(1 << bits) + 1];
        int count = 0;
        for (int i = 0; i < texts.Count; i++)
        {
            if (windows[i].FixedBytes == bytes)
                (_starts[Slot(windows[i].Gram) + 1], count) = (_starts[Slot(windows[i].Gram) + 1] + 1, count + 1);
        }
        for (int i = 1; i < _starts.Length; i++)
            _starts[i] += _starts[i - 1];
        int[] next = [.. _starts];
        _anchors = new Anchor[count];
        for (int i = 0; i < texts.Count; i++)
        {
            if (windows[i].FixedBytes == bytes)
                _anchors[next[Slot(windows[i].Gram)]++] = new Anchor(texts[i], windows[i].Offset, [.. rules[i]]);
        }
    }

    /// <summary>Returns an anchor.</summary>
    public ref readonly Anchor this[int index] => ref _anchors[index];

    /// <summary>Returns the index of the first anchor whose window may stand at a position, and the index after the last one.</summary>
    /// <param name="data">The bytes; four from the position on lie within them.</param>
    /// <param name="at">The position.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (int Start, int End) At(ReadOnlySpan<byte> data, int at)
    {
        int slot = Slot(Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref MemoryMarshal.GetReference(data), at)));
        return (_starts[slot], _starts[slot + 1]);
    }

    // Upper and lower case are the same.
    private int Slot(uint gram) => (int)(((gram | Fold) & _mask) * 0x85EBCA6B >> _shift);
}

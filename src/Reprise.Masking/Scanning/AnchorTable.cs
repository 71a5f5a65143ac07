using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Reprise.Masking.Scanning;

/// <summary>Finds anchors by the bytes of their windows.</summary>
internal sealed class AnchorTable
{
    private const int HashBits = 12;
    private const uint Fold = 0x20202020;

    // The bits of a window that count: all of it, or without the byte that follows a text of three characters.
    private readonly uint _mask;

    // The anchors, sorted by a hash of their windows, and where those of each hash start.
    private readonly Anchor[] _anchors;
    private readonly int[] _starts = new int[(1 << HashBits) + 1];

    /// <param name="anchors">The anchors, each with its window.</param>
    /// <param name="bytes">The number of bytes of the windows that count.</param>
    public AnchorTable(List<(Anchor Anchor, AnchorWindow Window)> anchors, int bytes)
    {
        _mask = uint.MaxValue >> (8 * (AnchorWindow.Length - bytes));
        foreach ((_, AnchorWindow window) in anchors)
            _starts[Slot(Gram(window, bytes)) + 1]++;
        for (int i = 1; i < _starts.Length; i++)
            _starts[i] += _starts[i - 1];
        Span<int> next = stackalloc int[1 << HashBits];
        _starts.AsSpan(0, next.Length).CopyTo(next);
        _anchors = new Anchor[anchors.Count];
        foreach ((Anchor anchor, AnchorWindow window) in anchors)
            _anchors[next[Slot(Gram(window, bytes))]++] = anchor;
    }

    /// <summary>The anchors whose window may stand at a position.</summary>
    /// <param name="data">The bytes; four from the position on lie within them.</param>
    /// <param name="at">The position.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<Anchor> At(ReadOnlySpan<byte> data, int at)
    {
        int slot = Slot(Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref MemoryMarshal.GetReference(data), at)));
        int start = _starts[slot];
        return _anchors.AsSpan(start, _starts[slot + 1] - start);
    }

    private static uint Gram(in AnchorWindow window, int bytes)
    {
        uint gram = 0;
        for (int place = 0; place < bytes; place++)
            gram |= (uint)window.At(place)[0] << (8 * place);
        return gram;
    }

    // Upper and lower case are the same.
    private int Slot(uint gram) => (int)(((gram | Fold) & _mask) * 0x85EBCA6B >> (32 - HashBits));
}

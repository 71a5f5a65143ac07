using System.Runtime.CompilerServices;
using Reprise.Protocol;

namespace Reprise.Usage;

/// <summary>Reads the slices of a session one after the other, without making an object for each.</summary>
/// <remarks>Bytes that are no slices end the reading: the index can be made again, so nothing is gained by an error.</remarks>
public ref struct SliceReader
{
    private readonly UsageLabel[] _labels = [];
    private readonly ReadOnlySpan<byte> _packed;
    private int _at;
    private int _slot;
    private UsageSlice _current;

    /// <param name="packed">What <see cref="SliceWriter"/> gave.</param>
    /// <param name="labels">Makes the labels; the same one for all sessions that are read together.</param>
    public SliceReader(ReadOnlySpan<byte> packed, UsageLabels labels)
    {
        if (packed.IsEmpty || packed[0] != SliceWriter.Format)
            return;
        _packed = packed;
        _at = 1;
        int count = Within(Next());
        _labels = new UsageLabel[count];
        for (int i = 0; i < count; i++)
        {
            int length = Within(Next());
            _labels[i] = labels.Of(_packed.Slice(_at, length));
            _at += length;
        }
    }

    /// <summary>The slice that was read last.</summary>
    public readonly UsageSlice Current => _current;

    /// <summary>Reads the next slice.</summary>
    /// <returns>False when there is none.</returns>
    // Called a hundred thousand times by a program that ends before the runtime would compile it anew.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool MoveNext()
    {
        if (_at >= _packed.Length)
            return false;
        long label = Next();
        if (label < 0 || label >= _labels.Length)
            return false;
        long flags = Next();
        ulong step = (ulong)Next();
        _slot = (int)(_slot + (long)(step >> 1 ^ (0 - (step & 1))));
        long first = Next() + (_slot == UsageSlice.NoSlot ? 0 : UsageSlice.StartOf(_slot));
        _current = new UsageSlice
        {
            Label = _labels[label],
            Slot = _slot,
            Thread = (UsageThread)(flags & 3),
            OwnCostKind = (OwnCostKind)(flags >> 2 & 3),
            Band = (int)(flags >> 4),
            First = first,
            Last = first + Next(),
            Responses = Next(),
            Doubtful = Next(),
            Tokens = new TokenUsage(Next(), Next(), Next(), Next(), Next(), Next()),
            WebSearches = Next(),
            OwnCost = Next(),
        };
        return true;
    }

    private readonly int Within(long count) => (int)Math.Clamp(count, 0, _packed.Length - _at);

    private long Next()
    {
        ulong value = 0;
        for (int shift = 0; shift < 64 && _at < _packed.Length; shift += 7)
        {
            byte next = _packed[_at++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                break;
        }
        return (long)value;
    }
}

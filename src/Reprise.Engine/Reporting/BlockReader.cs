using Reprise.Indexing;
using Reprise.Usage;

namespace Reprise.Reporting;

/// <summary>Puts usage into blocks of five hours.</summary>
/// <remarks>
/// A block begins at the full hour (UTC) of a response that comes after the end of the block before, or after five hours without
/// any; as Anthropic's limits and other tools have it.
/// </remarks>
public sealed class BlockReader(SessionIndex index, SlicePricer pricer)
{
    /// <summary>The hours of a block.</summary>
    public const int UsualHours = 5;

    private static readonly long _minTime = DateTimeOffset.MinValue.ToUnixTimeMilliseconds();
    private static readonly long _maxTime = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();
    private static readonly long _hour = (long)TimeSpan.FromHours(1).TotalMilliseconds;

    /// <summary>Lists blocks and the gaps between them, in order.</summary>
    /// <param name="query">Whose usage; how rows are made is not looked at.</param>
    /// <param name="hours">The hours of a block.</param>
    public IReadOnlyList<UsageBlock> Read(UsageQuery query, int hours = UsualHours)
    {
        var slices = new List<Piece>();
        new LedgerScan(index, query).Run(
            needsSessions: false,
            (in UsageSlice slice, in LedgerSession _) =>
            {
                if (slice.Slot != UsageSlice.NoSlot)
                    slices.Add(new Piece(slice));
            }
        );
        slices.Sort((a, b) => a.Slot.CompareTo(b.Slot));
        var blocks = new List<UsageBlock>();
        long length = hours * _hour;
        Open? open = null;
        for (int i = 0; i < slices.Count; )
        {
            int next = i + 1;
            long first = slices[i].First;
            long last = slices[i].Last;
            for (; next < slices.Count && slices[next].Slot == slices[i].Slot; next++)
            {
                first = Math.Min(first, slices[next].First);
                last = Math.Max(last, slices[next].Last);
            }
            if (open is not null && (first >= open.Start + length || first - open.Last > length))
            {
                blocks.Add(open.Close(length));
                if (first - open.Last > length)
                    blocks.Add(new UsageBlock { Start = Time(open.Last + length), End = Time(first) });
                open = null;
            }
            open ??= new Open(first);
            for (; i < next; i++)
                open.Add(slices[i].Slice, pricer.Of(slices[i].Slice));
            open.Last = Math.Max(open.Last, last);
        }
        if (open is not null)
            blocks.Add(open.Close(length));
        return blocks;
    }

    // A block can reach beyond the last year that there is.
    private static DateTimeOffset Time(long milliseconds) =>
        DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(milliseconds, _minTime, _maxTime));

    // A class: code over structs of ours is compiled anew at every start of the program.
    private sealed record Piece(UsageSlice Slice)
    {
        public int Slot => Slice.Slot;
        public long First => Slice.First;
        public long Last => Slice.Last;
    }

    private sealed class Open(long first)
    {
        private readonly long _first = first;
        private readonly UsageTotal _total = new();
        private readonly List<string> _models = [];

        public long Start { get; } = first - ((first % _hour + _hour) % _hour);

        public long Last { get; set; } = first;

        public void Add(in UsageSlice slice, in SliceCost cost)
        {
            _total.Add(slice, cost);
            if (!_models.Contains(slice.Label.Model, StringComparer.Ordinal))
                _models.Add(slice.Label.Model);
        }

        public UsageBlock Close(long length) =>
            new()
            {
                Start = Time(Start),
                End = Time(Start + length),
                First = Time(_first),
                Last = Time(Last),
                Total = _total,
                Models = _models,
            };
    }
}

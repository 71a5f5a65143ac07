using Reprise.Masking.Reading;

namespace Reprise.Masking.Scanning;

/// <summary>The regions found and not yet written, in order and without overlaps.</summary>
internal sealed class RegionList
{
    // What may stay readable beside a sure finding inside a longer, less sure one.
    private const int MaxRemainder = 8;

    private readonly List<Region> _regions = [];

    /// <summary>The position up to which further anchors are of no interest.</summary>
    public int CoveredTo { get; private set; }

    /// <summary>Where the region starts that reaches to <see cref="CoveredTo"/>: another rule may know it better.</summary>
    public int CoveredFrom { get; private set; }

    /// <summary>The index of the rule that is being asked.</summary>
    public int Rule { get; set; }

    public int Count => _regions.Count;

    public Region this[int index] => _regions[index];

    /// <summary>Marks bytes up to a position as settled: a placeholder that is there already.</summary>
    public void Cover(int start, int end)
    {
        if (end > CoveredTo)
            (CoveredFrom, CoveredTo) = (start, end);
    }

    /// <summary>Adds a region; overlaps are resolved at once, and one that a placeholder in the source had a part in is dropped.</summary>
    /// <remarks>
    /// What a verifier finds without having looked at a placeholder it found before there was one. So nothing is left to
    /// find in a text that was masked.
    /// </remarks>
    public void Add(in View view, Region region)
    {
        if (
            region.End <= region.Start
            || region.Start < view.Low
            || region.End > view.High
            || view.HasPlaceholder(region.Start, region.End)
            || view.IsInsideEscape(region.Start)
        )
            return;
        Add(region with { Rule = Rule });
    }

    private void Add(Region region)
    {
        int i = _regions.Count;
        while (i > 0 && _regions[i - 1].Start >= region.End)
            i--;
        while (i > 0 && _regions[i - 1].End > region.Start)
        {
            Region other = _regions[i - 1];
            // Hostile input could make one region of everything.
            if (Math.Max(other.End, region.End) - Math.Min(other.Start, region.Start) > Window.MaxRegion)
            {
                region = region with { Start = Math.Max(region.Start, other.End) };
                if (region.End <= region.Start)
                    return;
                break;
            }
            region = Resolve(other, region);
            // What a smaller one leaves of a larger one is open again.
            if (other.End == CoveredTo && region.End < CoveredTo)
                (CoveredFrom, CoveredTo) = (region.Start, region.End);
            _regions.RemoveAt(i - 1);
            i--;
        }
        _regions.Insert(i, region);
        if (region.Grade <= Grade.Strong)
            Cover(region.Start, region.End);
    }

    /// <summary>Forgets the first regions.</summary>
    public void RemoveFirst(int count) => _regions.RemoveRange(0, count);

    /// <summary>Moves all regions to the left.</summary>
    public void Shift(int count)
    {
        for (int i = 0; i < _regions.Count; i++)
            _regions[i] = _regions[i] with { Start = _regions[i].Start - count, End = _regions[i].End - count };
        CoveredTo = Math.Max(0, CoveredTo - count);
        CoveredFrom -= count;
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        _regions.Clear();
        (CoveredFrom, CoveredTo) = (0, 0);
    }

    // The stronger one names the region. It also sets the borders when little else would stay readable;
    // otherwise the union is masked, since half a secret is a leak.
    private static Region Resolve(in Region a, in Region b)
    {
        (Region strong, Region other) = IsStronger(a, b) ? (a, b) : (b, a);
        bool inside = strong.Start >= other.Start && strong.End <= other.End;
        if (inside && strong.Start - other.Start < MaxRemainder && other.End - strong.End < MaxRemainder)
            return strong;
        return strong with { Start = Math.Min(a.Start, b.Start), End = Math.Max(a.End, b.End) };
    }

    // Which was found first says nothing: that depends on where in their literals the anchor pass looks.
    private static bool IsStronger(in Region a, in Region b)
    {
        if (a.Grade != b.Grade)
            return a.Grade < b.Grade;
        int longer = a.End - a.Start - (b.End - b.Start);
        return longer != 0 ? longer > 0 : a.Rule <= b.Rule;
    }
}

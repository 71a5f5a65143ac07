namespace Reprise.Benchmarks.Harness;

/// <summary>What repeated runs of one thing gave: the median stands for it, the extremes tell how far to trust it.</summary>
internal sealed class Sample
{
    private readonly double[] _sorted;

    /// <param name="values">At least one, in any order.</param>
    public Sample(IEnumerable<double> values)
    {
        _sorted = [.. values.Order()];
        if (_sorted.Length == 0)
            throw new ArgumentException("A sample has at least one value.", nameof(values));
    }

    public Sample(IEnumerable<TimeSpan> values)
        : this(values.Select(value => value.TotalSeconds)) { }

    public int Count => _sorted.Length;
    public double Lowest => _sorted[0];
    public double Highest => _sorted[^1];

    public double Median
    {
        get
        {
            int middle = _sorted.Length / 2;
            return _sorted.Length % 2 == 1 ? _sorted[middle] : (_sorted[middle - 1] + _sorted[middle]) / 2;
        }
    }
}

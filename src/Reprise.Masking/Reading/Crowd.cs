namespace Reprise.Masking.Reading;

/// <summary>Counts bare values that lie in each other: <c>password=password=password=…</c></summary>
/// <remarks>
/// Each is read to where all of them end. No text that people or programs write nests them more than a few times; a hostile
/// one could nest thousands: then less of each is looked at.
/// </remarks>
internal sealed class Crowd
{
    private const int Max = 32;
    private const int Sample = 96;

    // No password is as long as this, and other secrets of that length have rules of their own.
    private const int MaxJudged = 1024;
    private int _end;
    private int _count;

    /// <summary>Returns how much of a value that starts here is judged.</summary>
    /// <param name="start">Where it starts.</param>
    /// <param name="most">The number of characters when it does not lie in too many others.</param>
    public int SampleOf(int start, int most) => start < _end && _count >= Max ? Math.Min(Sample, most) : most;

    /// <summary>Tells whether a value that starts here lies in many others and goes on for so long that it is none.</summary>
    public bool IsLost(int start) => start < _end - MaxJudged && _count >= Max;

    /// <summary>Adds a value.</summary>
    public void Add(int start, int end)
    {
        _count = start < _end ? _count + 1 : 1;
        _end = Math.Max(_end, end);
    }

    /// <summary>Begins a new text.</summary>
    public void Reset() => (_end, _count) = (0, 0);

    /// <summary>Adjusts positions before the first bytes of the buffer are dropped.</summary>
    public void Shift(int count) => _end -= count;
}

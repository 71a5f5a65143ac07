using Reprise.Benchmarks.Harness;

namespace Reprise.Benchmarks.Capture;

/// <summary>A part of a capture that can be timed alone.</summary>
internal enum Stage : byte
{
    Discover,
    Read,
    Mask,
    Hash,
    Compress,

    /// <summary>From masked records to the canonical session.</summary>
    Parse,

    /// <summary>From the canonical session to rows for the index.</summary>
    Collect,

    /// <summary>Rows into SQLite and its full text.</summary>
    Index,
}

/// <summary>Adds up the processor time spent in each stage.</summary>
internal sealed class StageClock
{
    private readonly TimeSpan[] _times = new TimeSpan[Enum.GetValues<Stage>().Length];

    public TimeSpan this[Stage stage] => _times[(int)stage];

    /// <summary>Adds what passed since a start to a stage.</summary>
    /// <returns>The time of now, for the stage that comes next.</returns>
    public TimeSpan Add(Stage stage, TimeSpan start)
    {
        TimeSpan now = ThreadTime.Now;
        _times[(int)stage] += now - start;
        return now;
    }

    /// <summary>Takes time that was measured within one stage and belongs to another out of the first.</summary>
    public void Subtract(Stage stage, TimeSpan time) => _times[(int)stage] -= time;
}

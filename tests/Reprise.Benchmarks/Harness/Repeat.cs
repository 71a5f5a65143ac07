using System.Diagnostics;

namespace Reprise.Benchmarks.Harness;

/// <summary>Measures a piece of code in this process again and again.</summary>
internal static class Repeat
{
    /// <summary>Measures the time that passes in a single run.</summary>
    public static Sample Once(Action action)
    {
        long start = Stopwatch.GetTimestamp();
        action();
        return new Sample([Stopwatch.GetElapsedTime(start)]);
    }

    /// <summary>Measures the time that passes, after one run that is not counted.</summary>
    public static Sample Elapsed(int runs, Action action)
    {
        action();
        var times = new List<TimeSpan>(runs);
        for (int i = 0; i < runs; i++)
        {
            long start = Stopwatch.GetTimestamp();
            action();
            times.Add(Stopwatch.GetElapsedTime(start));
        }
        return new Sample(times);
    }

    /// <summary>Measures the processor time of this thread, after one run that is not counted.</summary>
    public static Sample ThreadTimes(int runs, Action action)
    {
        action();
        var times = new List<TimeSpan>(runs);
        for (int i = 0; i < runs; i++)
        {
            TimeSpan start = ThreadTime.Now;
            action();
            times.Add(ThreadTime.Now - start);
        }
        return new Sample(times);
    }
}

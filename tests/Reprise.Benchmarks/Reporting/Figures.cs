using System.Globalization;
using Reprise.Benchmarks.Harness;

namespace Reprise.Benchmarks.Reporting;

/// <summary>Writes numbers as people read them: three digits and a unit.</summary>
internal static class Figures
{
    /// <summary>What stands where nothing was measured.</summary>
    public const string None = "–";

    private const double Mega = 1e6;

    public static string Time(double seconds) =>
        seconds switch
        {
            >= 1 => $"{Three(seconds)} s",
            >= 1e-3 => $"{Three(seconds * 1e3)} ms",
            _ => $"{Three(seconds * 1e6)} µs",
        };

    public static string Time(TimeSpan time) => Time(time.TotalSeconds);

    /// <summary>The median, and the extremes when there were several runs.</summary>
    public static string Time(Sample sample) =>
        sample.Count == 1 ? Time(sample.Median) : $"{Time(sample.Median)} ({Time(sample.Lowest)} to {Time(sample.Highest)})";

    /// <summary>Megabytes a second.</summary>
    public static string Rate(long bytes, double seconds) => seconds > 0 ? $"{Three(bytes / Mega / seconds)} MB/s" : None;

    public static string Size(long bytes) => $"{Three(bytes / Mega)} MB";

    public static string Size(long? bytes) => bytes is { } known ? Size(known) : None;

    /// <summary>How many times one number is another.</summary>
    public static string Ratio(double value, double other) => other > 0 ? $"{Three(value / other)}×" : None;

    public static string Percent(double part, double whole) =>
        whole > 0 ? string.Create(CultureInfo.InvariantCulture, $"{100 * part / whole:F0} %") : None;

    private static string Three(double value) =>
        Math.Abs(value) switch
        {
            >= 99.95 => value.ToString("#,##0", CultureInfo.InvariantCulture),
            >= 9.995 => value.ToString("F1", CultureInfo.InvariantCulture),
            _ => value.ToString("F2", CultureInfo.InvariantCulture),
        };
}

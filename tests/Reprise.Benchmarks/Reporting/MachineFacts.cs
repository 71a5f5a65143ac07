using System.Runtime.InteropServices;

namespace Reprise.Benchmarks.Reporting;

/// <summary>What the figures depend on besides the program.</summary>
internal static class MachineFacts
{
    /// <summary>Describes processor, memory, system and runtime in one line.</summary>
    public static string Describe()
    {
        double memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / Math.Pow(2, 30);
        return FormattableString.Invariant(
            $"{Processor()}, {Environment.ProcessorCount} cores, {memory:F0} GiB; {RuntimeInformation.OSDescription}; {RuntimeInformation.FrameworkDescription}"
        );
    }

    /// <summary>The number of programs that wanted to run during the last minute; null where the system does not tell.</summary>
    public static double? Load() =>
        File.Exists("/proc/loadavg")
            ? double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture)
            : null;

    private static string Processor()
    {
        const string Label = "model name";
        if (!File.Exists("/proc/cpuinfo"))
            return RuntimeInformation.ProcessArchitecture.ToString();
        string? line = File.ReadLines("/proc/cpuinfo").FirstOrDefault(text => text.StartsWith(Label, StringComparison.Ordinal));
        return line is null
            ? RuntimeInformation.ProcessArchitecture.ToString()
            : line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
    }
}

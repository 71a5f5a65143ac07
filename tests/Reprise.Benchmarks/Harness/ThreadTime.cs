using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Reprise.Benchmarks.Harness;

/// <summary>The processor time that the calling thread has used: other programs on the machine do not blur it.</summary>
/// <remarks>On systems without such a clock it is the time that passed.</remarks>
internal static unsafe partial class ThreadTime
{
    private const int LinuxThreadClock = 3;
    private const int AppleThreadClock = 16;
    private const long NanosecondsPerTick = 100;

    /// <summary>Whether processor time is measured, not the time that passed.</summary>
    public static bool IsProcessorTime { get; } = OperatingSystem.IsLinux() || OperatingSystem.IsMacOS();

    /// <summary>The time from an untold start.</summary>
    public static TimeSpan Now
    {
        get
        {
            if (!IsProcessorTime)
                return Stopwatch.GetElapsedTime(0);
            Timespec time;
            if (GetTime(OperatingSystem.IsLinux() ? LinuxThreadClock : AppleThreadClock, &time) != 0)
                throw new InvalidOperationException("The clock of the thread cannot be read.");
            return new TimeSpan(time.Seconds * TimeSpan.TicksPerSecond + time.Nanoseconds / NanosecondsPerTick);
        }
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int GetTime(int clock, Timespec* time);

    [StructLayout(LayoutKind.Sequential)]
    private struct Timespec
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}

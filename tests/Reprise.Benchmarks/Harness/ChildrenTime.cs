using System.Runtime.InteropServices;

namespace Reprise.Benchmarks.Harness;

/// <summary>The processor time of all child processes that have ended, with their own children.</summary>
internal static unsafe partial class ChildrenTime
{
    private const int Children = -1;

    /// <summary>The time so far; zero on Windows, which does not add it up.</summary>
    public static TimeSpan Total
    {
        get
        {
            if (OperatingSystem.IsWindows())
                return TimeSpan.Zero;
            Usage usage = default;
            if (GetUsage(Children, &usage) != 0)
                throw new InvalidOperationException("The time of child processes cannot be read.");
            return Of(usage.User) + Of(usage.System);
        }
    }

    private static TimeSpan Of(in TimeValue value) =>
        TimeSpan.FromSeconds(value.Seconds) + TimeSpan.FromMicroseconds(value.Microseconds);

    [LibraryImport("libc", EntryPoint = "getrusage")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int GetUsage(int who, Usage* usage);

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeValue
    {
        public nint Seconds;
        public nint Microseconds;
    }

    // Fourteen numbers follow the two times, in all systems that have the call; there is room for more.
    [StructLayout(LayoutKind.Sequential)]
    private struct Usage
    {
        public TimeValue User;
        public TimeValue System;
        private fixed long _others[32];
    }
}

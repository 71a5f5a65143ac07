using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Reprise.Benchmarks.Harness;

/// <summary>Runs commands one at a time and measures them from outside.</summary>
internal static class ChildProcess
{
    private const int KeptOutputBytes = 64 * 1024;
    private static readonly TimeSpan MemoryInterval = TimeSpan.FromMilliseconds(4);

    /// <summary>Runs a command to its end.</summary>
    /// <param name="command">The command.</param>
    /// <param name="watchesMemory">Whether to look at its memory all the while, which costs a little of its time.</param>
    /// <exception cref="BenchmarkException">It is not there, or it failed.</exception>
    public static ProcessCost Run(Command command, bool watchesMemory = false)
    {
        var start = new ProcessStartInfo(command.Program, command.Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach ((string name, string? value) in command.Variables)
        {
            if (value is null)
                start.Environment.Remove(name);
            else
                start.Environment[name] = value;
        }
        TimeSpan processor = ChildrenTime.Total;
        long began = Stopwatch.GetTimestamp();
        using Process process = Start(start);
        process.StandardInput.Close();
        var output = new Drain(process.StandardOutput.BaseStream);
        var errors = new Drain(process.StandardError.BaseStream);
        long? peak = watchesMemory ? WatchMemory(process) : null;
        process.WaitForExit();
        TimeSpan elapsed = Stopwatch.GetElapsedTime(began);
        output.Wait();
        errors.Wait();
        if (!command.Accepts.Contains(process.ExitCode))
            throw new BenchmarkException($"{command} ended with code {process.ExitCode}: {errors.Text.Trim()}");
        return new ProcessCost(elapsed, ChildrenTime.Total - processor, peak, output.Text, output.Bytes);
    }

    /// <summary>Says whether a program is there.</summary>
    public static bool Exists(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Any(folder => File.Exists(Path.Combine(folder, program)) || File.Exists(Path.Combine(folder, program + ".exe")));

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start) ?? throw new BenchmarkException($"{start.FileName} did not start.");
        }
        catch (Win32Exception error)
        {
            throw new BenchmarkException($"{start.FileName} cannot be started: {error.Message}");
        }
    }

    // The kernel keeps the high-water mark itself, so only the growth of the last milliseconds can be missed.
    private static long? WatchMemory(Process process)
    {
        if (!OperatingSystem.IsLinux())
            return null;
        string path = $"/proc/{process.Id}/status";
        long peak = 0;
        do peak = Math.Max(peak, ReadHighWater(path));
        while (!process.WaitForExit(MemoryInterval));
        return peak;
    }

    private static long ReadHighWater(string path)
    {
        const string Label = "VmHWM:";
        try
        {
            foreach (string line in File.ReadLines(path))
            {
                if (line.StartsWith(Label, StringComparison.Ordinal))
                    return long.Parse(
                            line[Label.Length..].Replace("kB", "", StringComparison.Ordinal),
                            NumberStyles.Integer,
                            CultureInfo.InvariantCulture
                        ) * 1024;
            }
        }
        catch (IOException)
        {
            // It ended between two looks.
        }
        return 0;
    }

    /// <summary>Reads a pipe to its end, so that the program at the other end never waits.</summary>
    private sealed class Drain
    {
        private readonly byte[] _kept = new byte[KeptOutputBytes];
        private readonly Thread _thread;

        public Drain(Stream stream)
        {
            _thread = new Thread(() => Read(stream)) { IsBackground = true };
            _thread.Start();
        }

        public long Bytes { get; private set; }

        public string Text => Encoding.UTF8.GetString(_kept, 0, (int)Math.Min(Bytes, _kept.Length));

        public void Wait() => _thread.Join();

        private void Read(Stream stream)
        {
            byte[] buffer = new byte[KeptOutputBytes];
            for (int read; (read = stream.Read(buffer)) > 0; Bytes += read)
            {
                if (Bytes < _kept.Length)
                    buffer.AsSpan(0, (int)Math.Min(read, _kept.Length - Bytes)).CopyTo(_kept.AsSpan((int)Bytes));
            }
        }
    }
}

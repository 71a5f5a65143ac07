using System.Diagnostics;
using System.Globalization;
using Xunit;

namespace Reprise.Tests.Archiving;

/// <summary>A file system in memory of a given size, mounted while the test runs.</summary>
internal sealed class SmallDisk : IDisposable
{
    private SmallDisk(string path) => Path = path;

    public string Path { get; }

    /// <summary>Mounts one; skips the test where that is not possible.</summary>
    public static SmallDisk Mount(int megabytes)
    {
        Assert.SkipUnless(
            OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess,
            "Mounting a small disk needs root on Linux."
        );
        string path = Directory.CreateTempSubdirectory("reprise-disk-").FullName;
        string size = string.Create(CultureInfo.InvariantCulture, $"size={megabytes}m");
        if (Run("mount", "-t", "tmpfs", "-o", size, "tmpfs", path) != 0)
        {
            Directory.Delete(path);
            Assert.Skip("A small disk cannot be mounted here.");
        }
        return new SmallDisk(path);
    }

    public void Dispose()
    {
        Run("umount", Path);
        Directory.Delete(Path);
    }

    private static int Run(string program, params string[] arguments)
    {
        using Process process =
            Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false })
            ?? throw new InvalidOperationException();
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode;
    }
}

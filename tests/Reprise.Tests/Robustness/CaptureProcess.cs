using System.Diagnostics;
using System.Globalization;
using Reprise.Agents;
using Reprise.Tests.Capturing;

namespace Reprise.Tests.Robustness;

/// <summary>A capture in a process of its own.</summary>
internal sealed class CaptureProcess : IDisposable
{
    private const string Nobody = "65534";
    private readonly Process _process;

    private CaptureProcess(Process process) => _process = process;

    /// <summary>Starts captures one after the other, or one alone.</summary>
    /// <param name="home">The home and the user.</param>
    /// <param name="isForever">Whether it goes on until it is killed.</param>
    /// <param name="asNobody">Whether it runs as a user without rights; for the superuser only.</param>
    public static CaptureProcess Start(CaptureHome home, bool isForever = false, bool asNobody = false) =>
        Start(home, isForever ? "forever" : "once", asNobody);

    /// <summary>Starts changes of keys one after the other, until it is killed.</summary>
    public static CaptureProcess StartRekeying(CaptureHome home) => Start(home, "rekey", asNobody: false);

    private static CaptureProcess Start(CaptureHome home, string work, bool asNobody)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "Reprise.Capturer.dll");
        string[] arguments = [program, home.User, home.Home.Folder, work];
        string dotnet =
            Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";
        var start = asNobody
            ? new ProcessStartInfo("setpriv", [$"--reuid={Nobody}", $"--regid={Nobody}", "--clear-groups", dotnet, .. arguments])
            : new ProcessStartInfo(dotnet, arguments);
        start.RedirectStandardOutput = true;
        start.UseShellExecute = false;
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_TieredCompilation"] = "1";
        return new CaptureProcess(Process.Start(start) ?? throw new InvalidOperationException("There is no process."));
    }

    /// <summary>Gives all files below a folder to the user without rights.</summary>
    public static void GiveToNobody(string folder)
    {
        using Process process = Process.Start("chown", ["-R", $"{Nobody}:{Nobody}", folder]);
        process.WaitForExit();
    }

    /// <summary>Waits until the program has started and the first capture is about to begin.</summary>
    public void WaitUntilReady()
    {
        while (_process.StandardOutput.ReadLine() is { } line)
        {
            if (line.StartsWith("ready", StringComparison.Ordinal))
                return;
        }
    }

    /// <summary>Waits until a capture is complete.</summary>
    public void WaitUntilCaptured()
    {
        while (_process.StandardOutput.ReadLine() is { } line)
        {
            if (line.StartsWith("captured", StringComparison.Ordinal))
                return;
        }
    }

    /// <summary>Ends the process where it stands.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>Waits for the end and returns what was told.</summary>
    public CaptureResult Result()
    {
        string[][] lines =
        [
            .. _process
                .StandardOutput.ReadToEnd()
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => line.Split('\t')),
        ];
        _process.WaitForExit();
        return new CaptureResult(
            _process.ExitCode,
            (int)Number(lines, "captured"),
            (int)Number(lines, "deleted"),
            Number(lines, "peak"),
            [
                .. lines
                    .Where(line => line[0] == "skipped")
                    .Select(line => new DiscoveryProblem(Uri.UnescapeDataString(line[1]), line[2])),
            ],
            lines.FirstOrDefault(line => line[0] == "error")?[1]
        );
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            Kill();
        _process.Dispose();
    }

    private static long Number(string[][] lines, string name) =>
        long.Parse(lines.LastOrDefault(line => line[0] == name)?[1] ?? "0", CultureInfo.InvariantCulture);
}

/// <summary>What a capture in a process of its own told.</summary>
/// <param name="ExitCode">0 when it went well, 1 when it told an error, anything else when it crashed.</param>
/// <param name="Captured">New sessions.</param>
/// <param name="Deleted">Sessions marked as deleted.</param>
/// <param name="PeakBytes">The most memory that it took.</param>
/// <param name="Skipped">What was skipped.</param>
/// <param name="Error">The kind of the error; null when there was none.</param>
internal sealed record CaptureResult(
    int ExitCode,
    int Captured,
    int Deleted,
    long PeakBytes,
    IReadOnlyList<DiscoveryProblem> Skipped,
    string? Error
);

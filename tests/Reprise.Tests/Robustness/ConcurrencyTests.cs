using Reprise.Archiving;
using Reprise.Sealing;
using Reprise.Tests.Capturing;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Robustness;

/// <summary>Several processes that capture into one home.</summary>
public sealed class ConcurrencyTests
{
    [Fact]
    public void Processes_that_capture_at_once_give_the_same_as_one_after_the_other()
    {
        using var home = new CaptureHome();
        using var alone = new CaptureHome(home.User);
        HealthySessions.Write(home);
        for (int i = 0; i < 40; i++)
            home.WriteClaude($"bad00000-0000-4000-8000-{i:D12}", turns: 1 + i);
        CaptureProcess[] processes = [.. Enumerable.Range(0, 3).Select(_ => CaptureProcess.Start(home))];
        CaptureResult[] results = [.. processes.Select(process => process.Result())];
        foreach (CaptureProcess process in processes)
            process.Dispose();
        results.ShouldAllBe(result => result.ExitCode == 0 && result.Skipped.Count == 0);
        results.Sum(result => result.Captured).ShouldBe(HealthySessions.Count + 40);
        new SessionArchive(home.Home).Names().Count().ShouldBe(HealthySessions.Count + 40);
        Robust.Check(home);
        // Fingerprints are the same where the key is.
        Directory.CreateDirectory(alone.Home.Vault);
        foreach (string key in HomeKeys.FileNames)
            File.Copy(Path.Combine(home.Home.Vault, key), Path.Combine(alone.Home.Vault, key));
        alone.Capture();
        Robust.Same(IndexDump.OfContent(home.Home), IndexDump.OfContent(alone.Home), "one after the other");
    }

    [Fact]
    public void Processes_that_capture_a_growing_home_end_with_all_of_it()
    {
        using var home = new CaptureHome();
        HealthySessions.Write(home);
        var growing = new GrowingHome(home, seed: 8, sessions: 9);
        growing.Grow();
        CaptureProcess[] processes = [.. Enumerable.Range(0, 2).Select(_ => CaptureProcess.Start(home, isForever: true))];
        for (int i = 0; i < 60; i++)
        {
            growing.Grow();
            Thread.Sleep(50);
        }
        foreach (CaptureProcess process in processes)
            process.Dispose();
        growing.Settle();
        home.Now = DateTimeOffset.UtcNow;
        Robust.Capture(home).Skipped.ShouldBeEmpty();
        Robust.Check(home);
    }
}

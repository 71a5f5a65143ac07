using System.Globalization;
using Reprise.Agents;
using Reprise.Archiving;
using Reprise.Files;
using Reprise.Tests.Archiving;
using Reprise.Tests.Capturing;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Robustness;

/// <summary>Captures that are killed at any moment.</summary>
/// <remarks><c>REPRISE_KILLS</c> sets the number of kills.</remarks>
public sealed class KillTests
{
    private const int DefaultKills = 150;
    private const int Sessions = 12;
    private const double MaxPauseMilliseconds = 400;

    private static readonly int _kills = int.TryParse(
        Environment.GetEnvironmentVariable("REPRISE_KILLS"),
        NumberStyles.None,
        CultureInfo.InvariantCulture,
        out int kills
    )
        ? kills
        : DefaultKills;

    [Fact]
    public void A_capture_that_is_killed_at_any_moment_loses_nothing_and_leaves_nothing_half()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The signal is that of Unix.");
        int seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}, {_kills} kills");
        using var home = new CaptureHome();
        HealthySessions.Write(home);
        var growing = new GrowingHome(home, seed, Sessions);
        var kept = new KeptStates(home.Home);
        var random = new Random(seed);
        double longest = Math.Min(MaxPauseMilliseconds, 1.5 * TimeOfCapture(home, growing));
        for (int kill = 0; kill < _kills; kill++)
        {
            growing.Grow();
            using (CaptureProcess process = CaptureProcess.Start(home, isForever: true))
            {
                process.WaitUntilReady();
                Pause(random.NextDouble() * longest);
                // What grows in these moments is seen by one capture and not by the one before it.
                if (random.Next(2) == 0)
                    growing.Grow();
                process.Kill();
            }
            // Most kills hit what an earlier one left, so that repairing is killed as well.
            if (random.Next(10) == 0)
                CheckAfter(kill, home, kept);
            if (random.Next(40) == 0)
                File.Delete(home.Home.Index);
        }
        CheckAfter(_kills, home, kept);
        TestContext.Current.TestOutputHelper?.WriteLine($"{Remasked(home)} sessions were masked again");
        growing.Settle();
        home.Now = DateTimeOffset.UtcNow;
        Robust.Capture(home).Skipped.ShouldBeEmpty();
        Robust.Check(home);
        kept.ShouldStillBeThere();
        HomeLitter.Of(home.Home).ShouldBeEmpty();
    }

    // A kill is to hit any moment of a capture, on a fast machine and on a busy one.
    private static double TimeOfCapture(CaptureHome home, GrowingHome growing)
    {
        growing.Grow();
        using CaptureProcess process = CaptureProcess.Start(home, isForever: true);
        process.WaitUntilReady();
        var watch = System.Diagnostics.Stopwatch.StartNew();
        process.WaitUntilCaptured();
        double time = watch.Elapsed.TotalMilliseconds;
        process.Kill();
        return time;
    }

    private static int Remasked(CaptureHome home)
    {
        var archive = new SessionArchive(home.Home);
        return archive
            .Names()
            .Count(name =>
                archive
                    .Open(name)
                    .Manifest.Files.SelectMany(file => file.Versions)
                    .SelectMany(version => version.Findings ?? [])
                    .Any(finding => finding.Kind == "word")
            );
    }

    private static void CheckAfter(int kill, CaptureHome home, KeptStates kept)
    {
        try
        {
            home.Now = DateTimeOffset.UtcNow;
            Robust.Capture(home).Skipped.ShouldBeEmpty();
            ArchiveCheck.Holds(home.Home);
            ArchiveCheck.EqualsSources(home.Home, isWaitingAllowed: true);
            Robust.ReindexGivesTheSame(home);
            kept.ShouldStillBeThere();
            kept.Remember();
        }
        catch (Exception error)
        {
            throw new InvalidOperationException($"After kill {kill}: {error.Message}", error);
        }
    }

    // A sleep is as long as a tick at least; moments between ticks matter here.
    private static void Pause(double milliseconds)
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        if (milliseconds > 4)
            Thread.Sleep((int)milliseconds - 2);
        while (watch.Elapsed.TotalMilliseconds < milliseconds)
            Thread.SpinWait(50);
    }
}

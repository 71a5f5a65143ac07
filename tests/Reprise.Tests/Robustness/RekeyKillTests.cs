using Reprise.Archiving;
using Reprise.Files;
using Reprise.Sealing;
using Reprise.Tests.Archiving;
using Reprise.Tests.Capturing;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Robustness;

/// <summary>Changes of keys that are killed at any moment.</summary>
public sealed class RekeyKillTests
{
    private const int Kills = 60;
    private const int Sessions = 25;

    [Fact]
    public void A_change_of_keys_that_is_killed_at_any_moment_leaves_every_box_openable()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The signal is that of Unix.");
        int seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var random = new Random(seed);
        using var home = new CaptureHome();
        for (int i = 0; i < Sessions; i++)
            home.WriteClaude($"d0000000-0000-4000-8000-{i:D12}", prompt: $"use {MadeUpToken.Of(i)} now");
        Robust.Capture(home).Captured.ShouldBe(Sessions);
        int unfinished = 0;
        int mixed = 0;
        for (int kill = 0; kill < Kills; kill++)
        {
            using (CaptureProcess process = CaptureProcess.StartRekeying(home))
            {
                process.WaitUntilReady();
                Thread.Sleep(random.Next(1, 150));
                process.Kill();
            }
            VaultKeys keys = VaultKeys.Look(home.Home);
            keys.Public.ShouldBe(KeyFileState.Sound);
            keys.Private.ShouldBe(KeyFileState.Sound);
            unfinished += keys.IsRekeying ? 1 : 0;
            mixed += IsMixed(home.Home, keys) ? 1 : 0;
            // With the keys that are there now everything opens, byte for byte.
            ArchiveCheck.Holds(home.Home);
            ArchiveCheck.EqualsSources(home.Home).ShouldBe(Sessions);
            if (kill % 6 == 0)
                CaptureMore(home, kill);
        }
        List<string> index = IndexDump.Of(home.Home);
        TestContext.Current.TestOutputHelper?.WriteLine($"{unfinished} not complete, {mixed} of them in the middle of the boxes");
        unfinished.ShouldBeGreaterThan(0, "the kills come too late or too early to show anything");

        RekeyReport report = Rekey(home.Home);
        if (report.IsCompletion)
            report = Rekey(home.Home);
        report.IsComplete.ShouldBeTrue();
        VaultCensus census = VaultCensus.Take(home.Home, [report.Present], TestContext.Current.CancellationToken);
        census.BoxesByKey.Keys.ShouldBe([report.Present]);
        census.Boxes.ShouldBe(Sessions + Kills / 6);
        ArchiveCheck.EqualsSources(home.Home).ShouldBe(Sessions);
        HomeLitter.Of(home.Home).ShouldBeEmpty();
        Robust.Same(IndexDump.Of(home.Home), index, "changing keys");
        Robust.Capture(home).Unchanged.ShouldBe(Sessions);
    }

    // What is sealed while a change of keys is not complete opens as well.
    private static void CaptureMore(CaptureHome home, int number)
    {
        string id = $"d0000000-0000-4000-8000-{number % Sessions:D12}";
        File.AppendAllText(home.PathOf(id), CaptureHome.ClaudeTurn(id, 100 + number, $"and {MadeUpToken.Of(100 + number)}"));
        home.Age(home.PathOf(id));
        home.Now = home.Now.AddSeconds(1);
        Robust.Capture(home).Updated.ShouldBe(1);
        ArchiveCheck.EqualsSources(home.Home).ShouldBe(Sessions);
    }

    private static bool IsMixed(RepriseHome home, VaultKeys keys) =>
        keys.PrivateId is { } present
        && VaultCensus.Take(home, [present], CancellationToken.None) is { Unopenable: > 0 } census
        && census.Unopenable < census.Boxes;

    private static RekeyReport Rekey(RepriseHome home) =>
        new KeyRotation(home).Run(
            () => throw new InvalidOperationException("There is no passphrase."),
            TimeSpan.FromSeconds(10),
            null,
            CancellationToken.None
        );
}

using System.Security.Cryptography;
using Reprise.Archiving;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Archiving;

/// <summary>Whatever ends a capture, the last complete one is still there.</summary>
public sealed class InterruptedCaptureTests
{
    private static readonly string[] _files = ["session.jsonl", "session/notes.txt"];

    [Fact]
    public void A_first_capture_that_is_killed_at_any_step_leaves_nothing_behind()
    {
        for (int steps = 0; ; steps++)
        {
            using var home = new TestHome();
            WriteFirst(home);
            bool killed = Kill(home, null, steps);
            if (!killed)
            {
                steps.ShouldBeGreaterThan(5);
                return;
            }
            home.Archive.Names().ShouldBeEmpty();
            home.Archive.DeleteUnfinished();
            Directory.GetFiles(home.Home.Folder, "*", SearchOption.AllDirectories).Length.ShouldBe(3, "only the keys are left");
            ArchiveEntry entry = home.Capture(null, _files);
            home.Original(entry, entry.Manifest.Files[0].Current).ShouldBe(Native(home));
            ShouldBeSound(home);
        }
    }

    [Fact]
    public void A_later_capture_that_is_killed_at_any_step_leaves_the_one_before()
    {
        for (int steps = 0; ; steps++)
        {
            using var home = new TestHome();
            WriteFirst(home);
            ArchiveEntry first = home.Capture(null, _files);
            byte[] before = Native(home);
            home.Append("session.jsonl", Line(3) + "{\"torn");
            home.Write("session/notes.txt", "other notes");
            bool killed = Kill(home, first, steps);
            if (!killed)
                return;
            ArchiveEntry still = home.Archive.Open(first.Name);
            still.Manifest.Revision.ShouldBe(1);
            home.Original(still, still.Manifest.Files[0].Current).ShouldBe(before);
            home.Archive.DeleteUnfinished();
            ShouldBeSound(home);

            ArchiveEntry second = home.Archive.Open(home.Capture(still, _files).Name);
            home.Original(second, second.Manifest.Files[0].Current).ShouldBe(Native(home));
            ShouldBeSound(home);
        }
    }

    [Fact]
    public void A_capture_that_fails_takes_back_what_it_wrote()
    {
        using var home = new TestHome();
        WriteFirst(home);
        ArchiveEntry first = home.Capture(null, _files);
        string[] before = AllFiles(home);
        home.Append("session.jsonl", Line(3));
        var capture = new TestCapture(home) { Step = step => Fail(step == "complete") };
        Should.Throw<IOException>(() => capture.Run(first, TestHome.SessionId, _files));
        AllFiles(home).ShouldBe(before);
        Should.Throw<IOException>(() => capture.Run(null, "another", _files));
        AllFiles(home).ShouldBe(before);
    }

    [Fact]
    public void A_full_disk_stops_a_capture_and_harms_nothing()
    {
        using var disk = SmallDisk.Mount(megabytes: 1);
        using var home = new TestHome(home: Path.Combine(disk.Path, "home"));
        WriteFirst(home);
        ArchiveEntry first = home.Capture(null, _files);
        byte[] before = Native(home);
        home.Append("session.jsonl", Line(3) + Convert.ToBase64String(RandomNumberGenerator.GetBytes(3_000_000)) + "\n");
        Should.Throw<IOException>(() => home.Capture(first, _files));
        Should.Throw<IOException>(() => new TestCapture(home).Run(null, "another", _files));

        ArchiveEntry still = home.Archive.Open(first.Name);
        home.Original(still, still.Manifest.Files[0].Current).ShouldBe(before);
        ArchiveReport report = ShouldBeSound(home);
        report.Notes.ShouldBeEmpty();
        // What was written in vain is gone again: there is room for a small capture.
        home.Write("session.jsonl", Line(4));
        home.Capture(still, _files).Manifest.Generations.ShouldBe(2);
    }

    [Fact]
    public void Everything_in_a_home_is_for_its_owner_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no permission bits.");
        if (OperatingSystem.IsWindows())
            return;
        using var home = new TestHome();
        WriteFirst(home);
        home.Capture(home.Capture(null, _files), _files);
        foreach (string path in Directory.GetFileSystemEntries(home.Home.Folder, "*", SearchOption.AllDirectories))
        {
            UnixFileMode others =
                File.GetUnixFileMode(path) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            others.ShouldBe(UnixFileMode.None, path);
        }
        File.GetUnixFileMode(home.Home.Folder)
            .ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static string Line(int token) => $$"""{"text":"the key is {{MadeUpToken.Of(token)}} as you see"}""" + "\n";

    private static void WriteFirst(TestHome home)
    {
        home.Write("session.jsonl", Line(1) + Line(2) + "{\"torn\":1");
        home.Write("session/notes.txt", "notes");
    }

    private static byte[] Native(TestHome home) => File.ReadAllBytes(Path.Combine(home.Sources, "session.jsonl"));

    private static string[] AllFiles(TestHome home) =>
        [.. Directory.GetFiles(home.Home.Folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    private static void Fail(bool fails)
    {
        if (fails)
            throw new IOException("No space left on device.");
    }

    private static bool Kill(TestHome home, ArchiveEntry? previous, int steps)
    {
        int left = steps;
        var capture = new TestCapture(home)
        {
            Step = _ =>
            {
                if (left-- == 0)
                    throw new KilledException();
            },
        };
        try
        {
            capture.Run(previous, TestHome.SessionId, _files);
            return false;
        }
        catch (KilledException)
        {
            return true;
        }
    }

    private static ArchiveReport ShouldBeSound(TestHome home)
    {
        ArchiveReport report = new ArchiveVerifier(home.Home, home.Archive).Verify(
            [],
            null,
            null,
            TestContext.Current.CancellationToken
        );
        report.Damaged.ShouldBeEmpty();
        return report;
    }
}

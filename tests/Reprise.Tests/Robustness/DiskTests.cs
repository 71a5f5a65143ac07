using System.Diagnostics;
using Reprise.Capturing;
using Reprise.Files;
using Reprise.Tests.Capturing;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Robustness;

/// <summary>A home that cannot be written to.</summary>
public sealed class DiskTests
{
    [Theory]
    [InlineData(300)]
    [InlineData(700)]
    [InlineData(1500)]
    public void A_full_disk_ends_the_capture_and_keeps_what_was_captured(int kilobytes)
    {
        Assert.SkipUnless(
            OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess,
            "Only the superuser can make a small disk."
        );
        using var home = new CaptureHome();
        HealthySessions.Write(home);
        var random = new Random(1);
        byte[] noise = new byte[60_000];
        for (int i = 0; i < 25; i++)
        {
            // Noise does not compress, so that the disk is full soon.
            random.NextBytes(noise);
            home.WriteClaude($"bad00000-0000-4000-8000-0000000002{i:D2}", turns: 3, prompt: Convert.ToBase64String(noise));
        }
        Directory.CreateDirectory(home.Home.Folder);
        Assert.SkipUnless(
            Run("mount", "-t", "tmpfs", "-o", $"size={kilobytes}k,mode=700", "tmpfs", home.Home.Folder),
            "No disk can be mounted here."
        );
        try
        {
            for (int i = 0; i < 2; i++)
            {
                RepriseException error = Should.Throw<RepriseException>(() => home.Capture());
                error.Kind.ShouldBe("disk");
                error.Message.ShouldContain("full");
            }
            Run("mount", "-o", "remount,size=64m", home.Home.Folder).ShouldBeTrue();
            CaptureReport report = Robust.Capture(home);
            report.Skipped.ShouldBeEmpty();
            home.All().Count.ShouldBe(HealthySessions.Count + 25);
            Robust.Check(home);
        }
        finally
        {
            // It is busy when something was left open in it.
            Run("umount", home.Home.Folder).ShouldBeTrue();
        }
    }

    [Fact]
    public void A_home_on_a_disk_that_is_read_only_is_an_error_that_says_so()
    {
        Assert.SkipUnless(
            OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess,
            "Only the superuser can make a small disk."
        );
        using var home = new CaptureHome();
        HealthySessions.Write(home);
        Directory.CreateDirectory(home.Home.Folder);
        Assert.SkipUnless(
            Run("mount", "-t", "tmpfs", "-o", "size=8m,mode=700", "tmpfs", home.Home.Folder),
            "No disk can be mounted here."
        );
        try
        {
            home.Capture().Captured.ShouldBe(HealthySessions.Count);
            home.WriteClaude("bad00000-0000-4000-8000-000000000300");
            Run("mount", "-o", "remount,ro", home.Home.Folder).ShouldBeTrue();
            long start = Stopwatch.GetTimestamp();
            Should.Throw<RepriseException>(() => home.Capture()).Kind.ShouldBe("disk");
            Stopwatch.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(10));
        }
        finally
        {
            Run("umount", home.Home.Folder);
        }
    }

    [Fact]
    public void A_home_that_belongs_to_another_user_is_an_error_that_says_so()
    {
        Assert.SkipUnless(
            OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess,
            "Only the superuser can run a capture as another user."
        );
        using var home = new CaptureHome();
        HealthySessions.Write(home);
        home.Capture();
        CaptureProcess.GiveToNobody(home.User);
        File.SetUnixFileMode(home.Folder, (UnixFileMode)0b111_101_101);
        using CaptureProcess process = CaptureProcess.Start(home, asNobody: true);
        CaptureResult result = process.Result();
        result.ExitCode.ShouldBe(1);
        result.Error.ShouldBe("disk");
    }

    [Fact]
    public void A_home_that_is_a_file_is_an_error_that_says_so()
    {
        using var home = new CaptureHome();
        HealthySessions.Write(home);
        File.WriteAllText(home.Home.Folder, "a file");
        Should.Throw<RepriseException>(() => home.Capture()).Kind.ShouldBe("disk");
        home.Capture(new CaptureRequest { DryRun = true }).Captured.ShouldBe(HealthySessions.Count);
        File.ReadAllText(home.Home.Folder).ShouldBe("a file");
        File.Delete(home.Home.Folder);
    }

    [Fact]
    public void A_folder_of_the_home_that_is_a_file_is_an_error_that_says_so()
    {
        using var home = new CaptureHome();
        HealthySessions.Write(home);
        Directory.CreateDirectory(home.Home.Folder);
        File.WriteAllText(home.Home.Archive, "a file");
        Should.Throw<RepriseException>(() => home.Capture()).Kind.ShouldBe("disk");
    }

    private static bool Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(
            new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false }
        )!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}

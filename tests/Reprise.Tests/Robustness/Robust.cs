using Reprise.Capturing;
using Reprise.Tests.Capturing;
using Shouldly;

namespace Reprise.Tests.Robustness;

/// <summary>What every capture must keep, whatever lies in the agents' homes.</summary>
internal static class Robust
{
    private static readonly TimeSpan MaxTime = TimeSpan.FromMinutes(2);

    /// <summary>Captures, and fails when that takes for ever.</summary>
    public static CaptureReport Capture(CaptureHome home, CaptureRequest? request = null)
    {
        Task<CaptureReport> capture = Task.Run(() => home.Capture(request));
        capture.Wait(MaxTime).ShouldBeTrue("The capture hangs.");
        return capture.Result;
    }

    /// <summary>
    /// Captures a home with healthy sessions in it and states: they are whole, the archive is intact and holds the bytes that
    /// the agents have, the index is the one a reindexing gives, and a second capture finds nothing to do.
    /// </summary>
    public static CaptureReport CaptureAndCheck(CaptureHome home)
    {
        HealthySessions.Write(home);
        CaptureReport report = Capture(home);
        Check(home);
        CaptureReport second = Capture(home);
        second.BytesRead.ShouldBe(0);
        (second.Captured + second.Updated + second.Deleted + second.Revived).ShouldBe(0);
        return report;
    }

    /// <summary>States all of that of a home that was captured.</summary>
    public static void Check(CaptureHome home)
    {
        HealthySessions.ShouldBeWhole(home);
        ArchiveCheck.Holds(home.Home);
        ArchiveCheck.EqualsSources(home.Home).ShouldBeGreaterThanOrEqualTo(HealthySessions.Count);
        ReindexGivesTheSame(home);
    }

    /// <summary>States that the index is the one a reindexing gives.</summary>
    public static void ReindexGivesTheSame(CaptureHome home)
    {
        List<string> captured = IndexDump.Of(home.Home);
        home.Reindex().Damaged.ShouldBeEmpty();
        Same(captured, IndexDump.Of(home.Home), "reindexing");
    }

    /// <summary>States that two indexes say the same, and names the lines that they do not share.</summary>
    public static void Same(List<string> found, List<string> wanted, string because)
    {
        string[] differences =
        [
            .. found.Except(wanted, StringComparer.Ordinal).Select(line => "+ " + line),
            .. wanted.Except(found, StringComparer.Ordinal).Select(line => "- " + line),
        ];
        differences.Take(12).ShouldBeEmpty(because);
        found.Count.ShouldBe(wanted.Count, because);
    }
}

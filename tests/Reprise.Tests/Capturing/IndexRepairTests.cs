using Reprise.Tests.Robustness;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Capturing;

public sealed class IndexRepairTests
{
    [Fact]
    public void What_a_killed_capture_left_out_of_the_index_is_found_every_time()
    {
        for (int i = 0; i < 40; i++)
        {
            using var home = new CaptureHome();
            HealthySessions.Write(home);
            home.Capture();
            byte[] before = File.ReadAllBytes(home.Home.Index);
            for (int session = 0; session < 12; session++)
                home.WriteClaude($"c0000000-0000-4000-8000-{session:D12}", turns: 2);
            home.Capture();
            List<string> whole = IndexDump.Of(home.Home);
            // The archive is ahead of the index, as when the capture was killed between the two.
            File.WriteAllBytes(home.Home.Index, before);
            File.WriteAllBytes(home.Home.CaptureMark, []);
            home.Capture().Unchanged.ShouldBe(HealthySessions.Count + 12);
            IndexDump.Of(home.Home).ShouldBe(whole);
        }
    }
}

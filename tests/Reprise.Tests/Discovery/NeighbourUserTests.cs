using Reprise.Discovery;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Discovery;

public sealed class NeighbourUserTests : IDisposable
{
    private readonly string _mounts = Directory.CreateTempSubdirectory("reprise-mnt-").FullName;

    public void Dispose() => Directory.Delete(_mounts, recursive: true);

    [Fact]
    public void People_of_a_Windows_are_found_on_its_mounted_disks()
    {
        foreach (string folder in new[] { "c/Users/Ana", "c/Users/Public", "c/Users/Default", "d/work", "wsl/Users/nobody" })
            Directory.CreateDirectory(Path.Combine(_mounts, folder));
        IReadOnlyList<NeighbourUser> users = NeighbourUser.OfWindows(_mounts);
        NeighbourUser ana = users.ShouldHaveSingleItem();
        ana.Host.ShouldBe("windows");
        ana.Environment.UserHome.ShouldBe(Path.Combine(_mounts, "c", "Users", "Ana"));
        ana.Environment.Variable("APPDATA").ShouldBe(Path.Combine(_mounts, "c", "Users", "Ana", "AppData", "Roaming"));
        ana.Environment.Variable("CLAUDE_CONFIG_DIR").ShouldBeNull();
    }

    [Fact]
    public void A_system_that_is_in_no_other_has_no_neighbours()
    {
        NeighbourUser.Find(new Reprise.Agents.AgentEnvironment("/home/ana", _ => null)).ShouldBeEmpty();
        NeighbourUser.OfWindows(Path.Combine(_mounts, "nothing")).ShouldBeEmpty();
    }
}

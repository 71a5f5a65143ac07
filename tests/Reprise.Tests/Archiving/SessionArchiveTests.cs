using Reprise.Archiving;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Archiving;

public sealed class SessionArchiveTests
{
    [Fact]
    public void An_entry_opens_again_as_it_was_committed()
    {
        using var home = new TestHome();
        home.Write("a.jsonl", "{}\n");
        home.Write("tool-results/b.txt", "");
        ArchiveEntry entry = home.Capture(null, "a.jsonl", "tool-results/b.txt");
        ArchiveEntry again = home.Archive.Open(home.Archive.Names().ShouldHaveSingleItem());
        again.Name.ShouldBe(entry.Name);
        ManifestFile.Format(again.Manifest).ShouldBe(ManifestFile.Format(entry.Manifest));
    }
}

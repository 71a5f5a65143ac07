using Reprise.Archiving;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Archiving;

public sealed class SessionArchiveTests
{
    [Fact]
    public void An_entry_in_a_batch_is_read_before_and_after_it_becomes_visible()
    {
        using var home = new TestHome();
        home.Write("a.jsonl", "{}\n");
        using CommitBatch batch = home.Archive.BeginBatch();
        ArchiveEntry first = home.Capture(null, batch, "a.jsonl");
        ArchiveEntry second = home.Capture(null, batch, "a.jsonl");
        home.Archive.Names().ShouldBeEmpty();
        TestHome.Masked(first, first.Manifest.Files[0].Current).ShouldBe("{}\n"u8.ToArray());
        batch.Complete();
        home.Archive.Names().ShouldBe([first.Name, second.Name]);
        second.Name.ShouldBe(first.Name + "-2");
        TestHome.Masked(first, first.Manifest.Files[0].Current).ShouldBe("{}\n"u8.ToArray());
    }

    [Fact]
    public void A_batch_that_is_not_completed_leaves_nothing()
    {
        using var home = new TestHome();
        home.Write("a.jsonl", MadeUpToken.Of(1) + "\n");
        using (CommitBatch batch = home.Archive.BeginBatch())
            home.Capture(null, batch, "a.jsonl");
        Directory.GetFiles(home.Home.Folder, "*", SearchOption.AllDirectories).Length.ShouldBe(3, "only the keys are left");
        home.Capture(null, "a.jsonl").Name.ShouldNotEndWith("-2");
    }

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

using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Reprise.Archiving;
using Reprise.Files;
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

    [Fact]
    public void Runs_of_a_file_are_read_in_any_order()
    {
        using var home = new TestHome();
        ArchiveEntry captured = CaptureLongFile(home);
        byte[] all = TestHome.Masked(captured, captured.Manifest.Files[0].Current);
        Prop.ForAll(
                Gen.Choose(0, all.Length + 100).Two().ArrayOf(4).ToArbitrary(),
                runs =>
                {
                    ArchiveEntry entry = home.Archive.Open(captured.Name);
                    foreach ((int offset, int length) in runs)
                        entry.Read(entry.Manifest.Files[0], offset, length).ShouldBe(all.Skip(offset).Take(length).ToArray());
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(25));
    }

    [Fact]
    public void A_segment_that_ends_early_is_damaged_from_there_on()
    {
        using var home = new TestHome();
        ArchiveEntry entry = home.Archive.Open(CaptureLongFile(home).Name);
        string segment = Path.Combine(entry.Folder, entry.Manifest.Segments[0].Name);
        File.WriteAllBytes(segment, File.ReadAllBytes(segment)[..^1000]);
        ArchivedFile file = entry.Manifest.Files[0];
        entry.Read(file, 0, 3).ShouldBe("{\"n"u8.ToArray());
        Should.Throw<RepriseException>(() => entry.Read(file, file.Current.Length - 10, 10)).Kind.ShouldBe("damaged");
        ArchiveEntry again = home.Archive.Open(entry.Name);
        Should.Throw<RepriseException>(() => again.Read(file, file.Current.Length - 10, 10)).Kind.ShouldBe("damaged");
    }

    private static ArchiveEntry CaptureLongFile(TestHome home)
    {
        var text = new StringBuilder();
        for (int i = 0; text.Length < 300_000; i++)
            text.Append($$"""{"n":{{i * 7919}},"text":"{{i * 104_729 % 65_537}}"}""").Append('\n');
        home.Write("a.jsonl", text.ToString());
        return home.Capture(null, "a.jsonl");
    }
}

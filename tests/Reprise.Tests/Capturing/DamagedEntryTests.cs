using Reprise.Archiving;
using Reprise.Capturing;
using Reprise.Files;
using Reprise.Indexing;
using Reprise.Tests.Archiving;
using Reprise.Tests.Robustness;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Capturing;

/// <summary>Entries that are damaged or missing: what is said, what is captured again, and that nothing is deleted.</summary>
public sealed class DamagedEntryTests : IDisposable
{
    private const string Id = "3f0c5d0e-9d6e-4a55-8a52-0c2c5a6f0003";
    private readonly CaptureHome _home = new();
    private readonly string _source;
    private readonly string _entry;

    public DamagedEntryTests()
    {
        _source = _home.WriteClaude(Id, turns: 3, prompt: $"use {MadeUpToken.Of(1)}");
        _home.WriteClaude("3f0c5d0e-9d6e-4a55-8a52-0c2c5a6f0004", prompt: $"and {MadeUpToken.Of(2)}");
        _home.Capture().Captured.ShouldBe(2);
        _entry = Session().Entry;
    }

    private string Folder => Path.Combine(_home.Home.Archive, _entry);

    private string Manifest => Path.Combine(Folder, "manifest.json");

    public void Dispose() => _home.Dispose();

    [Fact]
    public void A_damaged_manifest_is_set_aside_and_its_session_captured_again()
    {
        Damage(Manifest);
        DamagedEntry damaged = Glance();
        damaged.HasSource.ShouldBeTrue();
        damaged.Cure.ShouldBe(EntryCure.Replace);
        byte[] before = File.ReadAllBytes(Manifest);
        Touch();

        CaptureReport report = _home.Capture();
        report.Captured.ShouldBe(1);
        report.Skipped.ShouldBeEmpty();
        report.Notices.ShouldHaveSingleItem().ShouldContain("was damaged and lies in archive/.aside/");
        string aside = Directory.GetDirectories(Path.Combine(_home.Home.Archive, ".aside")).ShouldHaveSingleItem();
        File.ReadAllBytes(Path.Combine(aside, "manifest.json")).ShouldBe(before);
        Directory.GetDirectories(Path.Combine(_home.Home.Vault, ".aside")).Length.ShouldBe(1);
        ShouldBeWhole(notes: 2);
        Session().Entry.ShouldBe(_entry, "the name is free again");
    }

    [Fact]
    public void A_missing_entry_is_captured_again_though_its_source_did_not_change()
    {
        Directory.Delete(Folder, recursive: true);
        Glance().Cure.ShouldBe(EntryCure.Capture);
        CaptureReport report = _home.Capture();
        report.Captured.ShouldBe(1);
        report.Unchanged.ShouldBe(1);
        report.Notices.ShouldHaveSingleItem().ShouldContain("was missing");
        Originals().ShouldBe(File.ReadAllBytes(_source));
        // What it had sealed belongs to nothing any more, and is named.
        ArchiveDamage orphan = Verify().Damaged.ShouldHaveSingleItem();
        orphan.Problem.ShouldBe("belongs to no entry that can be read");
        Doctor.GiveUp([orphan.File], Verify(), TimeSpan.Zero, CancellationToken.None).ShouldHaveSingleItem();
        ShouldBeWhole(notes: 1);
    }

    [Fact]
    public void A_source_that_goes_away_meanwhile_leaves_what_is_known_for_the_next_capture()
    {
        Damage(Manifest);
        Touch();
        string? title = Session().Title;
        string away = _source + ".away";
        CaptureReport report = _home.Capture(progress: new AtTheBeginning(() => File.Move(_source, away)));
        report.Skipped.ShouldHaveSingleItem().Path.ShouldBe(_source);
        Session().Title.ShouldBe(title);
        File.Move(away, _source);
        _home.Capture().Captured.ShouldBe(1);
        ShouldBeWhole(notes: 2);
    }

    [Fact]
    public void A_damaged_segment_is_replaced_when_the_agent_has_everything()
    {
        Damage(Directory.GetFiles(Folder, "*.br")[0]);
        new HomeDoctor(_home.Home).Glance().ShouldBeEmpty("a glance does not look at content");
        DamagedEntry damaged = Doctor.Examine(Verify()).ShouldHaveSingleItem();
        damaged.Cure.ShouldBe(EntryCure.Replace);
        Doctor
            .Replace([damaged], TimeSpan.Zero, CancellationToken.None)
            .ShouldHaveSingleItem()
            .ShouldStartWith("archive/.aside/");
        Glance().Cure.ShouldBe(EntryCure.Capture);
        _home.Capture().Captured.ShouldBe(1);
        ShouldBeWhole(notes: 2);
    }

    [Fact]
    public void An_entry_that_holds_more_than_the_agent_has_is_not_replaced()
    {
        // A state that was rewritten since is nowhere else.
        File.WriteAllText(_source, CaptureHome.ClaudeTurn(Id, 0, "all new"));
        _home.Now = _home.Now.AddSeconds(5);
        _home.Age(_source);
        _home.Capture().Updated.ShouldBe(1);
        Damage(Directory.GetFiles(Folder, "*.br")[0]);
        DamagedEntry damaged = Doctor.Examine(Verify()).ShouldHaveSingleItem();
        damaged.Cure.ShouldBe(EntryCure.Backup);
        Doctor.Replace([damaged], TimeSpan.Zero, CancellationToken.None).ShouldBeEmpty();
        Directory.Exists(Folder).ShouldBeTrue();
    }

    [Fact]
    public void A_dead_entry_without_source_is_named_until_it_is_given_up()
    {
        File.Delete(_source);
        _home.Capture().Deleted.ShouldBe(1);
        byte[] sound = File.ReadAllBytes(Manifest);
        Damage(Manifest);
        Glance().Cure.ShouldBe(EntryCure.Backup);
        Doctor.Replace(Doctor.Examine(Verify()), TimeSpan.Zero, CancellationToken.None).ShouldBeEmpty();
        Should
            .Throw<RepriseException>(() => Doctor.GiveUp(["2026/01/another"], Verify(), TimeSpan.Zero, CancellationToken.None))
            .Kind.ShouldBe("not-found");
        string other = _home.All().Single(session => session.Key.NativeId != Id).Entry;
        Should
            .Throw<RepriseException>(() => Doctor.GiveUp([_entry, other], Verify(), TimeSpan.Zero, CancellationToken.None))
            .Message.ShouldContain(other);
        Directory.Exists(Folder).ShouldBeTrue("nothing is done when one of them is sound");

        string place = Doctor.GiveUp([_entry], Verify(), TimeSpan.Zero, CancellationToken.None).ShouldHaveSingleItem();
        Verify().Damaged.ShouldBeEmpty();
        _home.All().Count.ShouldBe(1);
        new HomeDoctor(_home.Home).Glance().ShouldBeEmpty();

        // Put back with its manifest from a backup, it is as it was.
        string aside = Path.Combine(_home.Home.Folder, place);
        File.WriteAllBytes(Path.Combine(aside, "manifest.json"), sound);
        Directory.Move(aside, Folder);
        string originals = Directory.GetDirectories(Path.Combine(_home.Home.Vault, ".aside")).ShouldHaveSingleItem();
        string id = Path.GetFileName(originals);
        Directory.Move(originals, Path.Combine(_home.Home.Vault, id[..2], id));
        _home.Reindex();
        _home.Verify().ShouldBeEmpty();
        _home.All().Count.ShouldBe(2);
    }

    [Fact]
    public void A_lost_entry_of_a_deleted_session_is_told_by_every_capture()
    {
        File.Delete(_source);
        _home.Capture().Deleted.ShouldBe(1);
        Directory.Delete(Folder, recursive: true);
        Glance().Cure.ShouldBe(EntryCure.Backup);
        for (int i = 0; i < 2; i++)
            _home.Capture().Notices.ShouldHaveSingleItem().ShouldContain(_entry);
        Doctor.GiveUp([_entry], Verify(), TimeSpan.Zero, CancellationToken.None).ShouldBeEmpty("nothing is left of it");
        _home.Capture().Notices.ShouldBeEmpty();
    }

    [Fact]
    public void A_damaged_copy_of_an_entry_takes_no_originals_with_it()
    {
        string copy = Folder + "-copy";
        Directory.CreateDirectory(copy);
        foreach (string file in Directory.GetFiles(Folder))
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        Damage(Path.Combine(copy, "manifest.json"));
        Doctor.GiveUp([_entry + "-copy"], Verify(), TimeSpan.Zero, CancellationToken.None).Count.ShouldBe(1);
        Directory.Exists(Path.Combine(_home.Home.Vault, ".aside")).ShouldBeFalse();
        Originals().ShouldBe(File.ReadAllBytes(_source));
        Verify().Damaged.ShouldBeEmpty();
    }

    private HomeDoctor Doctor => new(_home.Home);

    private DamagedEntry Glance()
    {
        DamagedEntry damaged = new HomeDoctor(_home.Home).Glance().ShouldHaveSingleItem();
        damaged.Name.ShouldBe(_entry);
        return damaged;
    }

    private IndexedSession Session() => _home.All().Single(session => session.Key.NativeId == Id);

    private byte[] Originals()
    {
        using var natives = new NativeBytes(_home.Home);
        ArchiveEntry entry = new SessionArchive(_home.Home).Open(Session().Entry);
        return natives.Of(entry, entry.Manifest.Files[0].Current);
    }

    private ArchiveReport Verify()
    {
        var archive = new SessionArchive(_home.Home);
        return new ArchiveVerifier(_home.Home, archive).Verify(
            _home.All().Select(session => session.Entry),
            null,
            null,
            CancellationToken.None
        );
    }

    private void ShouldBeWhole(int notes)
    {
        Originals().ShouldBe(File.ReadAllBytes(_source));
        ArchiveReport report = Verify();
        report.Damaged.ShouldBeEmpty();
        report.Notes.Count.ShouldBe(notes);
        report.Notes.ShouldAllBe(note => note.Problem == "was set aside because it was damaged");
        _home.Capture().Unchanged.ShouldBe(2);
        Robust.ReindexGivesTheSame(_home);
    }

    /// <summary>Does something when the files are found and nothing is read yet.</summary>
    private sealed class AtTheBeginning(Action action) : CaptureProgress
    {
        public override void Begin(int sessions, long bytes) => action();

        public override void Advance(long bytes) { }

        public override void Notice(string text) { }
    }

    // As if the agent had written the same again: the capture has to look at the session.
    private void Touch() => File.SetLastWriteTimeUtc(_source, File.GetLastWriteTimeUtc(_source).AddSeconds(1));

    private static void Damage(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(path, bytes);
    }
}

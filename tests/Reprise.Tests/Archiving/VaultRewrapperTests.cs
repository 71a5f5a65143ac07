using Reprise.Archiving;
using Reprise.Files;
using Reprise.Sealing;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Archiving;

public sealed class VaultRewrapperTests : IDisposable
{
    private readonly TestHome _home = new();
    private readonly TestHome _other = new();
    private readonly List<ArchiveEntry> _entries = [];

    public VaultRewrapperTests()
    {
        for (int i = 0; i < 3; i++)
        {
            _home.Write($"s{i}.jsonl", Line(i));
            _entries.Add(new TestCapture(_home).Run(null, $"session-000{i}", $"s{i}.jsonl"));
        }
        _home.Write("plain.jsonl", "{}\n");
        new TestCapture(_home).Run(null, "session-plain", "plain.jsonl");
    }

    private KeyId Own => _home.Keys.Recipients[0].Id;

    private VaultRecipient Escrow => _other.Keys.Recipients[0] with { Name = "escrow" };

    public void Dispose()
    {
        _home.Dispose();
        _other.Dispose();
    }

    [Fact]
    public void A_recipient_that_is_added_opens_what_was_sealed_before()
    {
        Census().BoxesByKey.ShouldBe(new Dictionary<KeyId, long> { [Own] = 3 });
        Name(_home.Keys.Recipients[0], Escrow);
        RewrapReport report = Rewrap();
        report.Entries.ShouldBe(3);
        report.Rewrapped.ShouldBe(3);
        report.NeedsOldKeys.ShouldBeFalse();
        Census().BoxesByKey.ShouldBe(new Dictionary<KeyId, long> { [Own] = 3, [Escrow.Id] = 3 }, ignoreOrder: true);
        using var opener = new VaultOpener(_other.Home);
        ShouldOpen(opener, 3);

        RewrapReport again = Rewrap();
        again.Rewrapped.ShouldBe(0);
        again.Unchanged.ShouldBe(3);
        again.Entries.ShouldBe(0);
        again.Parts.ShouldBe(0);
    }

    [Fact]
    public void A_recipient_that_is_removed_opens_nothing_any_more()
    {
        Name(_home.Keys.Recipients[0], Escrow);
        Rewrap();
        Name(_home.Keys.Recipients[0]);
        Rewrap();
        Census().BoxesByKey.ShouldBe(new Dictionary<KeyId, long> { [Own] = 3 });
        using var opener = new VaultOpener(_other.Home);
        Should.Throw<RepriseException>(() => ShouldOpen(opener, 1)).Message.ShouldContain("another key");
    }

    [Fact]
    public void Boxes_that_no_key_opens_stay_as_they_are_and_are_counted()
    {
        Name(Escrow);
        HomeKeys keys = HomeKeys.LoadOrCreate(_home.Home, seal: true);
        _home.Append("s0.jsonl", Line(50));
        new TestCapture(_home) { Keys = keys }.Run(_entries[0], "session-0000", "s0.jsonl");
        Name(_home.Keys.Recipients[0]);
        VaultCensus census = Census();
        census.Unopenable.ShouldBe(1);
        census.Boxes.ShouldBe(4);

        Name(_home.Keys.Recipients[0], _other.Keys.Recipients[0]);
        RewrapReport report = Rewrap();
        report.Unopenable.ShouldBe(1);
        report.Rewrapped.ShouldBe(3);
        report.NeedsOldKeys.ShouldBeFalse("no key at hand opens it");
        VerifyHolds();

        // Nor is it damage for a deep check: it is as it was written.
        using var opener = new VaultOpener(_home.Home);
        ArchiveReport deep = new ArchiveVerifier(_home.Home, _home.Archive).Verify(
            [],
            opener,
            null,
            TestContext.Current.CancellationToken
        );
        deep.Damaged.ShouldBeEmpty();
        deep.Notes.ShouldHaveSingleItem().Problem.ShouldContain("sealed for another key");
    }

    [Fact]
    public void A_recipient_opens_what_is_sealed_from_then_on_though_it_goes_behind_older_boxes()
    {
        Name(_home.Keys.Recipients[0], Escrow);
        HomeKeys keys = HomeKeys.LoadOrCreate(_home.Home, seal: true);
        _home.Append("s0.jsonl", Line(50));
        ArchiveEntry grown = new TestCapture(_home) { Keys = keys }.Run(_entries[0], "session-0000", "s0.jsonl");
        grown.Manifest.VaultParts.Select(part => (part.FirstBox, part.Boxes)).ShouldBe([(1, 1), (2, 1)]);
        using var opener = new VaultOpener(_other.Home);
        FileSlice added = grown.Manifest.Files[0].Current.Slices[^1];
        ArchivedPart part = grown.Manifest.VaultParts[^1];
        added.Part.ShouldBe(part.Number);
        byte[] bytes = File.ReadAllBytes(Path.Combine(grown.VaultFolder, ArchiveEntry.PartName(part.Number)));
        opener.Open(grown.Manifest.Id, part.FirstBox, bytes, "x").ShouldHaveSingleItem();

        Rewrap();
        ShouldOpen(opener, 3);
        _home.Append("s0.jsonl", Line(51));
        ArchiveEntry again = new TestCapture(_home) { Keys = keys }.Run(
            _home.Archive.Open(grown.Name),
            "session-0000",
            "s0.jsonl"
        );
        again.Manifest.VaultParts.Select(p => (p.FirstBox, p.Boxes)).ShouldBe([(1, 1), (2, 2)]);
        ShouldOpen(opener, 3);
    }

    [Fact]
    public void A_damaged_part_is_left_with_its_damage_and_keeps_the_old_key()
    {
        string path = Part(_entries[1]);
        byte[] sound = File.ReadAllBytes(path);
        byte[] damaged = [.. sound];
        damaged[^1] ^= 1;
        File.WriteAllBytes(path, damaged);
        RekeyReport report = Rekey();
        report.IsComplete.ShouldBeFalse();
        report.Rewrapped.Entries.ShouldBe(2);
        report.Rewrapped.Left.ShouldHaveSingleItem().Problem.ShouldBe("is missing or damaged");
        File.ReadAllBytes(path).ShouldBe(damaged);
        KeyProblem.Of(VaultKeys.Look(_home.Home)).ShouldHaveSingleItem().File.ShouldBe("vault/vault.old.key");

        // Put back from a backup, which only the old key opens.
        File.WriteAllBytes(path, sound);
        using (var opener = new VaultOpener(_home.Home))
            ShouldOpen(opener, 3);
        Rekey().IsComplete.ShouldBeTrue();
        VerifyHolds();
    }

    [Fact]
    public void Originals_without_an_entry_keep_the_old_key_until_they_are_set_aside()
    {
        string folder = _home.Archive.Folder(_entries[2].Name);
        string backup = _home.Scratch("backup");
        Directory.Move(folder, backup);
        RekeyReport report = Rekey();
        report.IsComplete.ShouldBeFalse();
        report.Rewrapped.Left.ShouldHaveSingleItem().Problem.ShouldBe("belongs to no entry that can be read");

        string aside = Path.Combine(_home.Archive.VaultAside, _entries[2].Manifest.Id);
        Directory.CreateDirectory(_home.Archive.VaultAside);
        Directory.Move(_home.Archive.VaultFolder(_entries[2].Manifest.Id), aside);
        Rekey().IsComplete.ShouldBeTrue();

        // What was set aside opens with the new key; its manifest knows another checksum, which only verify looks at.
        Directory.Move(backup, folder);
        Directory.Move(aside, _home.Archive.VaultFolder(_entries[2].Manifest.Id));
        using var opener = new VaultOpener(_home.Home);
        ShouldOpen(opener, 3);
    }

    [Fact]
    public void What_a_kill_left_behind_goes()
    {
        string stray = Path.Combine(_entries[0].VaultFolder, "part-0007.sealed");
        File.Copy(Part(_entries[0]), stray);
        Rewrap();
        File.Exists(stray).ShouldBeFalse();
        File.Copy(Part(_entries[0]), stray);
        Rekey();
        VerifyHolds();
    }

    private static string Line(int token) => $$"""{"text":"the key is {{MadeUpToken.Of(token)}} as you see"}""" + "\n";

    private static string Part(ArchiveEntry entry) =>
        Directory.GetFiles(entry.VaultFolder, "*.sealed").Order(StringComparer.Ordinal).First();

    private static Passphrase Unasked() => throw new InvalidOperationException("No passphrase is needed.");

    private void Name(params VaultRecipient[] recipients) =>
        RecipientFile.Write(Path.Combine(_home.Home.Vault, "vault.pub"), recipients);

    private RewrapReport Rewrap() =>
        new KeyRotation(_home.Home).Rewrap(Unasked, TimeSpan.Zero, null, TestContext.Current.CancellationToken);

    private RekeyReport Rekey() =>
        new KeyRotation(_home.Home).Run(Unasked, TimeSpan.Zero, null, TestContext.Current.CancellationToken);

    private VaultCensus Census() => VaultCensus.Take(_home.Home, [Own], TestContext.Current.CancellationToken);

    private void ShouldOpen(VaultOpener opener, int entries)
    {
        for (int i = 0; i < entries; i++)
        {
            ArchiveEntry entry = _home.Archive.Open(_entries[i].Name);
            var bytes = new MemoryStream();
            entry.Unmask(entry.Manifest.Files[0].Current, () => opener).CopyTo(bytes);
            bytes.ToArray().ShouldBe(File.ReadAllBytes(Path.Combine(_home.Sources, $"s{i}.jsonl")));
        }
    }

    private void VerifyHolds()
    {
        ArchiveReport report = new ArchiveVerifier(_home.Home, _home.Archive).Verify(
            [],
            null,
            null,
            TestContext.Current.CancellationToken
        );
        report.Damaged.ShouldBeEmpty();
        report.Notes.ShouldBeEmpty();
    }
}

using Reprise.Archiving;
using Reprise.Files;
using Reprise.Sealing;
using Reprise.Tests.Capturing;
using Reprise.Tests.Sealing;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Archiving;

public sealed class KeyRotationTests : IDisposable
{
    private readonly TestHome _home = new();
    private readonly List<ArchiveEntry> _entries = [];

    public KeyRotationTests()
    {
        for (int i = 0; i < 3; i++)
        {
            _home.Write($"s{i}.jsonl", Line(i));
            ArchiveEntry entry = new TestCapture(_home).Run(null, $"session-000{i}", $"s{i}.jsonl");
            // More than one box in the part of the first session, and more than one part in that of the second.
            _home.Append($"s{i}.jsonl", i == 1 ? string.Concat(Enumerable.Range(0, 4000).Select(Line)) : Line(10 + i));
            entry = new TestCapture(_home).Run(entry, $"session-000{i}", $"s{i}.jsonl");
            _home.Append($"s{i}.jsonl", Line(20 + i));
            _entries.Add(new TestCapture(_home).Run(entry, $"session-000{i}", $"s{i}.jsonl"));
        }
        _entries[0].Manifest.VaultParts.ShouldHaveSingleItem().Boxes.ShouldBe(3);
        _entries[1].Manifest.VaultParts.Count.ShouldBeGreaterThan(1);
    }

    private string KeyPath => Path.Combine(_home.Home.Vault, "vault.key");

    private string OldKeyPath => Path.Combine(_home.Home.Vault, "vault.old.key");

    public void Dispose() => _home.Dispose();

    [Fact]
    public void The_new_key_opens_everything_and_the_old_one_nothing()
    {
        byte[] oldKey = File.ReadAllBytes(KeyPath);
        byte[] oldPublicKey = File.ReadAllBytes(Path.Combine(_home.Home.Vault, "vault.pub"));
        KeyId before = _home.Keys.Recipients[0].Id;
        var progress = new Reports();
        RekeyReport report = Rekey(progress: progress);
        report.Old.ShouldBe(before);
        report.Present.ShouldNotBe(before);
        report.IsComplete.ShouldBeTrue();
        report.Rewrapped.Entries.ShouldBe(3);
        report.Rewrapped.Rewrapped.ShouldBe(_entries.Sum(entry => entry.Manifest.VaultParts.Sum(part => part.Boxes)));
        report.Rewrapped.Left.ShouldBeEmpty();
        progress.Last.ShouldBe(new WorkDone(3, 3));
        File.Exists(OldKeyPath).ShouldBeFalse();
        HomeKeys.LoadOrCreate(_home.Home, seal: true).Recipients.ShouldHaveSingleItem().Name.ShouldBe("owner");
        ShouldBeWhole();

        File.WriteAllBytes(KeyPath, oldKey);
        File.WriteAllBytes(Path.Combine(_home.Home.Vault, "vault.pub"), oldPublicKey);
        foreach (ArchiveEntry entry in _entries)
            Should.Throw<RepriseException>(() => Original(_home.Archive.Open(entry.Name))).Message.ShouldContain("another key");
    }

    [Fact]
    public void Only_wraps_change_and_manifests_stay_in_step()
    {
        Dictionary<string, byte[][]> before = _entries.ToDictionary(entry => entry.Name, Payloads, StringComparer.Ordinal);
        int[] revisions = [.. _entries.Select(entry => entry.Manifest.Revision)];
        Rekey();
        for (int i = 0; i < _entries.Count; i++)
        {
            ArchiveEntry after = _home.Archive.Open(_entries[i].Name);
            after.Manifest.Revision.ShouldBe(revisions[i], "the index has nothing to do with it");
            byte[][] payloads = Payloads(after);
            payloads.Length.ShouldBe(before[after.Name].Length);
            for (int box = 0; box < payloads.Length; box++)
                payloads[box].ShouldBe(before[after.Name][box]);
            after.Manifest.VaultParts.ShouldBe(after.Manifest.VaultParts.OrderBy(part => part.FirstBox));
        }
    }

    [Fact]
    public void Capturing_goes_on_with_the_new_key()
    {
        Rekey();
        using var home = new TestHome();
        _home.Append("s0.jsonl", Line(99));
        HomeKeys keys = HomeKeys.LoadOrCreate(_home.Home, seal: true);
        keys.Recipients[0].Id.ShouldNotBe(_home.Keys.Recipients[0].Id);
        ArchiveEntry grown = new TestCapture(_home) { Keys = keys }.Run(
            _home.Archive.Open(_entries[0].Name),
            "session-0000",
            "s0.jsonl"
        );
        grown.Manifest.VaultParts.ShouldHaveSingleItem().Boxes.ShouldBe(4);
        Original(grown).ShouldBe(File.ReadAllBytes(Path.Combine(_home.Sources, "s0.jsonl")));
    }

    [Fact]
    public void What_was_masked_in_layers_comes_back_too()
    {
        const string Id = "3f0c5d0e-9d6e-4a55-8a52-0c2c5a6f0002";
        using var home = new CaptureHome();
        string path = home.WriteClaude(Id, turns: 2, prompt: $"{MadeUpToken.Of(1)} then q7Zr9tW4mX2vB8kLp3");
        home.Capture();
        File.AppendAllText(path, CaptureHome.ClaudeTurn(Id, 2, "DB_PASSWORD=q7Zr9tW4mX2vB8kLp3"));
        home.Capture().Remasked.ShouldBe(1);
        new SessionArchive(home.Home)
            .Open(home.Only().Entry)
            .Manifest.Files[0]
            .Current.Slices.ShouldContain(slice => slice.Under != null);
        for (int i = 0; i < 2; i++)
        {
            new KeyRotation(home.Home).Run(Unasked, TimeSpan.Zero, null, TestContext.Current.CancellationToken);
            home.Verify().ShouldBeEmpty();
            home.Originals().ShouldBe(File.ReadAllBytes(path));
        }
    }

    [Fact]
    public void The_passphrase_protects_the_new_key_too()
    {
        using Passphrase passphrase = Passphrases.Of(Passphrases.Right);
        using (PrivateKey key = PrivateKey.Open(_home.Home, null))
            key.Protect(_home.Home, passphrase);
        Should.Throw<RepriseException>(() => Rekey(Wrong)).Kind.ShouldBe("passphrase");
        File.Exists(OldKeyPath).ShouldBeFalse("nothing was begun");
        Rekey(() => passphrase).IsComplete.ShouldBeTrue();
        VaultKeys.Look(_home.Home).IsProtected.ShouldBeTrue();
        using var opener = new VaultOpener(_home.Home, () => passphrase);
        foreach (ArchiveEntry entry in _entries)
            Original(_home.Archive.Open(entry.Name), opener).ShouldBe(Native(entry));

        static Passphrase Wrong() => Passphrases.Of("wrong");
    }

    [Fact]
    public void Whatever_a_kill_left_is_completed()
    {
        byte[] first = File.ReadAllBytes(KeyPath);
        byte[] firstPublic = File.ReadAllBytes(Path.Combine(_home.Home.Vault, "vault.pub"));

        // Killed behind the copy.
        File.WriteAllBytes(OldKeyPath, first);
        VaultKeys.Look(_home.Home).IsRekeying.ShouldBeTrue();
        RekeyReport report = Rekey();
        report.IsCompletion.ShouldBeTrue();
        report.IsComplete.ShouldBeTrue();
        report.Present.ShouldNotBe(report.Old);
        ShouldBeWhole();

        // Killed behind the new key, whose public half nobody has heard of.
        byte[] second = File.ReadAllBytes(KeyPath);
        byte[] secondPublic = File.ReadAllBytes(Path.Combine(_home.Home.Vault, "vault.pub"));
        using (var other = new TestHome())
            File.Copy(Path.Combine(other.Home.Vault, "vault.key"), KeyPath, overwrite: true);
        File.WriteAllBytes(OldKeyPath, second);
        VaultKeys.Look(_home.Home).IsForeign.ShouldBeFalse();
        Original(_home.Archive.Open(_entries[0].Name)).ShouldBe(Native(_entries[0]));
        Rekey().Present.ShouldBe(VaultKeys.Look(_home.Home).PrivateId.ShouldNotBeNull());
        ShouldBeWhole();
        File.ReadAllBytes(Path.Combine(_home.Home.Vault, "vault.pub")).ShouldNotBe(secondPublic);

        // Killed in the middle of the boxes.
        using var stop = new CancellationTokenSource();
        Should.Throw<OperationCanceledException>(() =>
            Rekey(progress: new Reports { OnReport = stop.Cancel }, cancellation: stop.Token)
        );
        File.Exists(OldKeyPath).ShouldBeTrue();
        KeyProblem.Of(VaultKeys.Look(_home.Home)).ShouldHaveSingleItem().IsDamage.ShouldBeFalse();
        foreach (ArchiveEntry entry in _entries)
            Original(_home.Archive.Open(entry.Name)).ShouldBe(Native(entry));
        Rekey().IsComplete.ShouldBeTrue();
        ShouldBeWhole();
        firstPublic.ShouldNotBe(File.ReadAllBytes(Path.Combine(_home.Home.Vault, "vault.pub")));
    }

    [Fact]
    public void A_key_that_something_is_sealed_for_already_is_not_replaced_when_it_is_away()
    {
        using var stop = new CancellationTokenSource();
        Should.Throw<OperationCanceledException>(() =>
            Rekey(progress: new Reports { OnReport = stop.Cancel }, cancellation: stop.Token)
        );
        string away = _home.Scratch("away.key");
        File.Move(KeyPath, away);
        Should.Throw<RepriseException>(() => Rekey()).Message.ShouldContain("vault.key is missing");
        File.Exists(KeyPath).ShouldBeFalse();
        File.Move(away, KeyPath);
        Rekey().IsComplete.ShouldBeTrue();
        ShouldBeWhole();
    }

    [Fact]
    public void Without_the_private_key_of_this_vault_nothing_is_begun()
    {
        using (var other = new TestHome())
            File.Copy(Path.Combine(other.Home.Vault, "vault.key"), KeyPath, overwrite: true);
        Should.Throw<RepriseException>(() => Rekey()).Message.ShouldContain("another vault");
        File.Delete(KeyPath);
        Should.Throw<RepriseException>(() => Rekey()).Message.ShouldContain("is missing");
        File.Exists(OldKeyPath).ShouldBeFalse();
    }

    private static string Line(int token) => $$"""{"text":"the key is {{MadeUpToken.Of(token)}} as you see"}""" + "\n";

    private static Passphrase Unasked() => throw new InvalidOperationException("No passphrase is needed.");

    private RekeyReport Rekey(
        Func<Passphrase>? passphrase = null,
        Reports? progress = null,
        CancellationToken cancellation = default
    ) => new KeyRotation(_home.Home).Run(passphrase ?? Unasked, TimeSpan.Zero, progress, cancellation);

    private byte[][] Payloads(ArchiveEntry entry)
    {
        List<byte[]> payloads = [];
        foreach (ArchivedPart part in entry.Manifest.VaultParts)
        {
            ReadOnlySpan<byte> bytes = File.ReadAllBytes(Path.Combine(entry.VaultFolder, ArchiveEntry.PartName(part.Number)));
            while (!bytes.IsEmpty)
                payloads.Add(VaultBox.Parse(ref bytes).Sealed);
        }
        return [.. payloads];
    }

    private byte[] Native(ArchiveEntry entry) => File.ReadAllBytes(Path.Combine(_home.Sources, entry.Manifest.Files[0].Path));

    private byte[] Original(ArchiveEntry entry) => _home.Original(entry, entry.Manifest.Files[0].Current);

    private static byte[] Original(ArchiveEntry entry, VaultOpener opener)
    {
        var bytes = new MemoryStream();
        entry.Unmask(entry.Manifest.Files[0].Current, () => opener).CopyTo(bytes);
        return bytes.ToArray();
    }

    private void ShouldBeWhole()
    {
        using var opener = new VaultOpener(_home.Home);
        ArchiveReport report = new ArchiveVerifier(_home.Home, _home.Archive).Verify(
            [],
            opener,
            null,
            TestContext.Current.CancellationToken
        );
        report.Damaged.ShouldBeEmpty();
        report.Notes.ShouldBeEmpty();
        foreach (ArchiveEntry entry in _entries)
            Original(_home.Archive.Open(entry.Name)).ShouldBe(Native(entry));
    }

    private sealed class Reports : IProgress<WorkDone>
    {
        public Action OnReport { get; init; } = () => { };

        public WorkDone Last { get; private set; }

        public void Report(WorkDone value)
        {
            Last = value;
            OnReport();
        }
    }
}

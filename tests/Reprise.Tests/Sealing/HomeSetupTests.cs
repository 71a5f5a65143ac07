using Reprise.Files;
using Reprise.Sealing;
using Reprise.Tests.Archiving;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Sealing;

public sealed class HomeSetupTests : IDisposable
{
    private readonly TestHome _home = new();

    private RepriseHome Fresh => new(_home.Scratch("fresh"));

    public void Dispose() => _home.Dispose();

    [Fact]
    public void A_new_home_gets_folders_and_keys_and_nothing_the_second_time()
    {
        var setup = new HomeSetup(Fresh, keepOriginals: true, LostKeys.None);
        string[] planned = [.. setup.Plan().Select(change => change.Path)];
        planned.ShouldBe([Fresh.Folder, "vault", "vault/fingerprint.key", "vault/vault.key"]);
        Directory.Exists(Fresh.Folder).ShouldBeFalse("a plan changes nothing");
        Apply(setup).ShouldBe(planned[2..], "the lock makes the folders");
        KeyProblem.Of(VaultKeys.Look(Fresh)).ShouldBeEmpty();

        Dictionary<string, string> before = Contents();
        setup.Plan().ShouldBeEmpty();
        Apply(setup).ShouldBeEmpty();
        Contents().ShouldBe(before);
    }

    [Fact]
    public void Without_originals_there_is_no_key_pair()
    {
        Apply(new HomeSetup(Fresh, keepOriginals: false, LostKeys.None));
        Directory.GetFiles(Fresh.Vault).Select(Path.GetFileName).ShouldBe(["fingerprint.key"]);
    }

    [Fact]
    public void A_passphrase_protects_the_key_from_the_first_moment()
    {
        using Passphrase passphrase = Passphrases.Of(Passphrases.Right);
        new HomeSetup(Fresh, keepOriginals: true, LostKeys.None).Apply(
            Unasked,
            passphrase,
            TimeSpan.Zero,
            TestContext.Current.CancellationToken
        );
        VaultKeys.Look(Fresh).IsProtected.ShouldBeTrue();
        using PrivateKey key = PrivateKey.Open(Fresh, () => passphrase);
        key.Id.ShouldBe(HomeKeys.LoadOrCreate(Fresh, seal: true).Recipients[0].Id);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_lost_public_key_is_made_again_from_the_private_one(bool isDamaged)
    {
        Capture();
        KeyId id = _home.Keys.Recipients[0].Id;
        string path = Path.Combine(_home.Home.Vault, "vault.pub");
        if (isDamaged)
            File.AppendAllText(path, "x");
        else
            File.Delete(path);
        Apply(new HomeSetup(_home.Home, keepOriginals: true, LostKeys.None)).ShouldBe(["vault/vault.pub"]);
        HomeKeys.LoadOrCreate(_home.Home, seal: true).Recipients.ShouldHaveSingleItem().Id.ShouldBe(id);
        File.Exists(path + ".aside").ShouldBe(isDamaged);
    }

    [Fact]
    public void Keys_that_something_was_made_with_are_replaced_only_when_they_are_called_lost()
    {
        Capture();
        foreach (string name in HomeKeys.FileNames)
            File.Delete(Path.Combine(_home.Home.Vault, name));
        new HomeSetup(_home.Home, keepOriginals: true, LostKeys.None).Plan().ShouldBeEmpty();
        Apply(new HomeSetup(_home.Home, keepOriginals: true, LostKeys.Fingerprint)).ShouldBe(["vault/fingerprint.key"]);
        Apply(new HomeSetup(_home.Home, keepOriginals: true, LostKeys.Vault)).ShouldBe(["vault/vault.key"]);
        KeyProblem.Of(VaultKeys.Look(_home.Home)).ShouldBeEmpty();
        HomeKeys.LoadOrCreate(_home.Home, seal: true).Recipients.ShouldHaveSingleItem();
    }

    [Fact]
    public void A_lost_private_key_is_replaced_and_the_other_recipients_stay()
    {
        using var other = new TestHome();
        VaultRecipient second = other.Keys.Recipients[0] with { Name = "escrow" };
        RecipientFile.Write(Path.Combine(_home.Home.Vault, "vault.pub"), [.. _home.Keys.Recipients, second]);
        KeyId before = _home.Keys.Recipients[0].Id;
        File.Delete(Path.Combine(_home.Home.Vault, "vault.key"));
        Apply(new HomeSetup(_home.Home, keepOriginals: true, LostKeys.Vault));
        VaultKeys keys = VaultKeys.Look(_home.Home);
        keys.CanUnseal.ShouldBeTrue();
        keys.PrivateId.ShouldNotBe(before);
        keys.Recipients.Select(recipient => recipient.Name).ShouldBe(["owner", "escrow"]);
    }

    [Fact]
    public void Keys_that_are_here_are_not_lost()
    {
        Capture();
        foreach (LostKeys lost in (LostKeys[])[LostKeys.Fingerprint, LostKeys.Vault])
            Should
                .Throw<RepriseException>(() => new HomeSetup(_home.Home, keepOriginals: true, lost).Plan())
                .Message.ShouldContain("is not lost");
    }

    private static Passphrase Unasked() => throw new InvalidOperationException("No passphrase is needed.");

    private static string[] Apply(HomeSetup setup) =>
        [.. setup.Apply(Unasked, null, TimeSpan.Zero, TestContext.Current.CancellationToken).Select(change => change.Path)];

    private void Capture()
    {
        _home.Write("session.jsonl", $$"""{"text":"{{MadeUpToken.Of(1)}}"}""" + "\n");
        _home.Capture(null, "session.jsonl");
    }

    private Dictionary<string, string> Contents() =>
        Directory
            .GetFiles(Fresh.Folder, "*", SearchOption.AllDirectories)
            .ToDictionary(path => path, File.ReadAllText, StringComparer.Ordinal);
}

using Reprise.Archiving;
using Reprise.Files;
using Reprise.Sealing;
using Reprise.Tests.Archiving;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Sealing;

/// <summary>What is said of keys that are missing, damaged, kept elsewhere, or another vault's.</summary>
public sealed class VaultKeysTests : IDisposable
{
    private readonly TestHome _home = new();

    public VaultKeysTests()
    {
        _home.Write("session.jsonl", $$"""{"text":"{{MadeUpToken.Of(1)}}"}""" + "\n");
        _home.Capture(null, "session.jsonl");
    }

    public void Dispose() => _home.Dispose();

    [Fact]
    public void Sound_keys_are_no_problem()
    {
        VaultKeys keys = VaultKeys.Look(_home.Home);
        KeyProblem.Of(keys).ShouldBeEmpty();
        keys.CanSeal.ShouldBeTrue();
        keys.CanUnseal.ShouldBeTrue();
        keys.Recipients.ShouldHaveSingleItem().Name.ShouldBe("owner");
        keys.PrivateId.ShouldBe(keys.Recipients[0].Id);
    }

    [Fact]
    public void A_home_without_anything_has_no_problem()
    {
        var empty = new RepriseHome(_home.Scratch("empty"));
        VaultKeys keys = VaultKeys.Look(empty);
        KeyProblem.Of(keys).ShouldBeEmpty();
        keys.CanSeal.ShouldBeTrue();
        keys.CanUnseal.ShouldBeFalse();
    }

    [Fact]
    public void A_private_key_that_is_kept_elsewhere_is_no_damage()
    {
        File.Delete(PathOf("vault.key"));
        KeyProblem problem = Problem("vault.key");
        problem.IsDamage.ShouldBeFalse();
        problem.Meaning.ShouldContain("sealed but cannot be unsealed here");
        VaultKeys.Look(_home.Home).CanSeal.ShouldBeTrue();
        ArchiveReport report = Verify();
        report.Damaged.ShouldBeEmpty();
        report.Notes.ShouldHaveSingleItem().Problem.ShouldBe("is not here");
    }

    [Fact]
    public void A_private_key_of_another_vault_is_damage()
    {
        using var other = new TestHome();
        File.Copy(Path.Combine(other.Home.Vault, "vault.key"), PathOf("vault.key"), overwrite: true);
        KeyProblem problem = Problem("vault.key");
        problem.IsDamage.ShouldBeTrue();
        problem.Problem.ShouldContain("belongs to another vault");
        VaultKeys.Look(_home.Home).CanUnseal.ShouldBeFalse();
        Verify().Damaged.ShouldHaveSingleItem().File.ShouldBe("vault/vault.key");
    }

    [Theory]
    [InlineData("vault.key", true)]
    [InlineData("vault.pub", false)]
    [InlineData("fingerprint.key", true)]
    public void A_damaged_key_is_named_with_what_it_means(string name, bool canSeal)
    {
        File.AppendAllText(PathOf(name), "x");
        KeyProblem problem = Problem(name);
        problem.IsDamage.ShouldBeTrue();
        problem.Problem.ShouldBe("is damaged");
        problem.Cure.ShouldContain("back from a backup");
        VaultKeys.Look(_home.Home).CanSeal.ShouldBe(canSeal);
        Verify().Damaged.ShouldHaveSingleItem().File.ShouldBe($"vault/{name}");
    }

    [Theory]
    [InlineData("vault.pub", "secrets could not be sealed")]
    [InlineData("fingerprint.key", "known secrets would look new")]
    public void A_missing_key_that_capturing_needs_is_damage(string name, string meaning)
    {
        File.Delete(PathOf(name));
        KeyProblem problem = Problem(name);
        problem.IsDamage.ShouldBeTrue();
        problem.Problem.ShouldBe("is missing");
        problem.Meaning.ShouldContain(meaning);
        problem.Meaning.ShouldContain("stays readable");
        Should.Throw<RepriseException>(() => HomeKeys.LoadOrCreate(_home.Home, seal: true)).Message.ShouldContain(name);
    }

    [Fact]
    public void A_pair_that_a_kill_left_without_its_public_half_is_completed()
    {
        var home = new RepriseHome(_home.Scratch("killed"));
        HomeKeys.LoadOrCreate(home, seal: true);
        string key = File.ReadAllText(Path.Combine(home.Vault, "vault.key"));
        File.Delete(Path.Combine(home.Vault, "vault.pub"));
        HomeKeys
            .LoadOrCreate(home, seal: true)
            .Recipients.ShouldHaveSingleItem()
            .Id.ShouldBe(VaultKeys.Look(home).PrivateId.ShouldNotBeNull());
        File.ReadAllText(Path.Combine(home.Vault, "vault.key")).ShouldBe(key);
    }

    private string PathOf(string name) => Path.Combine(_home.Home.Vault, name);

    private KeyProblem Problem(string name)
    {
        KeyProblem problem = KeyProblem.Of(VaultKeys.Look(_home.Home)).ShouldHaveSingleItem();
        problem.File.ShouldBe($"vault/{name}");
        return problem;
    }

    private ArchiveReport Verify() =>
        new ArchiveVerifier(_home.Home, _home.Archive).Verify([], null, null, TestContext.Current.CancellationToken);
}

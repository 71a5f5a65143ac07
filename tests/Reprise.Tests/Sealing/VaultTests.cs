using System.Security.Cryptography;
using System.Text;
using Reprise.Files;
using Reprise.Sealing;
using Reprise.Tests.Agents;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Sealing;

public sealed class VaultTests : IDisposable
{
    private const string Owner = "0011223344556677";
    private readonly TempFolder _folder = new();

    private RepriseHome Home => new(Path.Combine(_folder.Path, "home"));

    [Fact]
    public void What_is_sealed_opens_again()
    {
        HomeKeys keys = HomeKeys.LoadOrCreate(Home, seal: true);
        byte[] part = [.. Seal(keys, 1, "one"), .. Seal(keys, 2, "two")];
        Open(Home, 1, part).ShouldBe(["one", "two"]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(60)]
    [InlineData(61)]
    [InlineData(1020)]
    [InlineData(1021)]
    [InlineData(5000)]
    public void Sizes_go_up_in_steps(int length)
    {
        HomeKeys keys = HomeKeys.LoadOrCreate(Home, seal: true);
        int step =
            length <= 60 ? 64
            : length <= 252 ? 256
            : length <= 1020 ? 1024
            : (length + 4 + 4095) / 4096 * 4096;
        int overhead = Seal(keys, 1, "").Length - 64;
        string text = new('x', length);
        Seal(keys, 1, text).Length.ShouldBe(overhead + step);
        Open(Home, 1, Seal(keys, 1, text)).ShouldBe([text]);
    }

    [Fact]
    public void A_changed_byte_never_opens()
    {
        HomeKeys keys = HomeKeys.LoadOrCreate(Home, seal: true);
        byte[] part = Seal(keys, 1, "secret");
        for (int i = 0; i < part.Length; i++)
        {
            byte[] changed = [.. part];
            changed[i] ^= 1;
            Should.Throw<RepriseException>(() => Open(Home, 1, changed));
        }
        for (int length = 1; length < part.Length; length++)
            Should.Throw<RepriseException>(() => Open(Home, 1, part[..length]));
    }

    [Fact]
    public void A_box_opens_neither_for_another_entry_nor_in_another_place()
    {
        HomeKeys keys = HomeKeys.LoadOrCreate(Home, seal: true);
        byte[] one = Seal(keys, 1, "one");
        byte[] two = Seal(keys, 2, "two");
        Should.Throw<RepriseException>(() => Open(Home, 1, [.. two, .. one])).Kind.ShouldBe("damaged");
        using var opener = new VaultOpener(Home);
        Should.Throw<RepriseException>(() => opener.Open("7766554433221100", 1, one, "x")).Kind.ShouldBe("damaged");
    }

    [Fact]
    public void Another_key_says_that_it_is_another()
    {
        HomeKeys keys = HomeKeys.LoadOrCreate(Home, seal: true);
        byte[] part = Seal(keys, 1, "secret");
        var otherHome = new RepriseHome(Path.Combine(_folder.Path, "other"));
        HomeKeys.LoadOrCreate(otherHome, seal: true);
        RepriseException error = Should.Throw<RepriseException>(() => Open(otherHome, 1, part));
        error.Kind.ShouldBe("vault");
        error.Message.ShouldContain("another key");
    }

    [Fact]
    public void A_second_recipient_opens_what_is_sealed_from_then_on()
    {
        HomeKeys keys = HomeKeys.LoadOrCreate(Home, seal: true);
        var otherHome = new RepriseHome(Path.Combine(_folder.Path, "other"));
        HomeKeys.LoadOrCreate(otherHome, seal: true);
        // PEM files that people put together have no checksum.
        using var third = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        string both = Pem(Home) + "\n" + Pem(otherHome) + "\n" + third.ExportSubjectPublicKeyInfoPem() + "\n";
        File.WriteAllText(Path.Combine(Home.Vault, "vault.pub"), both);
        keys = HomeKeys.LoadOrCreate(Home, seal: true);
        byte[] part = Seal(keys, 1, "secret");
        Open(Home, 1, part).ShouldBe(["secret"]);
        Open(otherHome, 1, part).ShouldBe(["secret"]);
    }

    [Fact]
    public void Sealing_needs_no_private_key_and_cannot_open()
    {
        HomeKeys.LoadOrCreate(Home, seal: true);
        File.Delete(Path.Combine(Home.Vault, "vault.key"));
        HomeKeys keys = HomeKeys.LoadOrCreate(Home, seal: true);
        byte[] part = Seal(keys, 1, "secret");
        RepriseException error = Should.Throw<RepriseException>(() => Open(Home, 1, part));
        error.Message.ShouldContain("vault.key is missing");
        error.Hint.ShouldNotBeNull().ShouldContain("stays readable");
    }

    [Fact]
    public void A_home_with_an_archive_never_gets_a_new_fingerprint_key()
    {
        HomeKeys.LoadOrCreate(Home, seal: true);
        Directory.CreateDirectory(Home.Archive);
        File.Delete(Path.Combine(Home.Vault, "fingerprint.key"));
        Should.Throw<RepriseException>(() => HomeKeys.LoadOrCreate(Home, seal: true)).Kind.ShouldBe("vault");
    }

    [Fact]
    public void Key_files_with_one_wrong_bit_are_refused()
    {
        HomeKeys keys = HomeKeys.LoadOrCreate(Home, seal: true);
        foreach (string name in HomeKeys.FileNames)
        {
            string path = Path.Combine(Home.Vault, name);
            byte[] content = File.ReadAllBytes(path);
            for (int i = 0; i < content.Length; i++)
            {
                byte[] changed = [.. content];
                changed[i] ^= 4;
                File.WriteAllBytes(path, changed);
                HomeKeys.IsIntact(path).ShouldBeFalse($"{name} {i}");
            }
            File.WriteAllBytes(path, content);
            HomeKeys.IsIntact(path).ShouldBeTrue();
        }
        keys.FingerprintKey.ShouldNotBe(keys.ComparisonKey);
    }

    [Fact]
    public void The_vault_can_be_off()
    {
        HomeKeys keys = HomeKeys.LoadOrCreate(Home, seal: false);
        VaultSealer.Create(keys).ShouldBeNull();
        File.Exists(Path.Combine(Home.Vault, "vault.pub")).ShouldBeFalse();
    }

    public void Dispose() => _folder.Dispose();

    private static string Pem(RepriseHome home)
    {
        string text = File.ReadAllText(Path.Combine(home.Vault, "vault.pub"));
        PemFields fields = PemEncoding.Find(text);
        return text[fields.Location];
    }

    private static byte[] Seal(HomeKeys keys, int box, string text)
    {
        using VaultSealer sealer = VaultSealer.Create(keys).ShouldNotBeNull();
        return sealer.Seal(Owner, box, Encoding.UTF8.GetBytes(text));
    }

    private static IEnumerable<string> Open(RepriseHome home, int firstBox, byte[] part)
    {
        using var opener = new VaultOpener(home);
        return [.. opener.Open(Owner, firstBox, part, "the session").Select(Encoding.UTF8.GetString)];
    }
}

using System.ComponentModel;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Reprise.Files;
using Reprise.Sealing;
using Reprise.Tests.Agents;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Sealing;

public sealed class PrivateKeyTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private RepriseHome Home => new(Path.Combine(_folder.Path, "home"));

    private string KeyPath => Path.Combine(Home.Vault, "vault.key");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_protected_key_opens_with_its_passphrase_only()
    {
        KeyId id = Protect(Passphrases.Right);
        RepriseException none = Should.Throw<RepriseException>(() => PrivateKey.Open(Home, null));
        none.Kind.ShouldBe("passphrase");
        using Passphrase wrong = Passphrases.Of("correct horse battery staple");
        RepriseException error = Should.Throw<RepriseException>(() => PrivateKey.Open(Home, () => wrong));
        error.Kind.ShouldBe("passphrase");
        error.ToString().ShouldNotContain("staple");
        using Passphrase right = Passphrases.Of(Passphrases.Right);
        using PrivateKey key = PrivateKey.Open(Home, () => right);
        key.Id.ShouldBe(id);
    }

    [Fact]
    public void A_protected_key_opens_boxes()
    {
        HomeKeys keys = HomeKeys.LoadOrCreate(Home, seal: true);
        byte[] part;
        using (VaultSealer sealer = VaultSealer.Create(keys).ShouldNotBeNull())
            part = sealer.Seal("0011223344556677", 1, "secret"u8);
        Protect(Passphrases.Right);
        using Passphrase right = Passphrases.Of(Passphrases.Right);
        using var opener = new VaultOpener(Home, () => right);
        opener.Open("0011223344556677", 1, part, "x").ShouldHaveSingleItem().ShouldBe("secret"u8.ToArray());
        Should.Throw<RepriseException>(() => new VaultOpener(Home)).Kind.ShouldBe("passphrase");
    }

    [Fact]
    public void Its_id_shows_without_the_passphrase()
    {
        KeyId id = Protect(Passphrases.Right);
        VaultKeys keys = VaultKeys.Look(Home);
        keys.IsProtected.ShouldBeTrue();
        keys.PrivateId.ShouldBe(id);
        keys.CanUnseal.ShouldBeTrue();
        KeyProblem.Of(keys).ShouldBeEmpty();
    }

    [Fact]
    public void The_passphrase_is_changed_and_taken_away()
    {
        KeyId id = Protect(Passphrases.Right);
        using Passphrase right = Passphrases.Of(Passphrases.Right);
        using Passphrase other = Passphrases.Of("another one");
        using (PrivateKey key = PrivateKey.Open(Home, () => right))
            key.Protect(Home, other);
        Should.Throw<RepriseException>(() => PrivateKey.Open(Home, () => right)).Kind.ShouldBe("passphrase");
        using (PrivateKey key = PrivateKey.Open(Home, () => other))
            key.Protect(Home, null);
        using (PrivateKey key = PrivateKey.Open(Home, null))
            key.Id.ShouldBe(id);
        VaultKeys.Look(Home).IsProtected.ShouldBeFalse();
    }

    [Fact]
    public void The_file_is_pbes2_with_many_rounds_of_sha_512_and_holds_no_clear_key()
    {
        byte[] clear;
        HomeKeys.LoadOrCreate(Home, seal: true);
        using (PrivateKey key = PrivateKey.Open(Home, null))
            clear = key.Pair.ExportParameters(includePrivateParameters: true).D.ShouldNotBeNull();
        Protect(Passphrases.Right);
        string text = File.ReadAllText(KeyPath);
        PemFields block = PemEncoding.Find(text);
        text[block.Label].ShouldBe("ENCRYPTED PRIVATE KEY");
        byte[] der = Convert.FromBase64String(text[block.Base64Data]);
        der.AsSpan().IndexOf(clear).ShouldBe(-1);
        Contains(der, "2A864886F70D01050D").ShouldBeTrue("PBES2");
        Contains(der, "2A864886F70D020B").ShouldBeTrue("HMAC-SHA-512");
        Contains(der, "60864801650304012A").ShouldBeTrue("AES-256-CBC");
        // A whole number of three bytes: the rounds.
        PrivateKeyFile.Rounds.ShouldBeGreaterThanOrEqualTo(600_000);
        Contains(der, $"0203{PrivateKeyFile.Rounds:X6}").ShouldBeTrue("rounds");
    }

    [Fact]
    public void Stock_openssl_opens_the_file()
    {
        Protect(Passphrases.Right);
        (int code, string output) = OpenSsl(Passphrases.Right, "pkey", "-in", KeyPath, "-pubout", "-passin", "stdin");
        code.ShouldBe(0);
        string pub = File.ReadAllText(Path.Combine(Home.Vault, "vault.pub"));
        output.ReplaceLineEndings("\n").Trim().ShouldBe(pub[PemEncoding.Find(pub).Location]);
        OpenSsl("wrong", "pkey", "-in", KeyPath, "-pubout", "-passin", "stdin").Code.ShouldNotBe(0);
    }

    [Fact]
    public void A_key_that_openssl_made_opens()
    {
        HomeKeys.LoadOrCreate(Home, seal: true);
        string made = Path.Combine(_folder.Path, "made.pem");
        string[] make = ["genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-aes-256-cbc", "-pass", "stdin"];
        OpenSsl("made elsewhere", [.. make, "-out", made]).Code.ShouldBe(0);
        File.Move(made, KeyPath, overwrite: true);
        using Passphrase passphrase = Passphrases.Of("made elsewhere");
        using PrivateKey key = PrivateKey.Open(Home, () => passphrase);
        VaultKeys keys = VaultKeys.Look(Home);
        keys.IsProtected.ShouldBeTrue();
        keys.PrivateId.ShouldBeNull("openssl wrote no id");
    }

    [Fact]
    public void A_key_on_another_curve_is_refused()
    {
        HomeKeys.LoadOrCreate(Home, seal: true);
        using var pair = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP384);
        File.WriteAllText(KeyPath, pair.ExportPkcs8PrivateKeyPem() + "\n");
        VaultKeys.Look(Home).Private.ShouldBe(KeyFileState.Damaged);
        Should.Throw<RepriseException>(() => PrivateKey.Open(Home, null)).Kind.ShouldBe("vault");
    }

    private KeyId Protect(string text)
    {
        HomeKeys.LoadOrCreate(Home, seal: true);
        using Passphrase passphrase = Passphrases.Of(text);
        using PrivateKey key = PrivateKey.Open(Home, null);
        key.Protect(Home, passphrase);
        return key.Id;
    }

    private static bool Contains(byte[] bytes, string hex) => bytes.AsSpan().IndexOf(Convert.FromHexString(hex)) >= 0;

    private static (int Code, string Output) OpenSsl(string input, params string[] arguments)
    {
        var start = new ProcessStartInfo("openssl", arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        };
        Process? process = null;
        try
        {
            process = Process.Start(start);
        }
        catch (Win32Exception)
        {
            Assert.Skip("There is no openssl on this machine.");
        }
        using (process.ShouldNotBeNull())
        {
            process.StandardInput.WriteLine(input);
            process.StandardInput.Close();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output);
        }
    }
}

using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Reprise.Tests.Archiving;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Cli.Commands;

public sealed class VaultCommandTests : IDisposable
{
    private const string Id = "11111111-2222-4333-8444-555555555555";
    private const string PlainId = "22222222-2222-4333-8444-555555555555";
    private const string Secret = "a made up passphrase";
    private static readonly string Token = MadeUpToken.Of(11);
    private readonly CliHarness _cli = new();
    private readonly byte[] _native;

    public VaultCommandTests()
    {
        _native = File.ReadAllBytes(MadeUpSessions.AddClaudeCode(_cli, Id, $"use {Token}"));
        MadeUpSessions.AddClaudeCode(_cli, PlainId, "nothing secret");
        _cli.Run("capture").ExitCode.ShouldBe(0);
    }

    private string KeyPath => Path.Combine(_cli.Home, "vault", "vault.key");

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void Without_a_private_key_everything_works_that_does_not_unseal()
    {
        File.Delete(KeyPath);
        string[][] lines =
        [
            ["list"],
            ["show", Id],
            ["show", Id, "--messages"],
            ["search", "nothing"],
            ["cat", Id],
            ["status"],
            ["agents"],
            ["verify"],
            ["verify", "--deep"],
            ["reindex"],
            ["init"],
            ["vault", "status"],
            ["vault", "recipients"],
            ["vault", "recipients", "list"],
            ["restore", PlainId, "--to", "plain"],
        ];
        foreach (string[] line in lines)
        {
            CliResult result = _cli.Run(line);
            int expected = line is ["vault", "recipients"] ? 2 : 0;
            result.ExitCode.ShouldBe(expected, $"{string.Join(' ', line)}: {result.Error}");
        }
        _cli.Input = Encoding.UTF8.GetBytes($"use {Token}\n");
        CliResult masked = _cli.Run("mask");
        masked.ExitCode.ShouldBe(0);
        masked.Out.ShouldContain("[masked:github-pat:");

        MadeUpSessions.AddClaudeCode(_cli, "33333333-2222-4333-8444-555555555555", $"and {MadeUpToken.Of(12)}");
        CliResult captured = _cli.Run("capture");
        captured.ExitCode.ShouldBe(0);
        captured.Error.ShouldContain("note: vault/vault.key is not here");
        captured.Error.ShouldNotContain("warning");
    }

    [Fact]
    public void Without_a_private_key_it_is_said_what_does_not_work()
    {
        File.Delete(KeyPath);
        _cli.Run("status").Out.ShouldContain("the private key is not here; restore with originals is not possible");
        JsonElement keys = _cli.Run("status", "--json").Json.GetProperty("vault");
        keys.GetProperty("canSeal").GetBoolean().ShouldBeTrue();
        keys.GetProperty("canUnseal").GetBoolean().ShouldBeFalse();
        keys.GetProperty("problems")[0].GetProperty("damage").GetBoolean().ShouldBeFalse();
        CliResult cat = _cli.Run("cat", Id, "--original");
        cat.ExitCode.ShouldBe(1);
        cat.OutBytes.ShouldBeEmpty();
        cat.Error.ShouldContain("private key is not here");
        cat.Error.ShouldContain("import-recovery");
        CliResult all = _cli.Run("restore", "--all", "--to", "all");
        all.ExitCode.ShouldBe(3);
        all.Error.ShouldContain($"{Id}: The private key is not here");
        Directory.GetFiles(Path.Combine(_cli.UserHome, "all"), "*.jsonl", SearchOption.AllDirectories).Length.ShouldBe(1);
        _cli.Run("verify", "--json").Json.GetProperty("notes")[0].GetProperty("file").GetString().ShouldBe("vault/vault.key");
        foreach (
            string[] line in (string[][])
                [
                    ["passphrase"],
                    ["rekey"],
                    ["export-recovery", "-o", "-"],
                ]
        )
            _cli.Run(["vault", .. line, "--json"]).ExitCode.ShouldNotBe(0);
    }

    [Fact]
    public void The_key_of_another_vault_is_named_as_that()
    {
        using (var other = new CliHarness())
        {
            other.Run("init");
            File.Copy(Path.Combine(other.Home, "vault", "vault.key"), KeyPath, overwrite: true);
        }
        CliResult status = _cli.Run("status");
        status.ExitCode.ShouldBe(3);
        status.Out.ShouldContain("belongs to another vault");
        CliResult verify = _cli.Run("verify", "--json");
        verify.ExitCode.ShouldBe(5);
        verify.Json.GetProperty("damaged")[0].GetProperty("file").GetString().ShouldBe("vault/vault.key");
        _cli.Run("capture").Error.ShouldContain("belongs to another vault");
        _cli.Run("cat", Id, "--original").Error.ShouldContain("another key");
        _cli.Run("vault", "rekey").Error.ShouldContain("another vault");
    }

    [Fact]
    public void A_passphrase_is_asked_for_by_all_that_unseal()
    {
        Protect();
        foreach (
            string[] line in (string[][])
                [
                    ["cat", Id, "--original"],
                    ["restore", Id, "--to", "x"],
                    ["verify", "--deep"],
                ]
        )
        {
            CliResult none = _cli.Run([.. line, "--json"]);
            none.ExitCode.ShouldBe(1, string.Join(' ', line));
            none.JsonErrorKind.ShouldBe("passphrase");
            none.Out.ShouldContain("--passphrase-file");
            _cli.Run([.. line, "--passphrase-file", _cli.Add("right", Secret)]).ExitCode.ShouldBe(0);
            CliResult wrong = _cli.Run([.. line, "--passphrase-file", _cli.Add("wrong", "xyzzy plugh")]);
            wrong.ExitCode.ShouldBe(1);
            wrong.Error.ShouldContain("The passphrase is wrong.");
            (wrong.Out + wrong.Error).ShouldNotContain("xyzzy");
        }
    }

    [Fact]
    public void On_a_terminal_a_person_may_mistype_it_twice()
    {
        Protect();
        _cli.IsTerminal = true;
        foreach (int mistakes in (int[])[2, 3])
        {
            for (int i = 0; i < mistakes; i++)
                _cli.Hidden.Enqueue("mistyped");
            _cli.Hidden.Enqueue(Secret);
            CliResult result = _cli.Run("verify", "--deep");
            result.ExitCode.ShouldBe(mistakes == 2 ? 0 : 1);
            result.Error.ShouldContain("Passphrase of the vault:");
            _cli.Hidden.Clear();
        }
    }

    [Fact]
    public void It_is_asked_for_once_however_many_sessions_need_it()
    {
        MadeUpSessions.AddClaudeCode(_cli, "33333333-2222-4333-8444-555555555555", $"and {MadeUpToken.Of(12)}");
        _cli.Run("capture").ExitCode.ShouldBe(0);
        Protect();
        _cli.IsTerminal = true;
        _cli.Hidden.Enqueue(Secret);
        _cli.Run("restore", "--all", "--to", "all").ExitCode.ShouldBe(0);
        for (int i = 0; i < 3; i++)
            _cli.Hidden.Enqueue("wrong");
        _cli.Hidden.Enqueue(Secret);
        _cli.Run("restore", "--all", "--to", "again").ExitCode.ShouldBe(3);
        _cli.Hidden.Count.ShouldBe(1, "nobody is asked again for each session");
    }

    [Fact]
    public void The_passphrase_is_changed_and_taken_away()
    {
        Protect();
        string old = _cli.Add("old", Secret);
        string fresh = _cli.Add("fresh", "another made up one");
        JsonElement changed = _cli.Run(
            "vault",
            "passphrase",
            "--passphrase-file",
            old,
            "--new-passphrase-file",
            fresh,
            "--json"
        ).Json;
        changed.GetProperty("protected").GetBoolean().ShouldBeTrue();
        _cli.Run("cat", Id, "--original", "--passphrase-file", old).ExitCode.ShouldBe(1);
        _cli.Run("cat", Id, "--original", "--passphrase-file", fresh).OutBytes.ShouldBe(_native);
        _cli.Run("vault", "passphrase", "--remove", "--passphrase-file", fresh).ExitCode.ShouldBe(0);
        _cli.Run("cat", Id, "--original").OutBytes.ShouldBe(_native);
        _cli.Run("vault", "passphrase", "--remove", "--new-passphrase-file", fresh).ExitCode.ShouldBe(2);
        _cli.Run("vault", "passphrase", "--passphrase-file", "-", "--new-passphrase-file", "-").ExitCode.ShouldBe(2);
    }

    [Fact]
    public void Rekey_says_what_it_would_do_and_does_it()
    {
        string before = File.ReadAllText(KeyPath);
        JsonElement preview = _cli.Run("vault", "rekey", "--dry-run", "--json").Json;
        preview.GetProperty("dryRun").GetBoolean().ShouldBeTrue();
        preview.GetProperty("rewrapped").GetProperty("rewrapped").GetInt64().ShouldBe(1);
        File.ReadAllText(KeyPath).ShouldBe(before);
        CliResult done = _cli.Run("vault", "rekey");
        done.ExitCode.ShouldBe(0);
        done.Out.ShouldContain("Wrapped 1 box anew in 1 file of 1 session.");
        done.Error.ShouldContain("backups still open with the old key");
        (File.ReadAllText(KeyPath) == before).ShouldBeFalse();
        _cli.Run("cat", Id, "--original").OutBytes.ShouldBe(_native);
        _cli.Run("verify", "--deep").ExitCode.ShouldBe(0);
        JsonElement again = _cli.Run("vault", "rekey", "--json").Json;
        again.GetProperty("complete").GetBoolean().ShouldBeTrue();
        (again.GetProperty("old").GetString() == again.GetProperty("key").GetString()).ShouldBeFalse();
    }

    [Fact]
    public void Recipients_are_added_named_rewrapped_and_removed()
    {
        using var escrow = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        string file = _cli.Add("escrow.pem", escrow.ExportSubjectPublicKeyInfoPem() + "\n");
        CliResult added = _cli.Run("vault", "recipients", "add", file, "--name", "escrow büro");
        added.ExitCode.ShouldBe(0);
        added.Error.ShouldContain("stays as it is");
        SealedFor("escrow büro").GetProperty("boxes").GetInt64().ShouldBe(0);
        _cli.Run("vault", "recipients", "add", file).Out.ShouldContain("already");
        _cli.Run("vault", "recipients", "rewrap").ExitCode.ShouldBe(0);
        SealedFor("escrow büro").GetProperty("boxes").GetInt64().ShouldBe(1);
        string id = SealedFor("escrow büro").GetProperty("id").GetString().ShouldNotBeNull();

        CliResult removed = _cli.Run("vault", "recipients", "remove", id[..6]);
        removed.ExitCode.ShouldBe(0);
        removed.Error.ShouldContain("What was read is read");
        _cli.Run("vault", "recipients", "rewrap").ExitCode.ShouldBe(0);
        _cli.Run("vault", "status", "--json").Json.GetProperty("sealedFor").GetArrayLength().ShouldBe(1);
        _cli.Run("cat", Id, "--original").OutBytes.ShouldBe(_native);

        // The PEM text itself, and stdin; with what is sealed already at once.
        _cli.Input = Encoding.ASCII.GetBytes(escrow.ExportSubjectPublicKeyInfoPem());
        JsonElement shape = _cli.Run("vault", "recipients", "add", "-", "--name", "stdin", "--rewrap", "--json").Json;
        shape.GetProperty("recipients")[1].GetProperty("name").GetString().ShouldBe("stdin");
        shape.GetProperty("rewrapped").GetProperty("rewrapped").GetInt64().ShouldBe(1);
        _cli.Run("vault", "recipients", "remove", "stdin", "--rewrap").Error.ShouldContain("does not undo");
        _cli.Run("vault", "recipients", "add", "--", escrow.ExportSubjectPublicKeyInfoPem()).ExitCode.ShouldBe(0);
    }

    [Fact]
    public void What_is_no_recipient_is_refused()
    {
        using var p384 = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP384);
        using var p256 = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        using var rsa = RSA.Create(2048);
        string good = p256.ExportSubjectPublicKeyInfoPem();
        (string Text, string Says)[] texts =
        [
            (p384.ExportSubjectPublicKeyInfoPem(), "P-256"),
            (rsa.ExportSubjectPublicKeyInfoPem(), "P-256"),
            (p256.ExportPkcs8PrivateKeyPem(), "private key"),
            (good + "\n" + p384.ExportSubjectPublicKeyInfoPem(), "P-256"),
            (good + "\n" + good, "exactly one"),
            ("nothing", "exactly one"),
        ];
        foreach ((string text, string says) in texts)
        {
            CliResult result = _cli.Run("vault", "recipients", "add", _cli.Add("key.pem", text));
            result.ExitCode.ShouldBe(1, says);
            result.Error.ShouldContain(says);
        }
        string file = _cli.Add("key.pem", good);
        _cli.Run("vault", "recipients", "add", file, "--name", "two\nlines").ExitCode.ShouldBe(2);
        _cli.Run("vault", "recipients", "add", file, "--name", "owner").Error.ShouldContain("has that name");
        _cli.Run("vault", "recipients", "remove", "owner").Error.ShouldContain("only recipient");
        _cli.Run("vault", "recipients", "add", file).ExitCode.ShouldBe(0);
        _cli.Run("vault", "recipients", "remove", "owner").Error.ShouldContain("own key");
        _cli.Run("vault", "recipients", "remove", "nobody").ExitCode.ShouldBe(4);
    }

    [Fact]
    public void A_recovery_key_goes_where_it_is_asked_to_and_comes_back()
    {
        CliResult piped = _cli.Run("vault", "export-recovery");
        piped.ExitCode.ShouldBe(1);
        piped.Out.ShouldBeEmpty();
        string text = _cli.Run("vault", "export-recovery", "-o", "-").Out;
        text.Split('\n').Count(line => line.Contains(": ", StringComparison.Ordinal) && char.IsDigit(line[0])).ShouldBe(4);
        _cli.IsTerminal = true;
        _cli.Run("vault", "export-recovery").Out.ShouldBe(text);
        _cli.IsTerminal = false;
        string file = Path.Combine(_cli.UserHome, "recovery.txt");
        _cli.Run("vault", "export-recovery", "-o", file).ExitCode.ShouldBe(0);
        File.ReadAllText(file).ShouldBe(text);
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        _cli.Run("vault", "export-recovery", "-o", file).ExitCode.ShouldBe(1, "the file is there");

        _cli.Run("vault", "import-recovery", file).Out.ShouldContain("is here already");
        File.Delete(KeyPath);
        _cli.Run("vault", "import-recovery", file).ExitCode.ShouldBe(0);
        _cli.Run("cat", Id, "--original").OutBytes.ShouldBe(_native);

        File.Delete(KeyPath);
        _cli.IsTerminal = true;
        _cli.Input = Encoding.ASCII.GetBytes(
            string.Join('\n', text.Split('\n').Skip(2).Take(4).Select(line => line[3..])) + "\n"
        );
        CliResult typed = _cli.Run("vault", "import-recovery", "--new-passphrase-file", _cli.Add("new", Secret));
        typed.ExitCode.ShouldBe(0, typed.Error);
        typed.Error.ShouldContain("Line 4: ");
        _cli.IsTerminal = false;
        _cli.Run("cat", Id, "--original").ExitCode.ShouldBe(1);
        _cli.Run("vault", "export-recovery", "-o", "-", "--passphrase-file", _cli.Add("new", Secret)).Out.ShouldBe(text);

        // After a change of keys it opens old copies of the vault only.
        _cli.Run("vault", "rekey", "--passphrase-file", _cli.Add("new", Secret)).ExitCode.ShouldBe(0);
        File.Delete(KeyPath);
        CliResult late = _cli.Run("vault", "import-recovery", file);
        late.ExitCode.ShouldBe(1);
        late.Error.ShouldContain("from before a 'vault rekey'");
    }

    [Fact]
    public void A_mistyped_recovery_key_changes_nothing_and_is_not_shown()
    {
        string text = _cli.Run("vault", "export-recovery", "-o", "-").Out;
        string line = text.Split('\n')[3];
        _cli.Input = Encoding.ASCII.GetBytes(text.Replace(line, line[..^1] + (line[^1] == 'Z' ? 'Y' : 'Z')));
        File.Delete(KeyPath);
        CliResult result = _cli.Run("vault", "import-recovery");
        result.ExitCode.ShouldBe(1);
        result.Error.ShouldContain("Line 2 of the recovery key is mistyped.");
        result.Error.ShouldNotContain(line[3..8]);
        File.Exists(KeyPath).ShouldBeFalse();
    }

    [Fact]
    public void No_secret_is_ever_printed()
    {
        using var pair = ECDiffieHellman.Create();
        pair.ImportFromPem(File.ReadAllText(KeyPath));
        byte[] number = pair.ExportParameters(includePrivateParameters: true).D.ShouldNotBeNull();
        Protect();
        string right = _cli.Add("secret", Secret);
        string[][] lines =
        [
            ["init"],
            ["status"],
            ["capture"],
            ["verify", "--deep", "--passphrase-file", right],
            ["vault", "status"],
            ["vault", "recipients", "list"],
            ["vault", "recipients", "rewrap", "--passphrase-file", right],
            ["vault", "rekey", "--dry-run"],
            ["vault", "rekey", "--passphrase-file", right],
            ["vault", "export-recovery", "--passphrase-file", right],
            ["vault", "export-recovery", "-o", "recovery.txt", "--passphrase-file", right],
            ["vault", "import-recovery", "recovery.txt"],
            ["vault", "import-recovery", right],
            ["vault", "recipients", "add", KeyPath],
            ["vault", "passphrase", "--passphrase-file", right, "--new-passphrase-file", right],
            ["doctor"],
        ];
        string[] secrets = [Secret, Token, Convert.ToHexStringLower(number), "PRIVATE KEY-----"];
        foreach (string[] line in lines)
        foreach (string[] form in (string[][])[line, [.. line, "--json", "--verbose"]])
        {
            CliResult result = _cli.Run(form);
            foreach (string secret in secrets)
                (result.Out + result.Error).ShouldNotContain(secret, Case.Insensitive, string.Join(' ', form));
        }
    }

    [Fact]
    public void Status_needs_a_vault()
    {
        using var empty = new CliHarness();
        empty.Run("vault", "status").ExitCode.ShouldBe(4);
        empty.Run("vault", "recipients", "list").ExitCode.ShouldBe(4);
    }

    // As openssl would write it with fewer rounds, so that a dozen tests do not wait half a second for each opening.
    private void Protect()
    {
        using var pair = ECDiffieHellman.Create();
        pair.ImportFromPem(File.ReadAllText(KeyPath));
        var fast = new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 2000);
        File.WriteAllText(KeyPath, pair.ExportEncryptedPkcs8PrivateKeyPem(Secret, fast) + "\n");
        _cli.Add("secret", Secret + "\n");
    }

    private JsonElement SealedFor(string name) =>
        _cli.Run("vault", "status", "--json")
            .Json.GetProperty("sealedFor")
            .EnumerateArray()
            .Single(key => key.GetProperty("name").GetString() == name);
}
